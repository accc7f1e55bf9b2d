<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\Port\Randomness;

/** Real secrets, but sampling numbers that the test sets. */
final class ScriptedRandomness implements Randomness
{
    /** The result of number(), modulo its limit. */
    public int $number = 1;

    /** Runs before the next secret is drawn, once: what happens while a request is answered. */
    public ?\Closure $beforeSecret = null;

    public function secret(int $bytes = 32): string
    {
        $intrusion = $this->beforeSecret;
        $this->beforeSecret = null;
        if ($intrusion !== null) {
            $intrusion();
        }

        return oauth2_secret_generate($bytes);
    }

    public function hex(int $bytes = 16): string
    {
        return oauth2_random_hex($bytes);
    }

    public function number(int $below): int
    {
        return $this->number % $below;
    }
}
