<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class ShowClient extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe('show-client', 'Shows an OAuth 2.0 client, without its secret');
        $this->addRequiredArgument('client-id', 'Client ID');
    }

    protected function perform(): int
    {
        $client = $this->clients()->get($this->text('client-id'));
        if ($this->isJson()) {
            $this->writeJson($client);

            return self::SUCCESS;
        }
        $this->writeFields(ClientText::fields($client));

        return self::SUCCESS;
    }
}
