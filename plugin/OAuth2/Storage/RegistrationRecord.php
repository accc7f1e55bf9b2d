<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A row of oauth2_registration: a client that registered itself (RFC 7591) and that no user has allowed yet. */
final readonly class RegistrationRecord
{
    public const COLUMNS = [
        'client_id', 'name', 'secret_hash', 'secret_hint', 'redirect_uris', 'grant_types', 'type', 'jwk_set', 'created_at', 'expires_at',
    ];

    /**
     * @param list<string> $redirectUris
     * @param list<string> $grantTypes
     * @param ?string $secretHash of oauth2_secret_hash(); null for a client without a secret
     * @param ?string $jwks the public keys that verify the client's assertions, a JWK Set as JSON
     * @param int $expiresAt the time at which the row goes unless a user has allowed the client
     */
    public function __construct(
        public string $clientId,
        public string $name,
        #[\SensitiveParameter]
        public ?string $secretHash,
        public ?string $secretHint,
        public array $redirectUris,
        public array $grantTypes,
        public string $type,
        public ?string $jwks,
        public int $createdAt,
        public int $expiresAt,
    ) {
    }

    /**
     * The client that consent stores.
     *
     * @param list<string> $scopes
     */
    public function client(array $scopes, int $now): ClientRecord
    {
        return new ClientRecord(
            clientId: $this->clientId,
            name: $this->name,
            description: '',
            secretHash: $this->secretHash,
            secretHint: $this->secretHint,
            redirectUris: $this->redirectUris,
            grantTypes: $this->grantTypes,
            scopes: $scopes,
            type: $this->type,
            active: true,
            ownerLogin: '',
            actsAs: null,
            // Users who allow it at the same time have to agree.
            epoch: $this->createdAt,
            requirePkce: true,
            createdAt: $this->createdAt,
            updatedAt: $now,
            jwks: $this->jwks,
            secretCreatedAt: $this->secretHash === null ? null : $this->createdAt,
            selfRegistered: true,
        );
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        return new self(
            $row->string('client_id'),
            $row->string('name'),
            $row->nullableString('secret_hash'),
            $row->nullableString('secret_hint'),
            $row->strings('redirect_uris'),
            $row->strings('grant_types'),
            $row->string('type'),
            $row->nullableString('jwk_set'),
            $row->int('created_at'),
            $row->int('expires_at'),
        );
    }

    /**
     * @internal
     * @return array<string, string|int|null> by column
     */
    public function toRow(): array
    {
        return [
            'client_id' => $this->clientId,
            'name' => $this->name,
            'secret_hash' => $this->secretHash,
            'secret_hint' => $this->secretHint,
            'redirect_uris' => Row::json($this->redirectUris),
            'grant_types' => Row::json($this->grantTypes),
            'type' => $this->type,
            'jwk_set' => $this->jwks,
            'created_at' => $this->createdAt,
            'expires_at' => $this->expiresAt,
        ];
    }
}
