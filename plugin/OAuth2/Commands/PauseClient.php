<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class PauseClient extends ActivityCommand
{
    protected function configure(): void
    {
        $this->describe('pause-client', 'Pauses an OAuth 2.0 client: it gets no tokens, and the tokens that it has are refused');
        $this->addRequiredArgument('client-id', 'Client ID');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $client = $this->server()->clients()->get($this->text('client-id'));
        $this->confirm("Refuse all calls of the client \"$client->name\" until you resume it?");

        return $this->setActive(false);
    }
}
