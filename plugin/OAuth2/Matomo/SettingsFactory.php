<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\PrivacyManager\SystemSettings as PrivacySettings;

/** Makes the server's settings of Matomo's. */
final class SettingsFactory
{
    public const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

    /** What the numbers may be, by the setting's name: least and most. */
    public const RANGES = [
        'accessTokenTtl' => [60, Settings::MAX_ACCESS_TOKEN_TTL],
        'refreshTokenTtl' => [60, 63244800],
        'authCodeTtl' => [10, 600],
        'refreshGrace' => [0, 300],
        'keyRotationDays' => [1, 1830],
    ];

    /** Matomo's endpoint for the Model Context Protocol, a resource of its own: its URL has a query. */
    private const MCP = '/index.php?module=API&method=McpServer.mcp&format=mcp';

    /**
     * @param array<string, mixed> $values {@see SettingValues}
     * @param bool $links whether to look up the links to privacy policy and terms, which pages and metadata show
     * @throws NotConfigured when there is no issuer yet, or no salt to seal keys under
     */
    public static function make(array $values, bool $links): Settings
    {
        $issuer = $values['issuer'];
        if (!\is_string($issuer) || !Issuer::isValid($issuer)) {
            throw new NotConfigured('The issuer is not set. Open Administration, Platform, OAuth2 as a super user once,'
                . ' or run ./console oauth2:set-issuer with the URL of this Matomo.');
        }
        $salt = Config::getInstance()->General['salt'] ?? '';
        if (!\is_string($salt) || \strlen($salt) < 16) {
            throw new NotConfigured('The salt in Matomo\'s config.ini.php is missing or too short.');
        }

        return new Settings(
            issuer: $issuer,
            // The documents keep their addresses: a challenge adds the resource to the one, and nothing names the other.
            endpoints: new EndpointUrls($issuer, (bool) $values['cleanRoutes']),
            resources: [$issuer, self::mcpResource($issuer)],
            wrappingSecret: oauth2_derive_key($salt, 'matomo oauth2 wrapping secret'),
            accessTokenTtl: self::number($values['accessTokenTtl'], 'accessTokenTtl'),
            refreshTokenTtl: self::number($values['refreshTokenTtl'], 'refreshTokenTtl'),
            authCodeTtl: self::number($values['authCodeTtl'], 'authCodeTtl'),
            refreshGrace: self::number($values['refreshGrace'], 'refreshGrace'),
            grantTypes: self::grantTypes($values),
            allowedScopes: self::scopes($values['defaultScopes']),
            signingAlgorithm: self::algorithm($values['signingAlgorithm']),
            keyRotationAge: self::number($values['keyRotationDays'], 'keyRotationDays') * 86400,
            privacyUrl: $links ? self::link('privacyPolicyUrl') : null,
            termsUrl: $links ? self::link('termsAndConditionUrl') : null,
        );
    }

    /** The identifier of the plugin McpServer as a protected resource. */
    public static function mcpResource(string $issuer): string
    {
        return $issuer . self::MCP;
    }

    /** Values from the official plugin's time, or from a configuration file, may be out of range: the nearest fits. */
    private static function number(mixed $value, string $name): int
    {
        [$least, $most] = self::RANGES[$name];

        return max($least, min($most, is_numeric($value) ? (int) $value : $least));
    }

    /**
     * @param array<string, mixed> $values
     * @return list<GrantType>
     */
    private static function grantTypes(array $values): array
    {
        return array_values(array_filter(
            GrantType::cases(),
            static fn (GrantType $type): bool => (bool) $values[SettingValues::switchOf($type)],
        ));
    }

    /** @return list<Scope> */
    private static function scopes(mixed $names): array
    {
        return array_values(array_filter(
            Scope::cases(),
            static fn (Scope $scope): bool => \is_array($names) && \in_array($scope->value, $names, true),
        ));
    }

    private static function algorithm(mixed $name): string
    {
        return \is_string($name) && \in_array($name, self::ALGORITHMS, true) ? $name : self::ALGORITHMS[0];
    }

    private static function link(string $name): ?string
    {
        if (!class_exists(PrivacySettings::class)) {
            return null;
        }
        $setting = StaticContainer::get(PrivacySettings::class)->getSetting($name);
        $url = $setting?->getValue();

        return \is_string($url) && EndpointUrls::isWebUrl($url) ? $url : null;
    }
}
