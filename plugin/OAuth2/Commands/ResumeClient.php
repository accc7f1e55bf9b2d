<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class ResumeClient extends ActivityCommand
{
    protected function configure(): void
    {
        $this->describe('resume-client', 'Resumes a paused OAuth 2.0 client');
        $this->addRequiredArgument('client-id', 'Client ID');
    }

    protected function perform(): int
    {
        return $this->setActive(true);
    }
}
