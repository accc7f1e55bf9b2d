<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** The common part of the JSON endpoints: allowed methods, cross-origin headers, and a response for every failure. */
final readonly class JsonEndpoint
{
    /** The Retry-After value in seconds when storage is unavailable. */
    private const RETRY_AFTER = 5;

    /** The number of seconds for which a browser may store the answer to a preflight request. */
    private const PREFLIGHT_MAX_AGE = 7200;

    /**
     * Browser-based public clients call these endpoints from any origin, without cookies or other credentials of the
     * browser: no response depends on the session.
     */
    private const CORS = [
        'Access-Control-Allow-Origin' => '*',
        'Access-Control-Expose-Headers' => 'WWW-Authenticate, Retry-After',
    ];

    /**
     * @param string $method the method that the endpoint serves: GET (which includes HEAD) or POST
     * @param bool $cors true when pages of every origin may read the responses
     * @param \Closure(StorageUnavailable): void $unavailable receives the cause of each 503
     */
    public function __construct(
        private string $method,
        private bool $cors,
        private Events $events,
        private \Closure $unavailable,
    ) {
    }

    /**
     * Calls $handler if the request has the endpoint's method, and turns every exception into a response. It never throws.
     *
     * @param \Closure(): Response $handler
     */
    public function serve(Request $request, \Closure $handler): Response
    {
        $allowed = $this->method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS';
        if ($request->method === 'OPTIONS') {
            $response = Response::empty(204, ['Allow' => $allowed]);

            return $this->cors ? $response->withHeaders(self::CORS + Preflight::headers(
                $allowed,
                $request->header('access-control-request-headers'),
                self::PREFLIGHT_MAX_AGE,
            )) : $response;
        }
        $head = $request->method === 'HEAD' && $this->method === 'GET';
        if ($request->method === $this->method || $head) {
            $response = $this->call($handler);
        } else {
            $response = OAuthError::invalidRequest("Method not allowed. Use $this->method", 405)->toResponse()
                ->withHeaders(['Allow' => $allowed]);
        }
        if ($this->cors) {
            $response = $response->withHeaders(self::CORS);
        }

        return $head ? $response->withoutBody() : $response;
    }

    /**
     * A JSON response that caches may store, with an ETag (RFC 9110 8.8.3); 304 when the request's If-None-Match has it.
     *
     * @param array<string, mixed> $members
     * @param int $maxAge lifetime in seconds
     */
    public static function cacheable(Request $request, array $members, int $maxAge): Response
    {
        $response = Response::json(200, $members);
        $tag = '"' . oauth2_token_digest($response->body) . '"';
        $headers = ['Cache-Control' => 'public, max-age=' . $maxAge, 'ETag' => $tag];
        $known = $request->header('if-none-match') ?? '';

        return str_contains($known, $tag)
            ? Response::empty(304, $headers)
            : $response->withHeaders($headers);
    }

    /** @param \Closure(): Response $handler */
    private function call(\Closure $handler): Response
    {
        try {
            return $handler();
        } catch (OAuthError $error) {
            return $error->toResponse();
        } catch (StorageUnavailable $failure) {
            ($this->unavailable)($failure);

            return OAuthError::temporarilyUnavailable('Storage is unavailable. Try again later', self::RETRY_AFTER)
                ->toResponse();
        } catch (\Throwable $failure) {
            // The message of an unexpected exception may contain secrets; class and line are enough to find the cause.
            $this->events->record(new Event('server.error', [
                'type' => $failure::class,
                'at' => basename($failure->getFile()) . ':' . $failure->getLine(),
            ]));

            return OAuthError::serverError()->toResponse();
        }
    }
}
