<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class RevokeAuthorization extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe('revoke-authorization', 'Revokes an authorization and all its tokens');
        $this->addRequiredArgument('authorization-id', 'ID of the authorization from oauth2:list-authorizations');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $authorizations = $this->server()->authorizations();
        $this->confirm('Revoke this authorization and all its tokens?');
        if (!$authorizations->revoke($this->text('authorization-id'))) {
            throw new CommandRefused('The authorization does not exist or has already ended.');
        }
        if ($this->isJson()) {
            $this->writeJson(['revoked' => true]);

            return self::SUCCESS;
        }
        $this->write('The authorization and all its tokens have been revoked.');

        return self::SUCCESS;
    }
}
