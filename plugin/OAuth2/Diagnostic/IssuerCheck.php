<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\Diagnostics\Diagnostic\DiagnosticResultItem;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\SettingsPiwik;
use Piwik\Url;

/**
 * Checks that the issuer is set, is the address at which this Matomo is served, and uses HTTPS. A copy of a Matomo, such as
 * one for tests, has the other's issuer and keys, so tokens of one are valid in the other.
 */
final class IssuerCheck extends DiagnosticCheck
{
    /** @param ?string $served the address at which Matomo is served; null for the one that Matomo knows */
    public function __construct(private readonly SystemSettings $settings, private readonly ?string $served = null)
    {
    }

    protected function label(): string
    {
        return 'OAuth2_CheckIssuer';
    }

    protected function items(): array
    {
        $issuer = Issuer::current($this->settings);
        if ($issuer === '') {
            return [self::error(self::say('CheckIssuerMissing') . self::code('./console oauth2:set-issuer https://matomo.example.org'))];
        }
        $host = EndpointUrls::host($issuer);
        $loopback = \in_array(strtolower($host), ['localhost', '127.0.0.1', '[::1]'], true);
        $items = [];
        if (!EndpointUrls::isEncrypted($issuer)) {
            $items[] = $loopback
                ? self::note(self::say('CheckIssuerLoopback', [$issuer]))
                : self::error(self::say('CheckIssuerPlainHttp', [$issuer]));
        }
        if (!$loopback) {
            array_push($items, ...$this->place($issuer));
        }

        return $items === [] ? [self::ok(self::escape($issuer))] : $items;
    }

    /** @return list<DiagnosticResultItem> what is to be said of an issuer that is not the address of this Matomo */
    private function place(string $issuer): array
    {
        $hosts = Url::getTrustedHostsFromConfig();
        if ($hosts !== [] && !self::isTrusted($issuer)) {
            return [self::warning(self::say('CheckIssuerForeign', [$issuer]))];
        }
        $served = rtrim($this->served ?? (string) SettingsPiwik::getPiwikUrl(), '/');
        $base = EndpointUrls::baseOf($issuer);
        if (!EndpointUrls::isBase($served) || self::address($served) === self::address($base)) {
            return [];
        }
        $new = $issuer === $base ? $served : EndpointUrls::belowIndex($served);
        $text = self::say('CheckIssuerElsewhere', [$served, $issuer])
            . self::code("./console oauth2:set-issuer $new", './console oauth2:withdraw-key');
        // Names of one Matomo are all trusted, and differ in their hosts only.
        $isSecondName = $hosts !== []
            && self::isTrusted($served)
            && EndpointUrls::host($served) !== EndpointUrls::host($issuer)
            && EndpointUrls::path($served) === EndpointUrls::path($base);

        return [$isSecondName ? self::note($text) : self::warning($text)];
    }

    /** Host, port and path. Behind a proxy that ends TLS, Matomo may not know the scheme. */
    private static function address(string $url): string
    {
        $port = EndpointUrls::port($url);

        return strtolower(EndpointUrls::host($url)) . (\in_array($port, [null, 80, 443], true) ? '' : ":$port") . EndpointUrls::path($url);
    }

    private static function isTrusted(string $url): bool
    {
        $host = EndpointUrls::host($url);
        $port = EndpointUrls::port($url);

        return Url::isValidHost($host) || ($port !== null && Url::isValidHost("$host:$port"));
    }
}
