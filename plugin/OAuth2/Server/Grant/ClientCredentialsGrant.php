<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Grant;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\ResourceChoice;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\ScopePolicy;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\CredentialsAuthorization;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\RequestResult;

/**
 * The client-credentials grant: tokens that a client obtains on its own behalf (RFC 6749 4.4). All tokens of one client,
 * scope, resource and user share one authorization row, so that issuing a token usually writes nothing. The token's subject
 * is the client ID. The token has the rights of the user whom the client acts as; each call reads the login from the row.
 */
final readonly class ClientCredentialsGrant extends Grant
{
    /**
     * The time in seconds that the row's expiry exceeds that of its last token. The expiry is extended when less than half
     * of this is left, so about twice a day.
     */
    private const SLACK = 86400;

    /** The maximum number of attempts when other requests create, extend or remove the row at the same time. */
    private const ATTEMPTS = 4;

    /**
     * The key that finds the authorization row of a client, scope and resource.
     *
     * @return string 43 characters, see oauth2_token_digest()
     */
    public static function key(string $clientId, Scope $scope, string $resource): string
    {
        return oauth2_token_digest("$clientId\n$scope->value\n$resource");
    }

    public static function type(): GrantType
    {
        return GrantType::ClientCredentials;
    }

    /** Returns null without a scope in the request, because the client's row decides it then, and for an invalid request. */
    public function credentialsKey(string $clientId, #[\SensitiveParameter] Parameters $form): ?string
    {
        try {
            $scope = ScopePolicy::leastAsked($form->get('scope'));

            return $scope === null
                ? null
                : self::key($clientId, $scope, $this->resource($form));
        } catch (OAuthError) {
            return null;
        }
    }

    /** @throws OAuthError unauthorized_client, invalid_scope, invalid_target, temporarily_unavailable */
    public function answer(
        ClientSummary $client,
        #[\SensitiveParameter]
        Parameters $form,
        RequestResult $found,
    ): TokenResponse {
        if (!$client->isConfidential()) {
            throw OAuthError::unauthorizedClient('This grant type requires a confidential client');
        }
        $scope = $this->scopes->forClient($client, $form->get('scope'));
        $resource = $this->resource($form);
        // The key of the query is this key: it was computed from the scope and the resource that the request names.
        $key = $found->credentialsKey ?? self::key($client->clientId, $scope, $resource);
        // The client has authenticated, so the error discloses the user's state to nobody else.
        $login = $this->users->exists($client->actsAs ?? '') ? $client->actsAs : null;
        if ($login === null) {
            throw OAuthError::unauthorizedClient($client->actsAs === null
                ? 'The client acts as no user. Ask the administrator to choose the user whose rights its tokens have'
                : 'The user whom the client acts as does not exist. Ask the administrator to choose another user');
        }
        $authorization = $found->credentials($key);
        if ($authorization === null || !self::holds($authorization, $client)) {
            $authorization = $this->authorizations->findByCredentialsKey($key);
        }

        return new TokenResponse(
            $this->accessTokens->issue(
                $this->idOf($client, $login, $scope, $resource, $key, $authorization),
                $client->clientId,
                $client->clientId,
                $resource,
                $scope,
            ),
            $this->settings->seconds(Setting::AccessTokenTtl),
            $scope,
        );
    }

    /** @throws OAuthError invalid_target */
    private function resource(#[\SensitiveParameter] Parameters $form): string
    {
        return ResourceChoice::of($form->all('resource'), $this->settings->resources);
    }

    /**
     * The ID of the authorization for the new token: the existing one, extended if needed, or a new one.
     *
     * @throws OAuthError temporarily_unavailable when other requests keep changing the row
     */
    private function idOf(
        ClientSummary $client,
        string $login,
        Scope $scope,
        string $resource,
        string $key,
        ?CredentialsAuthorization $found,
    ): string {
        $needed = $this->accessTokens->expiry();
        for ($attempt = 1; ; ++$attempt) {
            if ($found === null || !self::holds($found, $client)) {
                $number = max(($found->number ?? -1) + 1, $client->epoch * CredentialsAuthorization::PER_EPOCH);
                $id = $this->insert($client, $login, $scope, $resource, $key, $number, $needed + self::SLACK);
                if ($id !== null) {
                    return $id;
                }
            } elseif (
                $found->expiresAt >= $needed + intdiv(self::SLACK, 2)
                || $this->authorizations->extend($found->id, $needed + self::SLACK)
            ) {
                return $found->id;
            }
            if ($attempt === self::ATTEMPTS) {
                throw OAuthError::temporarilyUnavailable('Another request is changing the authorization. Try again', 1);
            }
            $found = $this->authorizations->findByCredentialsKey($key);
        }
    }

    /** True when tokens may be issued under the authorization: not ended, and the client has the same epoch and user. */
    private static function holds(CredentialsAuthorization $found, ClientSummary $client): bool
    {
        return $found->endedAt === null
            && $found->clientEpoch === $client->epoch
            && $found->login === $client->actsAs;
    }

    /** Inserts an authorization and returns its ID; null when another request has inserted it first. */
    private function insert(
        ClientSummary $client,
        string $login,
        Scope $scope,
        string $resource,
        string $key,
        int $number,
        int $expiry,
    ): ?string {
        $id = $this->randomness->hex();
        try {
            $this->authorizations->insert(new AuthorizationRecord(
                id: $id,
                clientId: $client->clientId,
                login: $login,
                kind: AuthorizationKind::ClientCredentials,
                scope: $scope->value,
                resource: $resource,
                clientEpoch: $client->epoch,
                createdAt: $this->clock->now(),
                expiresAt: $expiry,
                credentialsKey: $key,
                credentialsNumber: $number,
            ));
        } catch (DuplicateKey) {
            return null;
        }
        $this->events->record(new Event('authorization.granted', [
            'client_id' => $client->clientId,
            'login' => $login,
            'authorization_id' => $id,
            'scope' => $scope->value,
        ]));

        return $id;
    }
}
