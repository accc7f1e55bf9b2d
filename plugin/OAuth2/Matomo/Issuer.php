<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\SettingsPiwik;

/**
 * The issuer identifier (RFC 8414 2): Matomo's URL without the slash at its end. Every token and the configuration of
 * every client name it, so it is set once, on activation, and only an administrator changes it later. It never comes
 * from a request's Host header.
 */
final class Issuer
{
    /** True for an http(s) URL without query, fragment and trailing slash. */
    public static function isValid(string $issuer): bool
    {
        return EndpointUrls::isBase($issuer);
    }

    /** The current issuer; an empty string if it is not set. */
    public static function current(SystemSettings $settings): string
    {
        $issuer = $settings->issuer->getValue();

        return \is_string($issuer) && self::isValid($issuer) ? $issuer : '';
    }

    /**
     * Sets the issuer to Matomo's own URL, unless it is set already. Call it only for a super user or on the command
     * line.
     */
    public static function fixate(SystemSettings $settings): void
    {
        if (self::current($settings) !== '') {
            return;
        }
        $url = SettingsPiwik::getPiwikUrl();
        $issuer = rtrim(\is_string($url) ? $url : '', '/');
        if (self::isValid($issuer)) {
            self::set($settings, $issuer);
        }
    }

    /** @throws \InvalidArgumentException if the URL is not valid as an issuer */
    public static function set(SystemSettings $settings, string $issuer): void
    {
        if (!self::isValid($issuer)) {
            throw new \InvalidArgumentException('The issuer must be an http or https URL without query or fragment');
        }
        $settings->issuer->setIsWritableByCurrentUser(true);
        $settings->issuer->setValue($issuer);
        $settings->issuer->save();
    }
}
