<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Port\Cache;

/** The light script keeps nothing: a query costs less than the start of Matomo's cache. It only removes what others keep. */
final class LightCache implements Cache
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
        Kernel::start();
        (new MatomoCache())->delete($key);
    }
}
