<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class RotateKeys extends RotatingCommand
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
        return $this->rotate();
    }
}
