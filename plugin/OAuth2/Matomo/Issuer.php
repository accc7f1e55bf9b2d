<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\SettingsPiwik;

/**
 * The issuer identifier (RFC 8414 2): this Matomo's URL without the slash at its end. It is fixed when the plugin is
 * activated and changed on purpose only, because every token and every client's configuration names it; a request's
 * Host header never decides it.
 */
final class Issuer
{
    /** Whether it is an http(s) URL without query, fragment and trailing slash. */
    public static function isValid(string $issuer): bool
    {
        return EndpointUrls::isBase($issuer);
    }

    /** The issuer as it is set; an empty string when none is. */
    public static function current(SystemSettings $settings): string
    {
        $issuer = $settings->issuer->getValue();

        return \is_string($issuer) && self::isValid($issuer) ? $issuer : '';
    }

    /**
     * Sets it to the URL that Matomo knows itself by, unless it is set. To be called for a super user or on the
     * command line only.
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

    /** @throws \InvalidArgumentException when it is no issuer */
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
