<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Resource;

use Piwik\Plugins\OAuth2\Server\Scope;

/** An accepted bearer token: the acting user, the client, and the scope as the upper limit of the call. */
final readonly class AccessToken
{
    /**
     * @param string $login the acting user: the one who gave consent, or the client's owner for client credentials
     * @param string $jti the identifier of the token (RFC 7519 4.1.7)
     * @param int $expiresAt Unix seconds
     * @param bool $marked true if the resource's mark has been found, see {@see BearerTokenVerifier::authenticate()}
     */
    public function __construct(
        public string $login,
        public string $clientId,
        public Scope $scope,
        public string $authorizationId,
        public string $jti,
        public int $expiresAt,
        public bool $marked = false,
    ) {
    }
}
