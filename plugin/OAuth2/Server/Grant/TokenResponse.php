<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Grant;

use Piwik\Plugins\OAuth2\Server\Http\OAuthForm;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Scope;

/** A successful response of the token endpoint (RFC 6749 5.1). */
final readonly class TokenResponse
{
    /** @param int $expiresIn lifetime of the access token in seconds */
    public function __construct(
        #[\SensitiveParameter]
        private string $accessToken,
        private int $expiresIn,
        private Scope $scope,
        #[\SensitiveParameter]
        private ?string $refreshToken = null,
    ) {
    }

    /** The JSON response, which no cache may store (RFC 6749 5.1). */
    public function toResponse(): Response
    {
        $members = [
            'access_token' => $this->accessToken,
            'token_type' => 'Bearer',
            'expires_in' => $this->expiresIn,
            'scope' => $this->scope->value,
        ];
        if ($this->refreshToken !== null) {
            $members[OAuthForm::REFRESH_TOKEN] = $this->refreshToken;
        }

        return Response::json(200, $members, Response::NO_STORE);
    }
}
