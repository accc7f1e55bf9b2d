<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\RegistrationRecord;

/** Rows with defaults for the values that a test does not set. */
final class Records
{
    /**
     * @param list<string> $scopes
     * @param list<string> $redirectUris
     * @param list<string> $grantTypes
     */
    public static function client(
        string $clientId = 'app',
        string $type = ClientRecord::CONFIDENTIAL,
        string $ownerLogin = 'anna',
        array $scopes = ['matomo:read'],
        int $createdAt = FixedClock::START,
        bool $requirePkce = true,
        ?string $actsAs = null,
        array $redirectUris = ['https://app.example/cb', 'http://127.0.0.1/cb?a=ä'],
        ?string $jwks = null,
        ?string $jwksUri = null,
        string $name = 'An app',
        array $grantTypes = ['authorization_code', 'refresh_token'],
    ): ClientRecord {
        $hasSecret = $type === ClientRecord::CONFIDENTIAL && $jwks === null && $jwksUri === null;

        return new ClientRecord(
            clientId: $clientId,
            name: $name,
            description: 'Says what it does',
            secretHash: $hasSecret ? 'a hash' : null,
            secretHint: $hasSecret ? 'abcd' : null,
            redirectUris: $redirectUris,
            grantTypes: $grantTypes,
            scopes: $scopes,
            type: $type,
            active: true,
            ownerLogin: $ownerLogin,
            actsAs: $actsAs ?? $ownerLogin,
            epoch: $createdAt,
            requirePkce: $requirePkce,
            createdAt: $createdAt,
            updatedAt: $createdAt,
            jwks: $jwks,
            jwksUri: $jwksUri,
        );
    }

    /** The part of a client that requests read. */
    public static function state(ClientRecord $client): ClientSummary
    {
        return new ClientSummary(
            $client->clientId,
            $client->type,
            $client->active,
            $client->actsAs,
            $client->grantTypes,
            $client->scopes,
            $client->epoch,
            $client->lastUsedAt,
        );
    }

    public static function code(
        string $id = '0123456789abcdef0123456789abcdef',
        string $clientId = 'app',
        string $login = 'anna',
        int $createdAt = FixedClock::START,
        int $clientEpoch = FixedClock::START,
        string $scope = 'matomo:read',
        string $redirectUri = 'https://app.example/cb',
    ): AuthorizationRecord {
        return new AuthorizationRecord(
            id: $id,
            clientId: $clientId,
            login: $login,
            kind: AuthorizationKind::Code,
            scope: $scope,
            resource: 'https://matomo.example/',
            clientEpoch: $clientEpoch,
            createdAt: $createdAt,
            expiresAt: $createdAt + 600,
            codeDigest: self::digest("code $id"),
            codeExpiresAt: $createdAt + 600,
            codeChallenge: self::digest('challenge'),
            redirectUri: $redirectUri,
            redirectUriSent: true,
        );
    }

    public static function credentials(
        string $id,
        string $key,
        string $clientId = 'app',
        string $login = 'anna',
        int $expiresAt = FixedClock::START + 3600,
        int $number = 0,
        string $scope = 'matomo:read',
    ): AuthorizationRecord {
        return new AuthorizationRecord(
            id: $id,
            clientId: $clientId,
            login: $login,
            kind: AuthorizationKind::ClientCredentials,
            scope: $scope,
            resource: 'https://matomo.example/',
            clientEpoch: FixedClock::START,
            createdAt: FixedClock::START,
            expiresAt: $expiresAt,
            credentialsKey: self::digest($key),
            credentialsNumber: $number,
        );
    }

    /** A digest of 43 characters, as the extension makes them. */
    public static function digest(string $text): string
    {
        return oauth2_token_digest($text);
    }

    /** A client that registered itself and waits for its first user. */
    public static function registration(string $id, int $expiresAt): RegistrationRecord
    {
        return new RegistrationRecord(
            $id,
            "Client $id",
            null,
            null,
            ['https://app.example/cb'],
            ['authorization_code'],
            ClientRecord::PUBLIC,
            null,
            $expiresAt - 86400,
            $expiresAt,
        );
    }
}
