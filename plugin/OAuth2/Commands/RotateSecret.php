<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class RotateSecret extends SavingCommand
{
    protected function configure(): void
    {
        $this->describe('rotate-secret', 'Gives a confidential OAuth 2.0 client another secret; the old one and all its tokens end');
        $this->addRequiredArgument('client-id', 'The client');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $clients = $this->server()->clients();
        $client = $clients->get($this->text('client-id'));
        $this->confirm("The secret of \"$client->name\" and all its tokens end now. Go on?");
        $secret = $clients->rotateSecret($client->clientId);
        if ($this->isJson()) {
            $this->writeJson(['client_id' => $client->clientId, 'secret' => $secret]);

            return self::SUCCESS;
        }
        $this->write("The client $client->clientId has another secret. The old one and its tokens have ended.");
        $this->writeSecret($secret);

        return self::SUCCESS;
    }
}
