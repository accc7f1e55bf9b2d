<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Scope;

/** A valid authorization request, ready for the user's decision if there is anything to choose. */
final readonly class AuthorizationRequest
{
    /**
     * @param ?string $codeChallenge S256 (RFC 7636 4.2); null only for a confidential client that does not require PKCE
     * @param non-empty-list<Scope> $asked the scopes that the client asks for
     * @param non-empty-list<Scope> $offered the scopes that the client may have for this request, lowest first
     * @param list<Scope> $choices those of them that the user's own access reaches, lowest first
     * @param string $resource the audience of the tokens
     */
    public function __construct(
        public ClientTarget $target,
        public ?string $codeChallenge,
        public array $asked,
        public array $offered,
        public array $choices,
        public string $resource,
    ) {
    }
}
