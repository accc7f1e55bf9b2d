<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Server\Http\Response;

/**
 * An error response for the client (RFC 6749 5.2 and 4.1.2.1): an error code, a description in English, an HTTP status
 * and headers. The description is for the client's developer. It contains no secret and no value that the sender chose,
 * except an unknown scope in the form of {@see Scope::shown()}.
 */
final class OAuthError extends \RuntimeException
{
    private const BASIC = 'Basic realm="OAuth2", charset="UTF-8"';

    /** @param array<string, string> $headers */
    private function __construct(
        public readonly string $error,
        public readonly string $description,
        public readonly int $status,
        public readonly array $headers = [],
    ) {
        parent::__construct($error . ': ' . $description);
    }

    /** invalid_request (RFC 6749 4.1.2.1 and 5.2): a parameter is missing, repeated or malformed. */
    public static function invalidRequest(string $description, int $status = 400): self
    {
        return new self('invalid_request', self::text($description), $status);
    }

    /**
     * invalid_client (RFC 6749 5.2): client authentication fails. Every such response has a challenge, because
     * RFC 9110 15.5.2 requires one with each 401.
     */
    public static function invalidClient(string $description, string $challenge = self::BASIC): self
    {
        return new self('invalid_client', self::text($description), 401, ['WWW-Authenticate' => $challenge]);
    }

    /** invalid_grant (RFC 6749 5.2): the code or refresh token is invalid, expired, revoked, or another client's. */
    public static function invalidGrant(string $description): self
    {
        return new self('invalid_grant', self::text($description), 400);
    }

    /** unauthorized_client (RFC 6749 4.1.2.1 and 5.2): the client may not use this grant type. */
    public static function unauthorizedClient(string $description): self
    {
        return new self('unauthorized_client', self::text($description), 400);
    }

    /** unsupported_grant_type (RFC 6749 5.2): the server does not offer this grant type. */
    public static function unsupportedGrantType(string $description): self
    {
        return new self('unsupported_grant_type', self::text($description), 400);
    }

    /** unsupported_response_type (RFC 6749 4.1.2.1): the server does not offer this response type. */
    public static function unsupportedResponseType(string $description): self
    {
        return new self('unsupported_response_type', self::text($description), 400);
    }

    /** invalid_scope (RFC 6749 4.1.2.1 and 5.2): a scope is unknown, or more than the client or grant allows. */
    public static function invalidScope(string $description): self
    {
        return new self('invalid_scope', self::text($description), 400);
    }

    /** invalid_target (RFC 8707 2): a resource is unknown, or the request names several. */
    public static function invalidTarget(string $description): self
    {
        return new self('invalid_target', self::text($description), 400);
    }

    /** invalid_redirect_uri (RFC 7591 3.2.2): a redirect URI of a registration may not be registered. */
    public static function invalidRedirectUri(string $description): self
    {
        return new self('invalid_redirect_uri', self::text($description), 400);
    }

    /** invalid_client_metadata (RFC 7591 3.2.2): another value of a registration is refused. */
    public static function invalidClientMetadata(string $description, int $status = 400): self
    {
        return new self('invalid_client_metadata', self::text($description), $status);
    }

    /** request_not_supported (RFC 9101 6.3): the server accepts no request objects. */
    public static function requestNotSupported(): self
    {
        return new self(
            'request_not_supported',
            'Parameter request is not supported. Send each value as a parameter of its own',
            400,
        );
    }

    /** request_uri_not_supported (RFC 9101 6.3): the server accepts no references to request objects. */
    public static function requestUriNotSupported(): self
    {
        return new self(
            'request_uri_not_supported',
            'Parameter request_uri is not supported. Send each value as a parameter of its own',
            400,
        );
    }

    /** consent_required (OpenID Connect Core 3.1.2.6): prompt=none asks for no page, but consent needs one. */
    public static function consentRequired(): self
    {
        return new self('consent_required', 'Consent is always required, so prompt=none cannot succeed', 400);
    }

    /** access_denied (RFC 6749 4.1.2.1): the user refuses, or the user's rights reach no requested scope. */
    public static function accessDenied(string $description): self
    {
        return new self('access_denied', self::text($description), 403);
    }

    /** temporarily_unavailable with 503: the client may repeat the same request after $retryAfter seconds, at least 1. */
    public static function temporarilyUnavailable(string $description, int $retryAfter = 5): self
    {
        return new self(
            'temporarily_unavailable',
            self::text($description),
            503,
            ['Retry-After' => (string) max(1, $retryAfter)],
        );
    }

    /** temporarily_unavailable with 429 (RFC 6585 4): the sender has to wait $retryAfter seconds, at least 1. */
    public static function tooManyRequests(int $retryAfter): self
    {
        return new self(
            'temporarily_unavailable',
            'Too many requests. Try again after the number of seconds in the Retry-After header',
            429,
            ['Retry-After' => (string) max(1, $retryAfter)],
        );
    }

    /** server_error (RFC 6749 4.1.2.1), which the token endpoint uses, too: 5.2 defines no code of its own for it. */
    public static function serverError(string $description = 'Unexpected error. Its cause is in the server log'): self
    {
        return new self('server_error', self::text($description), 500);
    }

    /** The JSON response with the error, which no cache may store (RFC 6749 5.2). */
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
