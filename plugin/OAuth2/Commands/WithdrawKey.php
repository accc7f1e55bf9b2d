<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Server\Keys\KeyNotFound;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;

final class WithdrawKey extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'withdraw-key',
            'Withdraws a signing key that somebody else may have; all access tokens that it signed end',
            'From the next call on, no server of this Matomo accepts a token that the key signed, and the key leaves the JWK Set.'
                . ' If it is the key that signs, the next one takes over at once. Apps with a refresh token get new access'
                . ' tokens. Programs elsewhere that verify tokens themselves accept the key until their copy of the JWK Set'
                . ' expires, within 10 minutes as a rule.',
        );
        $this->addOptionalArgument('key-id', 'The key, as oauth2:list-keys shows it; without it, the key that signs');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $keys = $this->server()->keys();
        $kid = $this->text('key-id');
        if ($kid === '') {
            // Named in the question, so that a second run does not withdraw the successor as well.
            $kid = array_column($keys->list(), 'kid', 'state')[SigningKeyRecord::CURRENT] ?? '';
        }
        $this->confirm("All access tokens that the key $kid signed end now. Go on?");
        try {
            $current = $keys->withdraw($kid);
        } catch (KeyNotFound) {
            throw new CommandRefused('There is no such signing key. The command oauth2:list-keys shows all.');
        }
        if ($this->isJson()) {
            $this->writeJson(['withdrawn' => $kid, 'current' => $current]);

            return self::SUCCESS;
        }
        $this->write("The key $kid is withdrawn. Access tokens that it signed no longer work.");
        $this->write("The key $current signs. Programs elsewhere accept the old key until their copy of the JWK Set expires.");

        return self::SUCCESS;
    }
}
