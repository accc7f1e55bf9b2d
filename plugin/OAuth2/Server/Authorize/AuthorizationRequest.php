<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Scope;

/** An authorization request that a user may decide on. */
final readonly class AuthorizationRequest
{
    /**
     * @param ?string $codeChallenge S256 (RFC 7636 4.2); null only for a confidential client that PKCE is not
     *                               required of
     * @param non-empty-list<Scope> $scopes what the user may grant, least first
     * @param string $resource the audience of the tokens to come
     */
    public function __construct(
        public ClientTarget $target,
        public ?string $codeChallenge,
        public array $scopes,
        public string $resource,
    ) {
    }
}
