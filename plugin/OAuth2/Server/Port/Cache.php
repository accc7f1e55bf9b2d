<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/**
 * A cache that may forget at any time. Only public keys and clients' origins are put in, never a secret
 * or a token. Values are strings, ints and arrays of them.
 */
interface Cache
{
    /** The value, or null when there is none (any more). */
    public function get(string $key): mixed;

    /** @param int $ttl seconds, at least 1 */
    public function set(string $key, mixed $value, int $ttl): void;

    /** Forgets the value, if there is one. */
    public function delete(string $key): void;
}
