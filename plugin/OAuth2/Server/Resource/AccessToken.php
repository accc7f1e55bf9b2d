<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Resource;

use Piwik\Plugins\OAuth2\Server\Scope;

/** A bearer token that has been accepted: who acts, through which client, and what is the most that he may do. */
final readonly class AccessToken
{
    /**
     * @param string $login the acting user: who consented, or the owner of a client on its own account
     * @param int $expiresAt unix seconds
     */
    public function __construct(
        public string $login,
        public string $clientId,
        public Scope $scope,
        public string $authorizationId,
        public string $jti,
        public int $expiresAt,
    ) {
    }
}
