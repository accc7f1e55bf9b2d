<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class EndOldSecret extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe('end-old-secret', 'Ends the old secret of an OAuth 2.0 client that still works after a rotation');
        $this->addRequiredArgument('client-id', 'Client ID');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $clients = $this->server()->clients();
        $client = $clients->get($this->text('client-id'));
        $this->confirm("End the old secret of the client \"$client->name\"? Programs that still send it are refused.");
        if (!$clients->endOldSecret($client->clientId)) {
            throw new CommandRefused("The client $client->clientId has no old secret that works.");
        }
        if ($this->isJson()) {
            $this->writeJson(['ended' => true]);

            return self::SUCCESS;
        }
        $this->write("The old secret of the client $client->clientId has stopped working.");

        return self::SUCCESS;
    }
}
