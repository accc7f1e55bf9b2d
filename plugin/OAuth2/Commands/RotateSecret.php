<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class RotateSecret extends SavingCommand
{
    protected function configure(): void
    {
        $this->describe('rotate-secret', 'Replaces the secret of a confidential OAuth 2.0 client; the old secret and all tokens end');
        $this->addRequiredArgument('client-id', 'Client ID');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $clients = $this->server()->clients();
        $client = $clients->get($this->text('client-id'));
        $this->confirm("Replace the secret of the client \"$client->name\"? The old secret and all its tokens stop working.");
        $secret = $clients->rotateSecret($client->clientId);
        if ($this->isJson()) {
            $this->writeJson(['client_id' => $client->clientId, 'secret' => $secret]);

            return self::SUCCESS;
        }
        $this->write("The client $client->clientId has a new secret. The old secret and all tokens have stopped working.");
        $this->writeSecret($secret);

        return self::SUCCESS;
    }
}
