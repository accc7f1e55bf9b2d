<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Log\LoggerInterface;
use Piwik\Plugin;
use Piwik\Plugin\Manager;

/**
 * Loads other plugins that listen to this plugin's events. The light script starts without them, so code that posts an
 * event calls {@see wakeFor()} first. In all other requests they are loaded already.
 */
final class OtherPlugins
{
    /** The cache needs no invalidation: Matomo clears it when it installs, updates, activates or deactivates a plugin. */
    private const CACHE = 'OAuth2.listeners';

    private const TTL = 3600;

    /** The events that this plugin posts or causes, other than those named OAuth2.*. */
    private const EVENTS = ['Access.modifyUserAccess', 'Db.getDatabaseConfig'];

    /** Loads the plugins if one of them listens to the event and none is loaded yet. Call it before you post the event. */
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

    /** True if {@see wakeFor()} found out that no plugin listens to the event. */
    public static function isUnheard(string $event): bool
    {
        $listened = (new MatomoCache())->get(self::CACHE);

        return \is_array($listened) && !\in_array($event, $listened, true);
    }

    /** Logs the failure of a listener, which does not undo the event; only the type, as its message may hold secrets. */
    public static function failed(string $event, \Throwable $failure): void
    {
        StaticContainer::get(LoggerInterface::class)->error('A listener of the event {event} failed: {type}', [
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
