<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Authorize\AuthorizeQuery;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Metadata\WellKnownUrl;

/**
 * The ways to endpoints besides their own URLs: clean routes and well-known URLs that the web server leads to index.php, and
 * the authorization endpoint's URL with a second "?".
 */
final class CleanRoute
{
    /**
     * Lets the path of the request decide its endpoint. Some servers lead every unknown path to index.php, or everything after
     * index.php (PATH_INFO); Matomo would answer with its login page, which clients take for a document. It also applies
     * where the web server's rules name the endpoint already: nothing in the query may change it.
     */
    public static function adopt(): void
    {
        if (!self::isOfMatomo()) {
            return;
        }
        $endpoint = self::endpoint();
        if ($endpoint === null) {
            return;
        }
        // The query of a well-known URL belongs to the identifier of a resource.
        $_GET = ['module' => 'OAuth2', 'action' => $endpoint->value] + ($endpoint->wellKnown() === [] ? $_GET : []);
        $_REQUEST = $_GET + $_POST;
    }

    /**
     * True if Matomo itself answers this request. A program that only includes Matomo has paths and superglobals of its own. The
     * included files tell it behind a router of PHP's web server, too, where another script begins.
     */
    private static function isOfMatomo(): bool
    {
        if (!\defined('PIWIK_DOCUMENT_ROOT') || (\defined('PIWIK_ENABLE_DISPATCH') && !\constant('PIWIK_ENABLE_DISPATCH'))) {
            return false;
        }
        $scripts = [realpath(PIWIK_DOCUMENT_ROOT . '/index.php'), \dirname(__DIR__) . '/endpoints.php'];

        return array_intersect($scripts, get_included_files()) !== [];
    }

    /** The endpoint of the request's path; null if the path is none of a clean route or document. */
    public static function endpoint(): ?Endpoint
    {
        [$path] = self::requested();

        return WellKnownUrl::of($path)->endpoint ?? self::ofRoute($path);
    }

    private static function ofRoute(string $path): ?Endpoint
    {
        $place = strrpos($path, Endpoint::ROUTE);
        $endpoint = $place === false ? null : Endpoint::tryFrom(substr($path, $place + \strlen(Endpoint::ROUTE)));

        return $endpoint?->wellKnown() === [] ? $endpoint : null;
    }

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
        // The path has named the endpoint, so nothing has looked for a second "?" yet.
        $target = AuthorizeQuery::url(ServerFactory::instance()->settings()->endpoints, AuthorizeQuery::mended($query));

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
