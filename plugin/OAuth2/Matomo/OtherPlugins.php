<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Log\LoggerInterface;
use Piwik\Plugin;
use Piwik\Plugin\Manager;

/**
 * Other plugins may listen to what this one does, and decide with it. The light script starts without them, so whoever
 * posts an event says so here before: they are loaded if one of them listens. Everywhere else they are loaded already.
 */
final class OtherPlugins
{
    /** Matomo empties its caches when a plugin is installed, updated, activated or deactivated. */
    private const CACHE = 'OAuth2.listeners';

    private const TTL = 3600;

    /** What this plugin posts, or lets Matomo post for it, without the events of its own name. */
    private const EVENTS = ['Access.modifyUserAccess', 'Db.getDatabaseConfig'];

    /** To be called before an event is posted: loads the plugins if one of them listens to it, and none is loaded yet. */
    public static function wakeFor(string $event): void
    {
        $manager = Manager::getInstance();
        if ($manager->getLoadedPlugins() !== []) {
            return;
        }
        $cache = new MatomoCache();
        $listened = $cache->get(self::CACHE);
        if (\is_array($listened) && !\in_array($event, $listened, true)) {
            return;
        }
        $manager->loadPluginTranslations();
        $manager->loadActivatedPlugins();
        $cache->set(self::CACHE, self::listened($manager->getPluginsLoadedAndActivated()), self::TTL);
    }

    /** Notes that a handler failed: what it was told of has happened all the same. Its text may hold anything. */
    public static function failed(string $event, \Throwable $failure): void
    {
        StaticContainer::get(LoggerInterface::class)->error('A handler of {event} failed: {type}', [
            'event' => $event,
            'type' => $failure::class,
        ]);
    }

    /**
     * @param array<Plugin> $plugins
     * @return list<string>
     */
    private static function listened(array $plugins): array
    {
        $events = [];
        foreach ($plugins as $plugin) {
            if ($plugin->getPluginName() === 'OAuth2') {
                continue;
            }
            foreach (array_keys($plugin->registerEvents()) as $event) {
                if (\in_array($event, self::EVENTS, true) || str_starts_with((string) $event, 'OAuth2.')) {
                    $events[] = (string) $event;
                }
            }
        }

        return array_values(array_unique($events));
    }
}
