<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Concurrency\Lock;
use Piwik\Concurrency\LockBackend;
use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Storage\MatomoTables;
use Piwik\Settings\Storage\Backend\Cache;
use Piwik\Settings\Storage\Factory;

/**
 * The values of {@see \Piwik\Plugins\OAuth2\SystemSettings}, by name, without Matomo's objects for them: on a bearer call
 * those would cost more than the token. The storage is the same, and the section [OAuth2] of config.ini.php also has
 * precedence.
 */
final class SettingValues
{
    /** The name under which the issuer is stored whose clean routes a test has found. It is no setting and on no screen. */
    public const FOUND_ROUTES = 'cleanRoutesFound';

    /** The name of the setting that enables a grant type. */
    public static function switchOf(GrantType $type): string
    {
        return 'enable' . self::switchedBy($type);
    }

    /** The suffix of the switch's name and of its translation keys; in the official plugin, one of them is a plural. */
    public static function switchedBy(GrantType $type): string
    {
        return $type === GrantType::RefreshToken ? 'RefreshTokens' : $type->name;
    }

    /**
     * The defaults, in the order of the screen, with a switch for each grant type.
     *
     * @param bool $all false for those of {@see Setting::ofRequests()}
     * @return array<string, int|bool|string|list<string>>
     */
    public static function defaults(bool $all = true): array
    {
        $defaults = [];
        foreach ($all ? Setting::cases() : Setting::ofRequests() as $setting) {
            if ($setting !== Setting::GrantTypes) {
                $defaults[$setting->key()] = $setting->default();
                continue;
            }
            foreach (GrantType::cases() as $type) {
                $defaults[self::switchOf($type)] = $setting->default();
            }
        }

        return $defaults;
    }

    /**
     * True if the setting leaves it to the test of discovery whether metadata name the clean routes, and the test has found them once.
     *
     * @param string $lost the issuer whose clean routes were found and do not answer any more; empty if there is none
     */
    public static function watchesCleanRoutes(string $lost): bool
    {
        $values = self::all();
        $issuer = $values[Setting::Issuer->key()];

        return Setting::CleanRoutes->nearest($values[Setting::CleanRoutes->key()]) === 'auto'
            && $issuer !== ''
            && \in_array($issuer, [self::foundRoutes(), $lost], true);
    }

    /** The stored issuer of {@see FOUND_ROUTES}; empty if there is none. It is among the settings, to need no further query. */
    public static function foundRoutes(): string
    {
        $issuer = StaticContainer::get(Factory::class)->getPluginStorage('OAuth2', '')->getValue(self::FOUND_ROUTES, '', 'string');

        return \is_string($issuer) ? $issuer : '';
    }

    /**
     * Converts a value of an earlier version: whether metadata name the clean routes was a flag. Its default becomes the present
     * one, because saving the form of all settings stored it, too.
     */
    public static function convert(): void
    {
        $storage = StaticContainer::get(Factory::class)->getPluginStorage('OAuth2', '');
        $name = Setting::CleanRoutes->key();
        $word = ['0' => 'auto', '1' => 'on'][$storage->getValue($name, '', 'string')] ?? null;
        if ($word !== null) {
            self::store($name, $word);
        }
    }

    /**
     * Stores {@see FOUND_ROUTES}.
     *
     * @param string $issuer the issuer whose clean routes a test has found; an empty text if they do not answer
     */
    public static function noteCleanRoutes(string $issuer): void
    {
        self::store(self::FOUND_ROUTES, $issuer);
    }

    /**
     * Stores one value and no other: this process has read the settings a while ago, and an administrator may have saved others
     * meanwhile. Matomo's storage would write all values back as this process has read them.
     */
    private static function store(string $name, string $value): void
    {
        $storage = StaticContainer::get(Factory::class)->getPluginStorage('OAuth2', '');
        // The lock under which Matomo's storage replaces all rows. Its rows have no unique key.
        $lock = new Lock(StaticContainer::get(LockBackend::class), 'PluginSettingsTable');
        $isNew = $lock->execute(
            $storage->getBackend()->getStorageId(),
            static fn (): bool => (new MatomoTables(new MatomoConnection()))->setSetting($name, $value),
        );
        if ($isNew === true) {
            Cache::clearCache();
        }
        // For the rest of this process. Nothing here saves the storage.
        $storage->setValue($name, $value);
    }

    /**
     * @param bool $all false for those of {@see Setting::ofRequests()}
     * @return array<string, mixed>
     */
    public static function all(bool $all = true): array
    {
        $storage = StaticContainer::get(Factory::class)->getPluginStorage('OAuth2', '');

        return self::of(static fn (string $name, mixed $default, string $type): mixed => $storage->getValue($name, $default, $type), $all);
    }

    /**
     * The values of settings that are stored under their names.
     *
     * @param array<string, mixed> $stored
     * @param bool $all false for those of {@see Setting::ofRequests()}
     * @return array<string, mixed>
     */
    public static function stored(array $stored, bool $all = true): array
    {
        return self::of(static function (string $name, mixed $default, string $type) use ($stored): mixed {
            if (!\array_key_exists($name, $stored)) {
                return $default;
            }
            settype($stored[$name], $type);

            return $stored[$name];
        }, $all);
    }

    /**
     * @param \Closure(string, mixed, string): mixed $value the stored value, or the default, by name, default and type
     * @return array<string, mixed>
     */
    private static function of(\Closure $value, bool $all): array
    {
        $configured = Configuration::section('OAuth2');
        $values = [];
        foreach (self::defaults($all) as $name => $default) {
            $type = \gettype($default);
            $values[$name] = $value($name, $default, $type);
            if (isset($configured[$name])) {
                $values[$name] = $configured[$name];
                settype($values[$name], $type);
            }
        }

        return $values;
    }
}
