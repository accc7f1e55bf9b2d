<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Common;
use Piwik\Plugins\OAuth2\Access\ApiRequest;
use Piwik\Plugins\OAuth2\Server\Http\JsonEndpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\NoEvents;

/**
 * The answer to applications while Matomo is in maintenance mode: 503 in JSON. Matomo's own is a page for people, which with
 * several servers even has status 200. Nothing here needs the database, which may be unavailable then.
 */
final class MaintenanceMode
{
    private const DESCRIPTION = 'Matomo is in maintenance mode. Try again later';

    /** Answers and ends the request if an application sent it; leaves pages to Matomo. */
    public static function answer(): void
    {
        $response = Common::isPhpCliMode() ? null : self::response();
        if ($response !== null) {
            $response->emit();
            exit;
        }
    }

    private static function response(): ?Response
    {
        CleanRoute::adopt();
        $module = $_GET['module'] ?? $_POST['module'] ?? null;
        if ($module === 'API') {
            return ApiRequest::isReportingApi() && ApiRequest::bearer() !== null ? Response::json(503, [
                'result' => 'error',
                'message' => self::DESCRIPTION,
            ], ['Retry-After' => (string) EndpointDispatcher::RETRY_AFTER] + Response::NO_STORE) : null;
        }
        $action = $_GET['action'] ?? $_POST['action'] ?? '';
        $endpoint = $module === 'OAuth2' && \is_string($action) ? EndpointDispatcher::find($action) : null;
        if ($endpoint === null) {
            return null;
        }

        return (new JsonEndpoint($endpoint->method(), $endpoint->isCrossOrigin(), new NoEvents(), static function (): void {
        }))->serve(
            Request::fromGlobals(),
            static fn (): Response => throw OAuthError::temporarilyUnavailable(self::DESCRIPTION, EndpointDispatcher::RETRY_AFTER),
        );
    }
}
