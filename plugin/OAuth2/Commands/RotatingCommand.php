<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

/** A command that can rotate the signing key. */
abstract class RotatingCommand extends OAuth2Command
{
    /** @throws CommandRefused if it is too early */
    protected function rotate(): int
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
