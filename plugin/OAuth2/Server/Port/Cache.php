<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/**
 * A cache, which may lose entries at any time. The server stores only public keys and clients' origins in it, never a
 * secret or token. Values are strings, integers and arrays of them.
 */
interface Cache
{
    /** Reads a value; null when there is none or it has expired. */
    public function get(string $key): mixed;

    /**
     * Stores a value.
     *
     * @param int $ttl lifetime in seconds, at least 1
     */
    public function set(string $key, mixed $value, int $ttl): void;

    /** Deletes a value; does nothing when there is none. */
    public function delete(string $key): void;
}
