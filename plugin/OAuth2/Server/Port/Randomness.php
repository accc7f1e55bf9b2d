<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** Where the server takes random values from, so that tests can set them. */
interface Randomness
{
    /** $bytes (16 or more) random bytes as base64url without padding: 16 make 22 characters, 32 make 43. */
    public function secret(int $bytes = 32): string;

    /** $bytes (16 or more) random bytes as lower-case hex. */
    public function hex(int $bytes = 16): string;

    /** A number from 0 to $below - 1, for sampling only. */
    public function number(int $below): int;
}
