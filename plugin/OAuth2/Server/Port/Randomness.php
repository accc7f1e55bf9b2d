<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** The source of random values, which tests can replace. */
interface Randomness
{
    /** Generates $bytes random bytes (at least 16) as base64url without padding: 22 characters for 16, 43 for 32. */
    public function secret(int $bytes = 32): string;

    /** Generates $bytes random bytes (at least 16) as lower-case hexadecimal digits. */
    public function hex(int $bytes = 16): string;
}
