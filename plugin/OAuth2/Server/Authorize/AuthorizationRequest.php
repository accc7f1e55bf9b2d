<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Scope;

/** A valid authorization request, ready for the user's decision. */
final readonly class AuthorizationRequest
{
    /**
     * @param ?string $codeChallenge S256 (RFC 7636 4.2); null only for a confidential client that does not require PKCE
     * @param non-empty-list<Scope> $scopes the scopes that the user may grant, lowest first
     * @param string $resource the audience of the tokens
     */
    public function __construct(
        public ClientTarget $target,
        public ?string $codeChallenge,
        public array $scopes,
        public string $resource,
    ) {
    }
}
