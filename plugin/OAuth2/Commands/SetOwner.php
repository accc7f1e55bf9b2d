<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class SetOwner extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'set-owner',
            'Gives an OAuth 2.0 client another owner',
            <<<'HELP'
                The owner is the super user who answers for the client. The client's tokens do not depend on the owner: to choose
                the user whose access Client Credentials have, run oauth2:update-client with --acts-as.
                HELP,
        );
        $this->addRequiredArgument('client-id', 'Client ID');
        $this->addRequiredArgument('login', 'Login of the super user who owns the client from now on');
    }

    protected function perform(): int
    {
        $clientId = $this->text('client-id');
        $this->server()->clients()->setOwner($clientId, $this->text('login'));
        if ($this->isJson()) {
            $this->writeJson(['client' => $this->clients()->get($clientId)]);

            return self::SUCCESS;
        }
        $this->write("The client $clientId now belongs to {$this->text('login')}.");

        return self::SUCCESS;
    }
}
