<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Http\Preflight;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Url;

/**
 * Lets pages of public clients call the Reporting API with a bearer token. It allows the origins of their redirect URIs
 * and of Matomo's setting cors_domains, but never the browser's own credentials. Core answers no preflights itself.
 */
final class CrossOrigin
{
    /** @return ?Response the response to a preflight for a call with a bearer token; null for any other request */
    public static function preflight(): ?Response
    {
        if (
            ($_SERVER['REQUEST_METHOD'] ?? '') !== 'OPTIONS'
            || !isset($_SERVER['HTTP_ACCESS_CONTROL_REQUEST_METHOD'])
            || !\in_array('authorization', self::requestedHeaders(), true)
            || !ApiRequest::isReportingApi()
        ) {
            return null;
        }
        $headers = self::headers();

        return !isset($headers['Access-Control-Allow-Origin'])
            ? null
            : Response::empty(204, $headers + Preflight::headers('GET, POST, OPTIONS', self::requestedNames(), 600));
    }

    /** @return array<string, string> the headers of a response; none unless the request is from an allowed origin */
    public static function headers(): array
    {
        $origin = $_SERVER['HTTP_ORIGIN'] ?? '';
        if (!\is_string($origin) || !RedirectUri::isOrigin($origin)) {
            return [];
        }
        if (!self::isAllowed($origin)) {
            return ['Vary' => 'Origin'];
        }

        return [
            'Access-Control-Allow-Origin' => $origin,
            'Access-Control-Expose-Headers' => 'WWW-Authenticate, Retry-After, MCP-Session-Id',
            'Vary' => 'Origin',
        ];
    }

    private static function isAllowed(string $origin): bool
    {
        $listed = Url::getCorsHostsFromConfig();
        if (\in_array($origin, $listed, true) || \in_array('*', $listed, true)) {
            return true;
        }

        return ServerFactory::instance()->server()->origins()->contains($origin);
    }

    /** @return list<string> */
    private static function requestedHeaders(): array
    {
        return array_map(trim(...), explode(',', strtolower(self::requestedNames())));
    }

    private static function requestedNames(): string
    {
        $header = $_SERVER['HTTP_ACCESS_CONTROL_REQUEST_HEADERS'] ?? '';

        return \is_string($header) ? $header : '';
    }
}
