<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** Stores nothing, so that each request reads the keys from the database. */
final readonly class NullCache implements Cache
{
    public function get(string $key): mixed
    {
        return null;
    }

    public function set(string $key, mixed $value, int $ttl): void
    {
    }

    public function delete(string $key): void
    {
    }
}
