<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** What the endpoints that speak JSON have in common: methods, cross-origin rules, and an answer to every failure. */
final readonly class JsonEndpoint
{
    /** How long a client waits when the database doesn't answer, in seconds. */
    private const RETRY_AFTER = 5;

    /**
     * Any origin, and never with cookies or other credentials of the browser: browser-based public clients call these
     * endpoints, and nothing in an answer depends on who else is logged in. SDKs send MCP-Protocol-Version everywhere.
     */
    private const CORS = [
        'Access-Control-Allow-Origin' => '*',
        'Access-Control-Expose-Headers' => 'WWW-Authenticate, Retry-After',
    ];

    /**
     * @param string $method the one that the endpoint serves, GET (HEAD comes with it) or POST
     * @param \Closure(StorageUnavailable): void $unavailable is told what 503 is answered for
     */
    public function __construct(
        private string $method,
        private bool $cors,
        private Events $events,
        private \Closure $unavailable,
    ) {
    }

    /**
     * Calls $handler for the right method and turns what it throws into an answer; throws nothing itself.
     *
     * @param \Closure(): Response $handler
     */
    public function serve(Request $request, \Closure $handler): Response
    {
        $allowed = $this->method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS';
        if ($request->method === 'OPTIONS') {
            $response = Response::empty(204, ['Allow' => $allowed]);

            return $this->cors ? $response->withHeaders(self::CORS + [
                'Access-Control-Allow-Methods' => $allowed,
                'Access-Control-Allow-Headers' => 'Authorization, Content-Type, MCP-Protocol-Version',
                'Access-Control-Max-Age' => '7200',
            ]) : $response;
        }
        $head = $request->method === 'HEAD' && $this->method === 'GET';
        if ($request->method === $this->method || $head) {
            $response = $this->call($handler);
        } else {
            $response = OAuthError::invalidRequest('The method is not allowed here', 405)->toResponse()
                ->withHeaders(['Allow' => $allowed]);
        }
        if ($this->cors) {
            $response = $response->withHeaders(self::CORS);
        }

        return $head ? $response->withoutBody() : $response;
    }

    /**
     * A document that caches may keep, with a validator (RFC 9110 8.8.3).
     *
     * @param array<string, mixed> $members
     * @param int $maxAge seconds
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

            return OAuthError::temporarilyUnavailable('The storage does not answer', self::RETRY_AFTER)->toResponse();
        } catch (\Throwable $failure) {
            // The text of a foreign exception may hold anything; class and place are enough to find the cause.
            $this->events->record(new Event('server.error', [
                'type' => $failure::class,
                'at' => basename($failure->getFile()) . ':' . $failure->getLine(),
            ]));

            return OAuthError::serverError()->toResponse();
        }
    }
}
