<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** What an administrator typed about a client: checked by ClientValidator before it becomes a row. */
final readonly class ClientDraft
{
    /**
     * @param list<string> $redirectUris in the bytes that requests will have to repeat
     * @param list<string> $grantTypes {@see \Piwik\Plugins\OAuth2\Server\GrantType}
     * @param list<string> $scopes the scopes that the client may ask for
     * @param string $type `confidential` or `public`
     * @param ?string $clientId a chosen id, when a client is made; null: a random one. An update ignores it
     * @param ?bool $requirePkce null: as it is (on for a new client). Only a client taken over without may stay without
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
    ) {
    }
}
