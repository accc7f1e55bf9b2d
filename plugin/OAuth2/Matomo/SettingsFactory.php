<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\PrivacyManager\SystemSettings as PrivacySettings;

/** Creates the server's settings from Matomo's. */
final class SettingsFactory
{
    /** The URL of the plugin McpServer, which is a protected resource of its own. */
    private const MCP = '/index.php?module=API&method=McpServer.mcp&format=mcp';

    /**
     * @param array<string, mixed> $values {@see SettingValues}
     * @param bool $pages true for pages and metadata: with the settings that only they read, and the links to privacy policy
     *                    and terms
     * @param ?\Closure(string): mixed $links the value of a setting of the plugin PrivacyManager by its name; null: Matomo tells it
     * @param mixed $found what is stored as {@see SettingValues::FOUND_ROUTES}: the issuer whose clean routes answer
     * @throws NotConfigured if the issuer is not set, or there is no salt to derive the sealing key from
     */
    public static function make(array $values, bool $pages, mixed $found = '', ?\Closure $links = null): Settings
    {
        $issuer = $values[Setting::Issuer->key()];
        if (!\is_string($issuer) || !Issuer::isValid($issuer)) {
            throw new NotConfigured('The issuer is not set. Open Administration, Platform, OAuth2 as a super user once,'
                . ' or run ./console oauth2:set-issuer with the URL of this Matomo.');
        }
        $salt = Configuration::section('General')['salt'] ?? '';
        if (!\is_string($salt) || \strlen($salt) < 16) {
            throw new NotConfigured('The salt in the section [General] of Matomo\'s config.ini.php is missing or too short: it needs at least 16 characters.');
        }

        $links ??= self::link(...);

        /** @phpstan-ignore argument.type (PHP checks the types; PHPStan merges those of unpacked arguments into one) */
        return new Settings(...(self::single($values, $pages) + [
            'issuer' => $issuer,
            // Clean routes do not change the URLs of the metadata documents.
            'endpoints' => new EndpointUrls($issuer, self::namesCleanRoutes($values, $found === $issuer)),
            'resources' => self::resources($issuer),
            'wrappingSecret' => oauth2_derive_key($salt, 'matomo oauth2 wrapping secret'),
            'grantTypes' => self::grantTypes($values),
            'allowedScopes' => Scope::named($values[Setting::AllowedScopes->key()]),
            'privacyUrl' => $pages ? self::webUrl($links('privacyPolicyUrl')) : null,
            'termsUrl' => $pages ? self::webUrl($links('termsAndConditionUrl')) : null,
        ]));
    }

    /**
     * Tells whether metadata name the clean routes.
     *
     * @param array<string, mixed> $values
     * @param bool $answer whether a test has found that they answer
     */
    private static function namesCleanRoutes(array $values, bool $answer): bool
    {
        return match (Setting::CleanRoutes->nearest($values[Setting::CleanRoutes->key()])) {
            'on' => true,
            'auto' => $answer,
            default => false,
        };
    }

    /**
     * The protected resources: the Reporting API, and the MCP server if its plugin is active. The list of active plugins is a
     * part of the configuration, because the light script loads no plugin.
     *
     * @return non-empty-list<string>
     */
    private static function resources(string $issuer): array
    {
        $active = Configuration::section('Plugins')['Plugins'] ?? [];

        return [
            EndpointUrls::baseOf($issuer),
            ...(\is_array($active) && \in_array('McpServer', $active, true) ? [self::mcpResource($issuer)] : []),
        ];
    }

    /** The identifier of the plugin McpServer as a protected resource. */
    public static function mcpResource(string $issuer): string
    {
        return EndpointUrls::baseOf($issuer) . self::MCP;
    }

    /**
     * The numbers, flags and choices. A value that the official plugin stored may be out of range; the nearest valid one
     * replaces it.
     *
     * @param array<string, mixed> $values
     * @return array<string, int|bool|string>
     */
    private static function single(array $values, bool $pages): array
    {
        $single = [];
        foreach ($pages ? Setting::cases() : Setting::ofRequests() as $setting) {
            if ($setting->isSingle()) {
                $single[$setting->key()] = $setting->nearest($values[$setting->key()]);
            }
        }

        return $single;
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

    private static function link(string $name): mixed
    {
        return class_exists(PrivacySettings::class) ? StaticContainer::get(PrivacySettings::class)->getSetting($name)?->getValue() : null;
    }

    private static function webUrl(mixed $url): ?string
    {
        return \is_string($url) && EndpointUrls::isWebUrl($url) ? $url : null;
    }
}
