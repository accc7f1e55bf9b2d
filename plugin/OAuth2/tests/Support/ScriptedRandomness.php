<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\Port\Randomness;

/** Real secrets; the test may do something before one is drawn. */
final class ScriptedRandomness implements Randomness
{
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
}
