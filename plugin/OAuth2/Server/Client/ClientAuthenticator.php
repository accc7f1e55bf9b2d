<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Assertion\AssertionVerifier;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientAssertion;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\RequestQuery;
use Piwik\Plugins\OAuth2\Storage\RequestResult;
use Piwik\Plugins\OAuth2\Storage\Row;
use Piwik\Plugins\OAuth2\Storage\SecretUse;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Authenticates clients at the token, revocation and introspection endpoints (RFC 6749 2.3 and 3.2.1). A failure takes the
 * same time and has the same response whether the client is unknown, is paused, or has another secret or two.
 */
final readonly class ClientAuthenticator
{
    /** A hash like those in the table, of a secret that nobody has, for unknown clients. */
    private const NOBODY = '$oauth2$v=1$nh20f8Q7EzdHWWfdSHZaMQ$CrwMfv2egJYqN5ECZyhdptZMCElQqQrABl5K3T3oEQI';

    /** A row as long as a client's, so that reading it takes the same time. */
    private const NOBODYS_ROW = [
        'client_id' => '',
        'grant_types' => '["nobodys_grant_type","nobodys_grant","nobodys_grant_type"]',
        'scopes' => '["nobodys:one"]',
        'type' => ClientSummary::CONFIDENTIAL,
        'last_used_at' => '2026-01-01 00:00:00',
    ];

    /** The description of every failure with a secret or none, whatever its cause. */
    private const FAILURE = 'Client authentication failed';

    /** bcrypt ignores further bytes, so a longer secret would match by its beginning. */
    private const BCRYPT_MAX = 72;

    /**
     * @param \Closure(): Throttle $throttle called when a request fails, before a slow hash, or after an assertion
     * @param \Closure(): AssertionVerifier $assertions called when a request has an assertion
     */
    public function __construct(
        private RequestQuery $query,
        private ClientTable $clients,
        private Clock $clock,
        private \Closure $throttle,
        private \Closure $assertions,
    ) {
    }

    /**
     * Authenticates the client of a request; a public client only gives its ID. The same query reads everything else that the
     * request needs of storage. A right secret with a fast hash is verified before any counter is read, so failures of
     * others never refuse it.
     *
     * @param ?string $authorizationId the authorization that the request's code or refresh token names
     * @param ?string $credentialsKey the key of the client's authorization for itself that the request is about
     * @param bool $signingKey true if the request may need the signing key
     * @throws OAuthError invalid_client (401), or temporarily_unavailable (429) if it fails again after many failures
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
        $assertion = $given->assertion;
        $state = $this->query->state($given->clientId, $authorizationId, $credentialsKey, $signingKey, $assertion !== null);
        $client = $state->client();
        if ($assertion !== null) {
            return $this->authenticateByAssertion($given, $assertion, $client, $state, $address);
        }
        // An unknown client is read like a row of the table, to equalise timing.
        $compared = $client ?? ClientSummary::stateOf(new Row(self::NOBODYS_ROW));
        $use = $given->secret === null ? null : $this->matching($compared, $state, $given->secret, $address);
        $proven = $given->secret === null ? !$compared->isConfidential() : $use !== null;
        if ($client === null || !$proven) {
            ($this->throttle)()->failed($given->clientId, $client, $address);
            throw $given->failure(self::FAILURE);
        }
        if (!$client->active) {
            throw $given->failure(self::FAILURE);
        }

        return new AuthenticatedRequest($client, $state, $use);
    }

    /**
     * Records the last use of the request's secret, so that an administrator sees which one is in use. A failure must not
     * refuse the request.
     */
    public function noteUse(AuthenticatedRequest $request): void
    {
        $now = $this->clock->now();
        $use = $request->dueUse($now);
        if ($use === null) {
            return;
        }
        try {
            $this->clients->touchSecret($request->client->clientId, $use, $now);
        } catch (StorageUnavailable) {
            return;
        }
    }

    /**
     * The claims and the signature are verified before any counter is read, so failures of others never refuse a client.
     *
     * @throws OAuthError invalid_client (401), or temporarily_unavailable (429)
     */
    private function authenticateByAssertion(
        #[\SensitiveParameter]
        PresentedCredentials $given,
        #[\SensitiveParameter]
        ClientAssertion $assertion,
        ?ClientSummary $client,
        RequestResult $state,
        string $address,
    ): AuthenticatedRequest {
        $verifier = ($this->assertions)();
        $problem = $verifier->problem($assertion, $state);
        if ($client === null || $problem !== null) {
            ($this->throttle)()->failed($given->clientId, $client, $address);
            throw $given->failure($problem ?? self::FAILURE);
        }
        if (!$client->active) {
            throw $given->failure(self::FAILURE);
        }
        try {
            ($this->throttle)()->afterAssertion($client, $address);
        } catch (OAuthError $refused) {
            $verifier->forget($assertion);
            throw $refused;
        }

        return new AuthenticatedRequest($client, $state);
    }

    /**
     * Finds the secret of the client that was presented; null if there is none.
     *
     * @throws OAuthError temporarily_unavailable (429) if a slow hash was tried too often
     */
    private function matching(
        ClientSummary $client,
        RequestResult $state,
        #[\SensitiveParameter]
        string $secret,
        string $address,
    ): ?SecretUse {
        $hash = self::comparable($client, $state->secretHash());
        if (!self::isSlow($hash) && oauth2_secret_verify($secret, $hash)) {
            return new SecretUse($hash, false);
        }
        // Always two hashes, so that a failure takes the same time with and without an old secret.
        $old = self::comparable($client, $state->oldSecretHash($this->clock->now()));
        if (!self::isSlow($old) && oauth2_secret_verify($secret, $old)) {
            return new SecretUse($old, true);
        }
        foreach (array_filter([$hash, $old], self::isSlow(...)) as $place => $slow) {
            $newHash = $this->rehashed($client, $slow, $secret, $address);
            if ($newHash !== null) {
                return new SecretUse($newHash, $place === 1);
            }
        }

        return null;
    }

    /** The stored hash; for a client without one, a hash that no secret matches. */
    private static function comparable(ClientSummary $client, #[\SensitiveParameter] ?string $stored): string
    {
        return $client->isConfidential() ? $stored ?? self::NOBODY : self::NOBODY;
    }

    /** An earlier installation may have hashed secrets with bcrypt or Argon2. */
    private static function isSlow(#[\SensitiveParameter] string $hash): bool
    {
        return str_starts_with($hash, '$2') || str_starts_with($hash, '$argon2');
    }

    /**
     * Verifies a secret that an earlier installation hashed. The try is counted before the hash is computed. After the first
     * success the secret gets a new hash, unless a rotation replaced the secret in the meantime.
     *
     * @return ?string the new hash; null if the secret is another one
     */
    private function rehashed(
        ClientSummary $client,
        #[\SensitiveParameter]
        string $hash,
        #[\SensitiveParameter]
        string $secret,
        string $address,
    ): ?string {
        if (str_starts_with($hash, '$2') && (\strlen($secret) > self::BCRYPT_MAX || str_contains($secret, "\0"))) {
            return null;
        }
        ($this->throttle)()->beforeSlowHash($client, $address);
        if (!password_verify($secret, $hash)) {
            return null;
        }
        $new = oauth2_secret_hash($secret);
        $this->clients->rehashSecret($client->clientId, $hash, $new);

        return $new;
    }
}
