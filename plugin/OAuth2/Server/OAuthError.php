<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Server\Http\Response;

/**
 * An error as RFC 6749 5.2 and 4.1.2.1 tell it to the client: a code, an English sentence, a status and headers.
 * The sentence is for the client's developer, holds nothing secret and nothing that the sender chose.
 */
final class OAuthError extends \RuntimeException
{
    /** @param array<string, string> $headers */
    private function __construct(
        public readonly string $error,
        public readonly string $description,
        public readonly int $status,
        public readonly array $headers = [],
    ) {
        parent::__construct($error . ': ' . $description);
    }

    /** RFC 6749 4.1.2.1 and 5.2: a parameter is missing, repeated or malformed. */
    public static function invalidRequest(string $description, int $status = 400): self
    {
        return new self('invalid_request', self::text($description), $status);
    }

    /** With the challenge that RFC 9110 15.5.2 wants on every 401, and RFC 6749 5.2 after a try with Basic. */
    public static function invalidClient(string $description): self
    {
        return new self(
            'invalid_client',
            self::text($description),
            401,
            ['WWW-Authenticate' => 'Basic realm="OAuth2", charset="UTF-8"'],
        );
    }

    /** RFC 6749 5.2: the code or refresh token is not good, or not this client's. */
    public static function invalidGrant(string $description): self
    {
        return new self('invalid_grant', self::text($description), 400);
    }

    /** RFC 6749 4.1.2.1 and 5.2: the client may not do that, whoever the user is. */
    public static function unauthorizedClient(string $description): self
    {
        return new self('unauthorized_client', self::text($description), 400);
    }

    /** RFC 6749 5.2 */
    public static function unsupportedGrantType(string $description): self
    {
        return new self('unsupported_grant_type', self::text($description), 400);
    }

    /** RFC 6749 4.1.2.1 */
    public static function unsupportedResponseType(string $description): self
    {
        return new self('unsupported_response_type', self::text($description), 400);
    }

    /** RFC 6749 4.1.2.1 and 5.2 */
    public static function invalidScope(string $description): self
    {
        return new self('invalid_scope', self::text($description), 400);
    }

    /** RFC 8707 2 */
    public static function invalidTarget(string $description): self
    {
        return new self('invalid_target', self::text($description), 400);
    }

    /** RFC 9101 6.3: the server takes no request object. */
    public static function requestNotSupported(): self
    {
        return new self('request_not_supported', 'The parameter request is not supported', 400);
    }

    /** RFC 9101 6.3 */
    public static function requestUriNotSupported(): self
    {
        return new self('request_uri_not_supported', 'The parameter request_uri is not supported', 400);
    }

    /** The client wants no page shown (prompt=none), but every consent is asked for (OpenID Connect Core 3.1.2.6). */
    public static function consentRequired(): self
    {
        return new self('consent_required', 'The user is asked each time, prompt=none cannot succeed', 400);
    }

    /** RFC 6749 4.1.2.1: the user, or the server for him, says no. */
    public static function accessDenied(string $description): self
    {
        return new self('access_denied', self::text($description), 403);
    }

    /** The server cannot answer now; the request may be sent again unchanged after $retryAfter seconds. */
    public static function temporarilyUnavailable(string $description, int $retryAfter = 5): self
    {
        return new self(
            'temporarily_unavailable',
            self::text($description),
            503,
            ['Retry-After' => (string) max(1, $retryAfter)],
        );
    }

    /** The sender asked too often (RFC 6585 4). */
    public static function tooManyRequests(int $retryAfter): self
    {
        return new self(
            'temporarily_unavailable',
            'Too many requests, try again after the seconds named by Retry-After',
            429,
            ['Retry-After' => (string) max(1, $retryAfter)],
        );
    }

    /** RFC 6749 4.1.2.1, and with it what 5.2 leaves to HTTP. */
    public static function serverError(string $description = 'The server met an unexpected condition'): self
    {
        return new self('server_error', self::text($description), 500);
    }

    /** The answer of an endpoint that speaks JSON, never stored by a cache. */
    public function toResponse(): Response
    {
        return Response::json(
            $this->status,
            ['error' => $this->error, 'error_description' => $this->description],
            $this->headers + Response::NO_STORE,
        );
    }

    /** RFC 6749 5.2 allows %x20-21 / %x23-5B / %x5D-7E in error_description. */
    private static function text(string $description): string
    {
        return substr((string) preg_replace('/[^\x20-\x21\x23-\x5b\x5d-\x7e]/', '?', $description), 0, 300);
    }
}
