<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\Port\Cache;
use Piwik\Plugins\OAuth2\Server\Port\Clock;

/** An in-memory cache with the test's clock, which several servers may share. */
final class ArrayCache implements Cache
{
    /** @var array<string, array{mixed, int}> value and expiry by key */
    public array $entries = [];

    public function __construct(private readonly Clock $clock)
    {
    }

    public function get(string $key): mixed
    {
        [$value, $end] = $this->entries[$key] ?? [null, 0];

        return $end > $this->clock->now() ? $value : null;
    }

    public function set(string $key, mixed $value, int $ttl): void
    {
        $this->entries[$key] = [$value, $this->clock->now() + $ttl];
    }

    public function delete(string $key): void
    {
        unset($this->entries[$key]);
    }
}
