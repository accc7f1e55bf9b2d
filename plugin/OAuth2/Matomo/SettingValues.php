<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Settings\Storage\Factory;

/**
 * The values of {@see \Piwik\Plugins\OAuth2\SystemSettings}, by name. Matomo's objects for them are made for screens: on
 * a bearer call, making them would cost more than the token does. The storage behind is the same, and so is the rule
 * that the section [OAuth2] of config.ini.php wins.
 */
final class SettingValues
{
    public const DEFAULTS = [
        'accessTokenTtl' => 3600,
        'refreshTokenTtl' => 2592000,
        'authCodeTtl' => 600,
        'enableAuthorizationCode' => true,
        'enableClientCredentials' => true,
        'enableRefreshTokens' => true,
        'defaultScopes' => [Scope::Read->value, Scope::Write->value, Scope::Admin->value],
        'refreshGrace' => 30,
        'signingAlgorithm' => 'RS256',
        'keyRotationDays' => 90,
        'issuer' => '',
        'cleanRoutes' => false,
    ];

    /** The name of the setting that switches a grant type on; the official plugin gave one of them a plural. */
    public static function switchOf(GrantType $type): string
    {
        return 'enable' . ($type === GrantType::RefreshToken ? 'RefreshTokens' : $type->name);
    }

    /** @return array<string, mixed> */
    public static function all(): array
    {
        $storage = StaticContainer::get(Factory::class)->getPluginStorage('OAuth2', '');
        $configured = Config::getInstance()->OAuth2;
        $values = [];
        foreach (self::DEFAULTS as $name => $default) {
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
