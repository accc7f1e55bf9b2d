<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class RevokeAuthorization extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe('revoke-authorization', 'Ends an authorization and all tokens that it gave');
        $this->addRequiredArgument('authorization-id', 'The authorization, as oauth2:list-authorizations shows it');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $authorizations = $this->server()->authorizations();
        $this->confirm('All tokens of this authorization end now. Go on?');
        if (!$authorizations->revoke($this->text('authorization-id'))) {
            throw new CommandRefused('There is no such authorization, or it has ended before.');
        }
        if ($this->isJson()) {
            $this->writeJson(['revoked' => true]);

            return self::SUCCESS;
        }
        $this->write('The authorization has ended, and all tokens that it gave.');

        return self::SUCCESS;
    }
}
