<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Resource;

use Piwik\Plugins\OAuth2\Server\Http\Response;

/** The error response of a protected resource (RFC 6750 3.1): 400, 401, 403, or 503 when storage is unavailable. */
final class BearerError extends \RuntimeException
{
    /**
     * @param ?string $error the error code; null when the request has no credentials (RFC 6750 3.1)
     * @param string $description in English, without a secret or a part of the request
     * @param ?string $challenge the value of WWW-Authenticate; null with 503, where other credentials do not help
     * @param int $retryAfter with 503: the number of seconds after which the client may try again
     */
    public function __construct(
        public readonly int $status,
        public readonly ?string $error,
        public readonly string $description,
        private readonly ?string $challenge,
        private readonly int $retryAfter = 5,
    ) {
        parent::__construct($description);
    }

    /**
     * temporarily_unavailable with 503: the token may be right, so the client keeps it and tries again.
     *
     * @param int $retryAfter the number of seconds after which it may do so
     */
    public static function unavailable(string $description = 'Storage is unavailable. Try again later', int $retryAfter = 5): self
    {
        return new self(503, 'temporarily_unavailable', $description, null, $retryAfter);
    }

    /** The value of the WWW-Authenticate header; null with 503. */
    public function wwwAuthenticate(): ?string
    {
        return $this->challenge;
    }

    /** @return array<string, string> the headers of the response, without Content-Type */
    public function headers(): array
    {
        return ($this->challenge === null ? ['Retry-After' => (string) $this->retryAfter] : ['WWW-Authenticate' => $this->challenge])
            + Response::NO_STORE;
    }

    /** A JSON response, for resources without an error format of their own. */
    public function toResponse(): Response
    {
        return Response::json(
            $this->status,
            ['error' => $this->error ?? 'invalid_token', 'error_description' => $this->description],
            $this->headers(),
        );
    }
}
