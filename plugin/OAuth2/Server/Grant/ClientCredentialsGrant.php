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
 * Tokens for a client on its own account (RFC 6749 4.4). All tokens of one client, scope, owner and resource share one
 * row, so that issuing one writes nothing. The subject is the client id; whose rights the token uses, the client's
 * owner's, is read from the row at each call.
 */
final readonly class ClientCredentialsGrant extends Grant
{
    /** The row is kept this much longer than its last token, and moved when half of that is left: twice a day. */
    private const SLACK = 86400;

    /** How often the row may vanish or appear under a request's eyes before it gives up. */
    private const ATTEMPTS = 4;

    /** What all authorizations of a client for itself have in common that differ by its epoch and owner only. */
    public static function key(string $clientId, Scope $scope, string $resource): string
    {
        return oauth2_token_digest("$clientId\n$scope->value\n$resource");
    }

    public static function type(): GrantType
    {
        return GrantType::ClientCredentials;
    }

    /** Null when the request names no scope, because it then gets one that the client's row decides, or is in error. */
    public function credentialsKey(string $clientId, #[\SensitiveParameter] Parameters $form): ?string
    {
        try {
            $scope = ScopePolicy::asked($form->get('scope'));

            return $scope === null
                ? null
                : self::key($clientId, $scope, $this->resource($form));
        } catch (OAuthError) {
            return null;
        }
    }

    /** @throws OAuthError unauthorized_client, invalid_scope, invalid_target */
    public function answer(
        ClientSummary $client,
        #[\SensitiveParameter]
        Parameters $form,
        RequestResult $found,
    ): TokenResponse {
        if (!$client->isConfidential()) {
            throw OAuthError::unauthorizedClient('A public client has no account of its own');
        }
        $scope = $this->scopes->forClient($client, $form->get('scope'));
        $resource = $this->resource($form);
        $key = self::key($client->clientId, $scope, $resource);
        // Only who has proven to be this client comes here, so this tells nobody else which users there are.
        if (!$this->users->exists($client->ownerLogin)) {
            throw OAuthError::unauthorizedClient('The client has no owner any more that its tokens could act for');
        }
        $authorization = $found->credentials($key);
        if ($authorization === null || !self::holds($authorization, $client)) {
            $authorization = $this->authorizations->findByCredentialsKey($key);
        }

        return new TokenResponse(
            $this->accessTokens->issue(
                $this->idOf($client, $scope, $resource, $key, $authorization),
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

    /** The authorization that the token is made under: the one that was found, prolonged, or a new one. */
    private function idOf(
        ClientSummary $client,
        Scope $scope,
        string $resource,
        string $key,
        ?CredentialsAuthorization $found,
    ): string {
        $needed = $this->accessTokens->expiry();
        for ($attempt = 1; $attempt <= self::ATTEMPTS; ++$attempt) {
            if ($found === null || !self::holds($found, $client)) {
                $number = max(($found->number ?? -1) + 1, $client->epoch * CredentialsAuthorization::PER_EPOCH);
                $id = $this->insert($client, $scope, $resource, $key, $number, $needed + self::SLACK);
                if ($id !== null) {
                    return $id;
                }
            } elseif (
                $found->expiresAt >= $needed + intdiv(self::SLACK, 2)
                || $this->authorizations->extend($found->id, $needed + self::SLACK)
            ) {
                return $found->id;
            }
            $found = $attempt < self::ATTEMPTS ? $this->authorizations->findByCredentialsKey($key) : null;
        }
        throw OAuthError::temporarilyUnavailable('The authorization is being changed, try again', 1);
    }

    /** Whether tokens may be issued under it: it has not ended, neither by itself nor by a new secret or owner. */
    private static function holds(CredentialsAuthorization $found, ClientSummary $client): bool
    {
        return $found->endedAt === null
            && $found->clientEpoch === $client->epoch
            && $found->login === $client->ownerLogin;
    }

    /** null when another request made the row first. */
    private function insert(
        ClientSummary $client,
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
                login: $client->ownerLogin,
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
            'login' => $client->ownerLogin,
            'authorization_id' => $id,
            'scope' => $scope->value,
        ]));

        return $id;
    }
}
