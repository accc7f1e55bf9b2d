<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Resource;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\Token\AccessTokens;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * A client with authorizations and tokens for a test of the protected resource. Begin a transaction before, and roll it back
 * afterwards: then no other process ever sees the rows, and the tokens are valid nowhere.
 */
final class TrialAuthorization
{
    /** The lifetime of the rows in seconds, if they were not rolled back. */
    private const LIFETIME = 60;

    /** The maximum number of authorizations to delete; a test has far fewer. */
    private const BATCH = 1000;

    private ?ClientRecord $client = null;

    public function __construct(
        private readonly ClientTable $clients,
        private readonly AuthorizationTable $authorizations,
        private readonly AccessTokens $tokens,
        private readonly Settings $settings,
        private readonly Clock $clock,
        private readonly Randomness $randomness,
    ) {
    }

    /**
     * Issues an access token of the user for the default resource.
     *
     * @throws OAuthError when the signing key cannot be opened
     * @throws StorageUnavailable
     */
    public function token(string $login, Scope $scope): string
    {
        $now = $this->clock->now();
        $client = $this->client ??= $this->createClient($now);
        $authorization = new AuthorizationRecord(
            id: $this->randomness->hex(),
            clientId: $client->clientId,
            login: $login,
            kind: AuthorizationKind::Code,
            scope: $scope->value,
            resource: $this->settings->resources[0],
            clientEpoch: $client->epoch,
            createdAt: $now,
            expiresAt: $now + self::LIFETIME,
            lastUsedAt: $now,
            codeRedeemedAt: $now,
        );
        $this->authorizations->insert($authorization);

        return $this->tokens->issue($authorization->id, $client->clientId, $login, $authorization->resource, $scope);
    }

    /**
     * Deletes the rows, if the transaction has been committed after all.
     *
     * @return bool true if there were rows
     * @throws StorageUnavailable
     */
    public function remove(): bool
    {
        if ($this->client === null || $this->clients->find($this->client->clientId) === null) {
            return false;
        }
        $this->authorizations->deleteForClient($this->client->clientId, self::BATCH);

        return $this->clients->delete($this->client->clientId);
    }

    private function createClient(int $now): ClientRecord
    {
        $client = new ClientRecord(
            clientId: $this->randomness->hex(),
            name: 'Self-test',
            description: '',
            secretHash: null,
            secretHint: null,
            redirectUris: [],
            grantTypes: [GrantType::AuthorizationCode->value],
            scopes: Scope::values(),
            type: ClientRecord::PUBLIC,
            active: true,
            ownerLogin: '',
            actsAs: null,
            epoch: 0,
            requirePkce: true,
            createdAt: $now,
            updatedAt: $now,
            lastUsedAt: $now,
        );
        $this->clients->insert($client);

        return $client;
    }
}
