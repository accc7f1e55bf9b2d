<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * The whole row of oauth2_client. Times are unix seconds; `secretHash` is oauth2_secret_hash()'s, or bcrypt when taken
 * over.
 */
final readonly class ClientRecord extends ClientSummary
{
    /**
     * @param list<string> $redirectUris
     * @param list<string> $grantTypes
     * @param list<string> $scopes the scopes that the client may ask for
     * @param int $epoch authorizations made under another epoch are dead
     */
    public function __construct(
        string $clientId,
        public string $name,
        public string $description,
        #[\SensitiveParameter]
        public ?string $secretHash,
        public ?string $secretHint,
        public array $redirectUris,
        array $grantTypes,
        array $scopes,
        string $type,
        bool $active,
        string $ownerLogin,
        int $epoch,
        public bool $requirePkce,
        public int $createdAt,
        public int $updatedAt,
        ?int $lastUsedAt = null,
    ) {
        parent::__construct($clientId, $type, $active, $ownerLogin, $grantTypes, $scopes, $epoch, $lastUsedAt);
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        return new self(
            $row->string('client_id'),
            $row->string('name'),
            $row->string('description'),
            $row->nullableString('secret_hash'),
            $row->nullableString('secret_hint'),
            $row->strings('redirect_uris'),
            $row->strings('grant_types'),
            $row->strings('scopes'),
            $row->string('type'),
            $row->bool('active'),
            $row->string('owner_login'),
            $row->int('epoch'),
            $row->bool('require_pkce'),
            $row->time('created_at'),
            $row->time('updated_at'),
            $row->nullableTime('last_used_at'),
        );
    }
}
