<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Application\Kernel\PluginList;
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
    /** The events by the plugins that were active: Matomo clears its cache only on the server that changes a plugin. */
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
        if (self::isUnheard($event)) {
            return;
        }
        $manager->loadPluginTranslations();
        $manager->loadActivatedPlugins();
        $known = ['of' => self::active(), 'events' => self::listened($manager->getPluginsLoadedAndActivated())];
        (new MatomoCache())->set(self::CACHE, $known, self::TTL);
    }

    /** True if {@see wakeFor()} found out that no plugin listens to the event. */
    public static function isUnheard(string $event): bool
    {
        $known = (new MatomoCache())->get(self::CACHE);

        return \is_array($known) && ($known['of'] ?? null) === self::active() && !\in_array($event, (array) $known['events'], true);
    }

    /**
     * The folders of the other active plugins that are not Matomo's own.
     *
     * @return array<string, string> by the plugin's name
     */
    public static function folders(): array
    {
        $manager = Manager::getInstance();
        $folders = [];
        /** @var list<string> $plugins */
        $plugins = StaticContainer::get(PluginList::class)->getActivatedPlugins();
        foreach ($plugins as $name) {
            if ($name !== 'OAuth2' && !$manager->isPluginBundledWithCore($name)) {
                $folders[$name] = Manager::getPluginDirectory($name);
            }
        }

        return $folders;
    }

    /**
     * The active plugins, and the versions of those that are not Matomo's own.
     *
     * @return array<string, mixed>
     */
    private static function active(): array
    {
        $versions = ['' => StaticContainer::get(PluginList::class)->getActivatedPlugins()];
        foreach (self::folders() as $name => $folder) {
            $plugin = json_decode((string) @file_get_contents("$folder/plugin.json"), true);
            $versions[$name] = \is_array($plugin) ? ($plugin['version'] ?? null) : null;
        }

        return $versions;
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
