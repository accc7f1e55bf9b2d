<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\SettingType;
use Piwik\Settings\Storage\Factory;

/**
 * The values of {@see \Piwik\Plugins\OAuth2\SystemSettings}, by name, without Matomo's objects for them: on a bearer call
 * those would cost more than the token. The storage is the same, and the section [OAuth2] of config.ini.php also has
 * precedence.
 */
final class SettingValues
{
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
            if ($setting->type() !== SettingType::Grants) {
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
     * @param bool $all false for those of {@see Setting::ofRequests()}
     * @return array<string, mixed>
     */
    public static function all(bool $all = true): array
    {
        $storage = StaticContainer::get(Factory::class)->getPluginStorage('OAuth2', '');
        $configured = Config::getInstance()->OAuth2;
        $values = [];
        foreach (self::defaults($all) as $name => $default) {
            $type = \gettype($default);
            $value = $storage->getValue($name, $default, $type);
            if (\is_array($configured) && isset($configured[$name])) {
                $value = $configured[$name];
                settype($value, $type);
            }
            $values[$name] = $value;
        }

        return $values;
    }
}
