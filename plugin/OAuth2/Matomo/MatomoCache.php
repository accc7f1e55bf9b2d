<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Cache as MatomoCaches;
use Piwik\Plugins\OAuth2\Server\Port\Cache;

/** Matomo's lazy cache, which keeps each entry in a file or key of its own and reads it only on demand. */
final class MatomoCache implements Cache
{
    public function get(string $key): mixed
    {
        // Matomo checks that the file exists, then includes it. If another process removes it in between, PHP warns,
        // though it is just a missing entry.
        $value = @MatomoCaches::getLazyCache()->fetch($key);

        return $value === false ? null : $value;
    }

    public function set(string $key, mixed $value, int $ttl): void
    {
        MatomoCaches::getLazyCache()->save($key, $value, $ttl);
    }

    public function delete(string $key): void
    {
        MatomoCaches::getLazyCache()->delete($key);
    }
}
