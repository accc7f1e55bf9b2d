<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;

/** The raw query of an authorization request as part of a URL. */
final class AuthorizeQuery
{
    /**
     * The maximum length of a Location header in bytes. nginx accepts 4 KB of response headers from PHP unless it is
     * configured otherwise, and Matomo's other headers need up to 1 KB of them.
     */
    private const MAX_LOCATION = 3000;

    /**
     * The query with "&" in place of a second "?". Many clients append "?client_id=…" to the endpoint's URL although it has
     * a query already. No other "?" is touched: it may be part of a value.
     */
    public static function mended(string $rawQuery): string
    {
        $own = self::own();

        return str_starts_with($rawQuery, $own . '?') ? substr_replace($rawQuery, '&', \strlen($own), 1) : $rawQuery;
    }

    /** The request's URL below index.php, with the client's parameters unchanged, byte for byte. */
    public static function url(EndpointUrls $endpoints, string $rawQuery): string
    {
        $own = self::own();
        $index = $endpoints->index(Endpoint::Authorize);
        if (str_starts_with($rawQuery, $own . '&')) {
            $rawQuery = substr($rawQuery, \strlen($own) + 1);
        }

        return $rawQuery === '' || $rawQuery === $own ? $index : "$index&$rawQuery";
    }

    /** True when web servers accept a redirect to this URL. */
    public static function isRedirectable(#[\SensitiveParameter] string $url): bool
    {
        return \strlen($url) <= self::MAX_LOCATION;
    }

    /** The query of the endpoint's own URL below index.php. */
    private static function own(): string
    {
        return explode('?', EndpointUrls::INDEX, 2)[1] . Endpoint::Authorize->value;
    }
}
