<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Http\JsonResponse;
use Piwik\Plugins\OAuth2\Server\Http\Response;

/**
 * A server's response as a controller of core returns it: the action sends status and headers and returns the body, which
 * core sends.
 */
final class ControllerResponse
{
    /** For a page. */
    public static function page(Response $response): string
    {
        (new Response($response->status, $response->headers))->emit();

        return $response->body;
    }

    /** For an action with the attribute JsonResponse. */
    public static function json(Response $response): string
    {
        return self::page(self::untyped($response));
    }

    /**
     * The response without its Content-Type, if core has the attribute: it then sends the type after the action, and the
     * action must not.
     */
    public static function untyped(Response $response): Response
    {
        $headers = $response->headers;
        if (class_exists(JsonResponse::class)) {
            unset($headers['Content-Type']);
        }

        return new Response($response->status, $headers, $response->body);
    }
}
