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
            'Lets the next signing key sign from now on; no call fails by it',
            'The old key stays published until its last token has expired. The next key must have been published for some'
                . ' minutes before it may sign: the command says how long that takes.',
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
        $this->write('The next key signs from now on. Tokens of the old one work until they expire.');

        return self::SUCCESS;
    }
}
