<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Response;

/**
 * Redirects the route /oauth2/authorize to index.php, because Matomo's pages link to files relative to index.php. The
 * web server only rewrites the route: here, the scheme and host come from the issuer, and the client's query stays
 * unchanged, byte for byte.
 */
final class CleanRoute
{
    /** @return ?Response null if the browser is at index.php already */
    public static function toIndex(): ?Response
    {
        $uri = $_SERVER['REQUEST_URI'] ?? '';
        [$path, $query] = explode('?', \is_string($uri) ? $uri : '', 2) + ['', ''];
        if (!str_ends_with($path, Endpoint::ROUTE . Endpoint::Authorize->value) || preg_match('/^[\x21-\x7e]*$/D', $query) !== 1) {
            return null;
        }
        $endpoints = ServerFactory::instance()->settings()->endpoints;
        $target = $endpoints->index(Endpoint::Authorize) . ($query === '' ? '' : '&' . $query);

        return new Response(302, ['Location' => $target, 'Referrer-Policy' => 'same-origin'] + Response::NO_STORE);
    }
}
