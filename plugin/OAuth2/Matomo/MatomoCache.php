<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Cache as MatomoCaches;
use Piwik\Plugins\OAuth2\Server\Port\Cache;

/** Matomo's lazy cache: one small file (or key) an entry, read only by who asks for it. */
final class MatomoCache implements Cache
{
    public function get(string $key): mixed
    {
        // Matomo looks whether the file is there, and then reads it. Another process that removes it in between would
        // leave warnings in the log of what is just no entry any more.
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
