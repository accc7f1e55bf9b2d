<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** The values that an administrator entered for a client; ClientValidator checks them before they are stored. */
final readonly class ClientDraft
{
    /**
     * @param list<string> $redirectUris spelt byte for byte as requests will send them
     * @param list<string> $grantTypes {@see \Piwik\Plugins\OAuth2\Server\GrantType}
     * @param list<string> $scopes the highest is the most that the client may have, with those below it
     * @param string $type `confidential` or `public`
     * @param ?string $clientId the ID of a new client; null: a random one. An update ignores it
     * @param ?bool $requirePkce null: unchanged, and true for a new client. False is allowed only for a confidential
     *                           client
     * @param ?string $actsAs the login of the user whose rights the client's own tokens have; null: unchanged, and the owner
     *                        for a new client
     * @param string $jwks the public keys of a new client, in place of a secret, see {@see ClientKeys}. An update ignores them
     * @param string $jwksUri the address of these keys instead
     */
    public function __construct(
        public string $name,
        public array $redirectUris,
        public array $grantTypes,
        public array $scopes,
        public string $type,
        public string $description = '',
        public ?string $clientId = null,
        public ?bool $requirePkce = null,
        public ?string $actsAs = null,
        #[\SensitiveParameter]
        public string $jwks = '',
        public string $jwksUri = '',
    ) {
    }
}
