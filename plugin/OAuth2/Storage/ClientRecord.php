<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * A complete row of oauth2_client. Times are Unix seconds. `secretHash` comes from oauth2_secret_hash(); a client taken over
 * from the official plugin has a bcrypt hash until its secret is next used.
 */
final readonly class ClientRecord extends ClientSummary
{
    /** What only a client ID contains that is an address, as the ID of a client that describes itself in a document. */
    public const ADDRESS = '://';

    /** All columns of oauth2_client. */
    public const COLUMNS = [
        'client_id', 'name', 'description', 'secret_hash', 'redirect_uris', 'grant_types', 'scopes', 'type', 'active',
        'owner_login', 'created_at', 'updated_at', 'last_used_at', 'secret_hint', 'epoch', 'require_pkce', 'acts_as',
        'old_secret_hash', 'old_secret_hint', 'old_secret_until', 'secret_created_at', 'secret_used_at',
        'old_secret_created_at', 'old_secret_used_at', 'jwk_set', 'jwk_set_uri', 'self_registered',
    ];

    /**
     * @param list<string> $redirectUris
     * @param list<string> $grantTypes
     * @param list<string> $scopes the highest is the most that the client may have, with those below it
     * @param string $ownerLogin the user who is responsible for the client; empty when there is none. Tokens do not depend
     *                           on the owner
     * @param ?string $actsAs the user whose rights the client's own tokens have; null when the client acts as nobody
     * @param int $epoch a counter; authorizations with another epoch than the client are invalid
     * @param ?string $oldSecretHash the hash of the secret before the last rotation, which works until `oldSecretUntil`
     * @param ?string $jwks the public keys that verify the client's assertions, a JWK Set as JSON; a client has keys or a
     *                      secret, not both
     * @param ?string $jwksUri the address of these keys instead
     * @param ?int $secretCreatedAt null for a secret of an earlier installation, which did not record it
     * @param ?int $secretUsedAt the last use, updated at most once in ClientTable::TOUCH_INTERVAL; null when there was none
     * @param bool $selfRegistered true if the client registered itself (RFC 7591), and a user has allowed it
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
        public string $ownerLogin,
        ?string $actsAs,
        int $epoch,
        public bool $requirePkce,
        public int $createdAt,
        public int $updatedAt,
        ?int $lastUsedAt = null,
        #[\SensitiveParameter]
        public ?string $oldSecretHash = null,
        public ?string $oldSecretHint = null,
        public ?int $oldSecretUntil = null,
        public ?string $jwks = null,
        public ?string $jwksUri = null,
        public ?int $secretCreatedAt = null,
        public ?int $secretUsedAt = null,
        public ?int $oldSecretCreatedAt = null,
        public ?int $oldSecretUsedAt = null,
        public bool $selfRegistered = false,
    ) {
        parent::__construct($clientId, $type, $active, $actsAs, $grantTypes, $scopes, $epoch, $lastUsedAt);
    }

    /** True when the client authenticates by assertions that its keys verify (private_key_jwt), not by a secret. */
    public function hasKeys(): bool
    {
        return $this->jwks !== null || $this->jwksUri !== null;
    }

    /** True if a client ID is an address. */
    public static function isAddress(string $clientId): bool
    {
        return str_contains($clientId, self::ADDRESS);
    }

    /** True for a client that no administrator registered: it describes itself in a document, or registered itself. */
    public function cameByItself(): bool
    {
        return $this->selfRegistered || self::isAddress($this->clientId);
    }

    /** How the client authenticates: `none`, `client_secret` (in the header or the body), or `private_key_jwt`. */
    public function authenticationMethod(): string
    {
        return match (true) {
            !$this->isConfidential() => 'none',
            $this->hasKeys() => 'private_key_jwt',
            default => 'client_secret',
        };
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        return new self(
            clientId: $row->string('client_id'),
            name: $row->string('name'),
            description: $row->string('description'),
            secretHash: $row->nullableString('secret_hash'),
            secretHint: $row->nullableString('secret_hint'),
            redirectUris: $row->strings('redirect_uris'),
            grantTypes: $row->strings('grant_types'),
            scopes: $row->strings('scopes'),
            type: $row->string('type'),
            active: $row->bool('active'),
            ownerLogin: $row->string('owner_login'),
            actsAs: $row->nullableString('acts_as'),
            epoch: $row->int('epoch'),
            requirePkce: $row->bool('require_pkce'),
            createdAt: $row->time('created_at'),
            updatedAt: $row->time('updated_at'),
            lastUsedAt: $row->nullableTime('last_used_at'),
            oldSecretHash: $row->nullableString('old_secret_hash'),
            oldSecretHint: $row->nullableString('old_secret_hint'),
            oldSecretUntil: $row->nullableInt('old_secret_until'),
            secretCreatedAt: $row->nullableInt('secret_created_at'),
            secretUsedAt: $row->nullableInt('secret_used_at'),
            oldSecretCreatedAt: $row->nullableInt('old_secret_created_at'),
            oldSecretUsedAt: $row->nullableInt('old_secret_used_at'),
            jwks: $row->nullableString('jwk_set'),
            jwksUri: $row->nullableString('jwk_set_uri'),
            selfRegistered: $row->bool('self_registered'),
        );
    }

    /**
     * @internal
     * @return array<string, string|int|bool|null> by column
     */
    public function toRow(): array
    {
        return [
            'client_id' => $this->clientId,
            'name' => $this->name,
            'description' => $this->description,
            'secret_hash' => $this->secretHash,
            'redirect_uris' => Row::json($this->redirectUris),
            'grant_types' => Row::json($this->grantTypes),
            'scopes' => Row::json($this->scopes),
            'type' => $this->type,
            'active' => $this->active,
            'owner_login' => $this->ownerLogin,
            'created_at' => Row::datetime($this->createdAt),
            'updated_at' => Row::datetime($this->updatedAt),
            'last_used_at' => $this->lastUsedAt === null ? null : Row::datetime($this->lastUsedAt),
            'secret_hint' => $this->secretHint,
            'epoch' => $this->epoch,
            'require_pkce' => $this->requirePkce,
            'acts_as' => $this->actsAs,
            'old_secret_hash' => $this->oldSecretHash,
            'old_secret_hint' => $this->oldSecretHint,
            'old_secret_until' => $this->oldSecretUntil,
            'secret_created_at' => $this->secretCreatedAt,
            'secret_used_at' => $this->secretUsedAt,
            'old_secret_created_at' => $this->oldSecretCreatedAt,
            'old_secret_used_at' => $this->oldSecretUsedAt,
            'jwk_set' => $this->jwks,
            'jwk_set_uri' => $this->jwksUri,
            'self_registered' => $this->selfRegistered,
        ];
    }
}
