<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * A row of oauth2_authorization: one consent, its code and its refresh family, or one client-credentials grant.
 *
 * Times are unix seconds. Digests are oauth2_token_digest()'s 43 characters. A code's row exists from consent on, and
 * counts as an authorization once `codeRedeemedAt` is set.
 */
final readonly class AuthorizationRecord
{
    /**
     * @param string $login the user whose rights are used: who consented, or the client's owner
     * @param int $clientEpoch the client's epoch at the time of consent
     * @param int $expiresAt when the last code or token that it gave has expired: the row may go then
     * @param bool $redirectUriSent whether the authorization request named its redirect URI (RFC 6749 4.1.3)
     * @param ?string $credentialsKey oauth2_token_digest() of what an authorization of a client for itself depends on
     * @param int $credentialsNumber counts the rows of that key ({@see CredentialsAuthorization}): both are unique together
     * @param ?string $successorSealed the newest refresh token, sealed under its predecessor
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
    ) {
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        return new self(
            $row->string('id'),
            $row->string('client_id'),
            $row->string('login'),
            AuthorizationKind::from($row->string('kind')),
            $row->string('scope'),
            $row->string('resource'),
            $row->int('client_epoch'),
            $row->int('created_at'),
            $row->int('expires_at'),
            $row->nullableInt('last_used_at'),
            $row->nullableInt('ended_at'),
            $row->nullableString('end_reason'),
            $row->nullableString('code_digest'),
            $row->nullableInt('code_expires_at'),
            $row->nullableInt('code_redeemed_at'),
            $row->nullableString('code_challenge'),
            $row->nullableString('redirect_uri'),
            $row->bool('redirect_uri_sent'),
            $row->nullableString('family_digest'),
            $row->nullableString('refresh_digest'),
            $row->nullableString('previous_digest'),
            $row->nullableString('successor_sealed'),
            $row->nullableInt('rotated_at'),
            $row->nullableInt('refresh_expires_at'),
            $row->nullableString('credentials_key'),
            $row->int('credentials_number'),
        );
    }
}
