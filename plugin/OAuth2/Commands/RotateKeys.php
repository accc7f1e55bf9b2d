<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class RotateKeys extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'rotate-keys',
            'Rotates the signing key: the next key becomes the current one',
            'Tokens of the old key stay valid, because it stays published until the last of them has expired. The next key'
                . ' must be published for some minutes before it may sign. If it is too early, the command says how long to'
                . ' wait.',
        );
    }

    protected function perform(): int
    {
        $wait = $this->server()->keys()->rotate();
        if ($wait > 0) {
            throw new CommandRefused("The next key has not been published for long enough. Try again in $wait seconds.");
        }
        if ($this->isJson()) {
            $this->writeJson(['rotated' => true, 'wait' => 0]);

            return self::SUCCESS;
        }
        $this->write('The next key is now the current one. Tokens of the old key stay valid until they expire.');

        return self::SUCCESS;
    }
}
