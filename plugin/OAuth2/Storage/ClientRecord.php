<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A row of oauth2_client. Times are unix seconds; `secretHash` is oauth2_secret_hash()'s, or bcrypt when taken over. */
final readonly class ClientRecord
{
    public const CONFIDENTIAL = 'confidential';
    public const PUBLIC = 'public';

    /**
     * @param list<string> $redirectUris
     * @param list<string> $grantTypes
     * @param list<string> $scopes the scopes that the client may ask for
     * @param int $epoch authorizations made under another epoch are dead
     */
    public function __construct(
        public string $clientId,
        public string $name,
        public string $description,
        #[\SensitiveParameter]
        public ?string $secretHash,
        public ?string $secretHint,
        public array $redirectUris,
        public array $grantTypes,
        public array $scopes,
        public string $type,
        public bool $active,
        public string $ownerLogin,
        public int $epoch,
        public bool $requirePkce,
        public int $createdAt,
        public int $updatedAt,
        public ?int $lastUsedAt = null,
    ) {
    }

    public function isConfidential(): bool
    {
        return $this->type === self::CONFIDENTIAL;
    }

    public function allowsGrant(string $grantType): bool
    {
        return in_array($grantType, $this->grantTypes, true);
    }

    public function allowsScope(string $scope): bool
    {
        return in_array($scope, $this->scopes, true);
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
