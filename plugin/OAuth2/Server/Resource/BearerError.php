<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Resource;

use Piwik\Plugins\OAuth2\Server\Http\Response;

/** Why a protected resource refuses a request (RFC 6750 3.1): 400, 401, 403, or 503 when it cannot tell. */
final class BearerError extends \RuntimeException
{
    /**
     * @param ?string $error null when the request had no credentials at all
     * @param ?string $challenge null with 503, which no other credentials would change
     */
    public function __construct(
        public readonly int $status,
        public readonly ?string $error,
        public readonly string $description,
        private readonly ?string $challenge,
    ) {
        parent::__construct($description);
    }

    /** The WWW-Authenticate header's value; null with 503. */
    public function wwwAuthenticate(): ?string
    {
        return $this->challenge;
    }

    /** @return array<string, string> the headers of the answer, but for its Content-Type */
    public function headers(): array
    {
        return ($this->challenge === null ? ['Retry-After' => '5'] : ['WWW-Authenticate' => $this->challenge])
            + Response::NO_STORE;
    }

    /** A JSON answer, for resources that have no form of their own for errors. */
    public function toResponse(): Response
    {
        return Response::json(
            $this->status,
            ['error' => $this->error ?? 'invalid_token', 'error_description' => $this->description],
            $this->headers(),
        );
    }
}
