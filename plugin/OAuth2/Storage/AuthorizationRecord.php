<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * A row of oauth2_authorization: one consent with its code and its family of refresh tokens, or one client-credentials
 * grant.
 *
 * Times are Unix seconds. Digests are the 43 characters of oauth2_token_digest(). The row of a consent is inserted with its
 * code and counts as an authorization once the code is redeemed (`codeRedeemedAt`).
 */
final readonly class AuthorizationRecord
{
    public const COLUMNS = [
        'id', 'client_id', 'login', 'kind', 'scope', 'resource', 'client_epoch', 'created_at', 'expires_at',
        'last_used_at', 'ended_at', 'end_reason', 'code_digest', 'code_expires_at', 'code_redeemed_at',
        'code_challenge', 'redirect_uri', 'redirect_uri_sent', 'family_digest', 'refresh_digest', 'previous_digest',
        'successor_sealed', 'rotated_at', 'refresh_expires_at', 'credentials_key', 'credentials_number',
        'asked_scope',
    ];

    /**
     * @param string $login the user whose rights the tokens use: the one who gave consent, or the one the client
     *                      acts as
     * @param int $clientEpoch the client's epoch when the authorization was created
     * @param int $expiresAt the expiry of the last code or token; the row may be deleted then
     * @param bool $redirectUriSent true when the authorization request had a redirect_uri (RFC 6749 4.1.3)
     * @param ?string $successorSealed the newest refresh token, encrypted with a key derived from its predecessor
     * @param ?string $credentialsKey for client credentials: the digest of client ID, scope and resource
     * @param int $credentialsNumber the number among the rows with this key, see {@see CredentialsAuthorization}; the pair
     *                               is unique
     * @param ?string $askedScope the highest scope that the client first asked for; null: the granted one
     */
    public function __construct(
        public string $id,
        public string $clientId,
        public string $login,
        public AuthorizationKind $kind,
        public string $scope,
        public string $resource,
        public int $clientEpoch,
        public int $createdAt,
        public int $expiresAt,
        public ?int $lastUsedAt = null,
        public ?int $endedAt = null,
        public ?string $endReason = null,
        #[\SensitiveParameter]
        public ?string $codeDigest = null,
        public ?int $codeExpiresAt = null,
        public ?int $codeRedeemedAt = null,
        public ?string $codeChallenge = null,
        public ?string $redirectUri = null,
        public bool $redirectUriSent = false,
        #[\SensitiveParameter]
        public ?string $familyDigest = null,
        #[\SensitiveParameter]
        public ?string $refreshDigest = null,
        #[\SensitiveParameter]
        public ?string $previousDigest = null,
        #[\SensitiveParameter]
        public ?string $successorSealed = null,
        public ?int $rotatedAt = null,
        public ?int $refreshExpiresAt = null,
        public ?string $credentialsKey = null,
        public int $credentialsNumber = 0,
        public ?string $askedScope = null,
    ) {
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        return new self(
            id: $row->string('id'),
            clientId: $row->string('client_id'),
            login: $row->string('login'),
            kind: AuthorizationKind::from($row->string('kind')),
            scope: $row->string('scope'),
            resource: $row->string('resource'),
            clientEpoch: $row->int('client_epoch'),
            createdAt: $row->int('created_at'),
            expiresAt: $row->int('expires_at'),
            lastUsedAt: $row->nullableInt('last_used_at'),
            endedAt: $row->nullableInt('ended_at'),
            endReason: $row->nullableString('end_reason'),
            codeDigest: $row->nullableString('code_digest'),
            codeExpiresAt: $row->nullableInt('code_expires_at'),
            codeRedeemedAt: $row->nullableInt('code_redeemed_at'),
            codeChallenge: $row->nullableString('code_challenge'),
            redirectUri: $row->nullableString('redirect_uri'),
            redirectUriSent: $row->bool('redirect_uri_sent'),
            familyDigest: $row->nullableString('family_digest'),
            refreshDigest: $row->nullableString('refresh_digest'),
            previousDigest: $row->nullableString('previous_digest'),
            successorSealed: $row->nullableString('successor_sealed'),
            rotatedAt: $row->nullableInt('rotated_at'),
            refreshExpiresAt: $row->nullableInt('refresh_expires_at'),
            credentialsKey: $row->nullableString('credentials_key'),
            credentialsNumber: $row->nullableString('credentials_key') === null ? 0 : $row->int('credentials_number'),
            askedScope: $row->nullableString('asked_scope'),
        );
    }

    /**
     * @internal
     * @return array<string, string|int|bool|null> by column
     */
    public function toRow(): array
    {
        return [
            'id' => $this->id,
            'client_id' => $this->clientId,
            'login' => $this->login,
            'kind' => $this->kind->value,
            'scope' => $this->scope,
            'resource' => $this->resource,
            'client_epoch' => $this->clientEpoch,
            'created_at' => $this->createdAt,
            'expires_at' => $this->expiresAt,
            'last_used_at' => $this->lastUsedAt,
            'ended_at' => $this->endedAt,
            'end_reason' => $this->endReason,
            'code_digest' => $this->codeDigest,
            'code_expires_at' => $this->codeExpiresAt,
            'code_redeemed_at' => $this->codeRedeemedAt,
            'code_challenge' => $this->codeChallenge,
            'redirect_uri' => $this->redirectUri,
            'redirect_uri_sent' => $this->redirectUriSent,
            'family_digest' => $this->familyDigest,
            'refresh_digest' => $this->refreshDigest,
            'previous_digest' => $this->previousDigest,
            'successor_sealed' => $this->successorSealed,
            'rotated_at' => $this->rotatedAt,
            'refresh_expires_at' => $this->refreshExpiresAt,
            'credentials_key' => $this->credentialsKey,
            // A Galera cluster certifies each write by the values of its unique indexes, where NULL and 0 would be one value for
            // all users' authorizations: their refreshes at different nodes would conflict.
            'credentials_number' => $this->credentialsKey === null ? \intval(substr($this->id, 0, 15), 16) : $this->credentialsNumber,
            'asked_scope' => $this->askedScope,
        ];
    }
}
