<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Url;

/** Checks that the issuer is set, is an address of this Matomo, and uses HTTPS. */
final class IssuerCheck extends DiagnosticCheck
{
    public function __construct(private readonly SystemSettings $settings)
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
        if (!$loopback && !$this->isTrusted($issuer, $host)) {
            $items[] = self::warning(self::say('CheckIssuerForeign', [$issuer]));
        }

        return $items === [] ? [self::ok(self::escape($issuer))] : $items;
    }

    private function isTrusted(string $issuer, string $host): bool
    {
        if (Url::getTrustedHostsFromConfig() === []) {
            return true;
        }
        $port = EndpointUrls::port($issuer);

        return Url::isValidHost($host) || ($port !== null && Url::isValidHost("$host:$port"));
    }
}
