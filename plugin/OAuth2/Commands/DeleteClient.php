<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class DeleteClient extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe('delete-client', 'Deletes an OAuth 2.0 client and its authorizations');
        $this->addRequiredArgument('client-id', 'Client ID');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $clients = $this->server()->clients();
        $client = $clients->get($this->text('client-id'));
        $effects = ClientText::effects($clients->effects($client->clientId));
        $this->confirm("Delete the client \"$client->name\"? $effects This cannot be undone.");
        $clients->delete($client->clientId);
        if ($this->isJson()) {
            $this->writeJson(['deleted' => true]);

            return self::SUCCESS;
        }
        $this->write("The client $client->clientId has been deleted.");

        return self::SUCCESS;
    }
}
