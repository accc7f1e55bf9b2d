<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Cache;
use Piwik\Plugin\Manager;

/** What a bearer call has to find in the database: the mark of a self-test that has passed with these versions and plugins. */
final class Clearance
{
    /**
     * The name of the row of oauth2_meta without which no bearer token is accepted. Matomo's cache has the name with the
     * plugins' versions, and loses both at once.
     */
    public static function mark(): string
    {
        $plugins = implode(' ', array_keys(Manager::getInstance()->getLoadedPlugins()));
        $cache = Cache::getEagerCache();
        $id = 'OAuth2Clearance' . PHP_VERSION;
        /** @var ?array{string, string} $known */
        $known = $cache->contains($id) ? $cache->fetch($id) : null;
        if ($known === null || $known[0] !== $plugins) {
            $known = [$plugins, Verdicts::mark(Fingerprint::current()->id)];
            $cache->save($id, $known);
        }

        return $known[1];
    }
}
