<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\RequestQuery;
use Piwik\Plugins\OAuth2\Storage\Row;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Client authentication at the token, revocation and introspection endpoints (RFC 6749 2.3 and 3.2.1). A failure costs
 * the same and says the same whether the client exists, is paused, or has another secret.
 */
final readonly class ClientAuthenticator
{
    /** A hash like those in the table, of a secret that nobody has: what an unknown client is compared with. */
    private const NOBODY = '$oauth2$v=1$nh20f8Q7EzdHWWfdSHZaMQ$CrwMfv2egJYqN5ECZyhdptZMCElQqQrABl5K3T3oEQI';

    /** As long as a client's: reading it takes as much time. */
    private const NOBODYS_ROW = [
        'client_id' => '',
        'grant_types' => '["nobodys_grant_type","nobodys_grant","nobodys_grant_type"]',
        'scopes' => '["nobodys:one"]',
        'type' => ClientSummary::CONFIDENTIAL,
        'last_used_at' => '2026-01-01 00:00:00',
    ];

    /** bcrypt reads no further; a longer secret would match by its beginning. */
    private const BCRYPT_MAX = 72;

    /** @param \Closure(): Throttle $throttle made when a request fails, or before a slow hash */
    public function __construct(private RequestQuery $query, private ClientTable $clients, private \Closure $throttle)
    {
    }

    /**
     * The client that the request proves to come from; a public client proves nothing but its name. What else the
     * request will need of storage is fetched by the same query. A right proof by a fast hash comes before all counters:
     * nobody else's failures refuse it.
     *
     * @param ?string $authorizationId the authorization that the request's code or refresh token names
     * @param ?string $credentialsKey the key of the client's authorization for itself that the request is about
     * @param bool $signingKey whether a token may have to be signed
     * @throws OAuthError invalid_client (401), or temporarily_unavailable (429) for a caller that fails again after many failures
     * @throws StorageUnavailable
     */
    public function authenticate(
        #[\SensitiveParameter]
        PresentedCredentials $given,
        string $address,
        ?string $authorizationId = null,
        ?string $credentialsKey = null,
        bool $signingKey = false,
    ): AuthenticatedRequest {
        $state = $this->query->state($given->clientId, $authorizationId, $credentialsKey, $signingKey);
        $client = $state->client();
        // An unknown client is read like a row of the table, to equalise timing.
        $compared = $client ?? ClientSummary::stateOf(new Row(self::NOBODYS_ROW));
        $proven = $given->secret === null
            ? !$compared->isConfidential()
            : $this->secretMatches($compared, $state->secretHash(), $given->secret, $address);
        if ($client === null || !$proven) {
            ($this->throttle)()->failed($given->clientId, $client, $address);
            throw self::failure();
        }
        if (!$client->active) {
            throw self::failure();
        }

        return new AuthenticatedRequest($client, $state);
    }

    /** @throws OAuthError temporarily_unavailable (429) before a slow hash that was tried too often */
    private function secretMatches(
        ClientSummary $client,
        #[\SensitiveParameter]
        ?string $hash,
        #[\SensitiveParameter]
        string $secret,
        string $address,
    ): bool {
        $hash = $client->isConfidential() ? $hash ?? self::NOBODY : self::NOBODY;

        // bcrypt and Argon2, by which an earlier installation may have hashed secrets.
        return str_starts_with($hash, '$2') || str_starts_with($hash, '$argon2')
            ? $this->slowHashMatches($client, $hash, $secret, $address)
            : oauth2_secret_verify($secret, $hash);
    }

    /**
     * A secret that an earlier installation hashed. It is counted before the hash is computed, and hashed anew at its first
     * success; the compare-and-swap loses against a rotation in between.
     */
    private function slowHashMatches(
        ClientSummary $client,
        #[\SensitiveParameter]
        string $hash,
        #[\SensitiveParameter]
        string $secret,
        string $address,
    ): bool {
        if (str_starts_with($hash, '$2') && (\strlen($secret) > self::BCRYPT_MAX || str_contains($secret, "\0"))) {
            return false;
        }
        ($this->throttle)()->beforeSlowHash($client, $address);
        if (!password_verify($secret, $hash)) {
            return false;
        }
        $this->clients->rehashSecret($client->clientId, $hash, oauth2_secret_hash($secret));

        return true;
    }

    private static function failure(): OAuthError
    {
        return OAuthError::invalidClient('Client authentication failed');
    }
}
