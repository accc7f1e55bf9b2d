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
 * The values of {@see \Piwik\Plugins\OAuth2\SystemSettings}, by name. Matomo's objects for them are made for screens: on
 * a bearer call, making them would cost more than the token does. The storage behind is the same, and so is the rule
 * that the section [OAuth2] of config.ini.php wins.
 */
final class SettingValues
{
    /** The name of the setting that switches a grant type on. */
    public static function switchOf(GrantType $type): string
    {
        return 'enable' . self::switchedBy($type);
    }

    /** What the names of the switch and of its texts end with; the official plugin gave one of them a plural. */
    public static function switchedBy(GrantType $type): string
    {
        return $type === GrantType::RefreshToken ? 'RefreshTokens' : $type->name;
    }

    /**
     * The defaults, in the order of the screen. Where the list has the grant types there is a switch for each.
     *
     * @return array<string, int|bool|string|list<string>>
     */
    public static function defaults(): array
    {
        $defaults = [];
        foreach (Setting::cases() as $setting) {
            if ($setting->type() !== SettingType::Grants) {
                $defaults[$setting->value] = $setting->default();
                continue;
            }
            foreach (GrantType::cases() as $type) {
                $defaults[self::switchOf($type)] = $setting->default();
            }
        }

        return $defaults;
    }

    /** @return array<string, mixed> */
    public static function all(): array
    {
        $storage = StaticContainer::get(Factory::class)->getPluginStorage('OAuth2', '');
        $configured = Config::getInstance()->OAuth2;
        $values = [];
        foreach (self::defaults() as $name => $default) {
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
