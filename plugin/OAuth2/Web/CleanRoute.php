<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Authorize\AuthorizeQuery;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Response;

/**
 * The ways in which browsers reach the authorization endpoint besides its own URL: the route /oauth2/authorize, and the URL
 * with a second "?".
 */
final class CleanRoute
{
    /**
     * Mends a query with a second "?" before Matomo reads its action, which would be "authorize?client_id=…".
     *
     * @see AuthorizeQuery::mended()
     * @return bool whether there was one to mend
     */
    public static function mendQuery(): bool
    {
        [$path, $query] = self::requested();
        $mended = AuthorizeQuery::mended($query);
        if ($mended === $query) {
            return false;
        }
        $_SERVER['REQUEST_URI'] = "$path?$mended";
        $_SERVER['QUERY_STRING'] = $mended;
        // PHP warns about too many parameters, as it did at the start of the request.
        @parse_str($mended, $_GET);
        $_REQUEST = $_GET + $_REQUEST;

        return true;
    }

    /**
     * Redirects the route /oauth2/authorize to index.php, because Matomo's pages link to files relative to index.php. The
     * web server only rewrites the route: here, the scheme and host come from the issuer, and the client's query stays
     * unchanged, byte for byte.
     *
     * @return ?Response null if the browser is at index.php already, or the redirect would be too long for a header
     */
    public static function toIndex(): ?Response
    {
        [$path, $query] = self::requested();
        if (!self::isRoute($path) || preg_match('/^[\x21-\x7e]*$/D', $query) !== 1) {
            return null;
        }
        $target = AuthorizeQuery::url(ServerFactory::instance()->settings()->endpoints, $query);

        return !AuthorizeQuery::isRedirectable($target) ? null : new Response(302, [
            'Location' => $target,
            'Referrer-Policy' => 'same-origin',
        ] + Response::NO_STORE);
    }

    /** The way from the URL of the current request to Matomo's folder, as a prefix of relative URLs. */
    public static function toFolder(): string
    {
        return self::isRoute(self::requested()[0]) ? '../' : '';
    }

    private static function isRoute(string $path): bool
    {
        return str_ends_with($path, Endpoint::ROUTE . Endpoint::Authorize->value);
    }

    /** @return array{string, string} path and query as the client sent them, before the web server's rewriting */
    private static function requested(): array
    {
        $uri = $_SERVER['REQUEST_URI'] ?? '';
        [$path, $query] = explode('?', \is_string($uri) ? $uri : '', 2) + ['', ''];

        return [$path, $query];
    }
}
