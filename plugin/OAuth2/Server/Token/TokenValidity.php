<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\ScopePolicy;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\BearerLookup;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Checks with one query that an access token is still valid: its authorization, client, user and signing key. */
final readonly class TokenValidity
{
    private ScopePolicy $scopes;

    public function __construct(private AuthorizationTable $authorizations, private Users $users, Settings $settings)
    {
        $this->scopes = new ScopePolicy($settings);
    }

    /**
     * Returns the authorization and the client as they are now. The token has the rights of the authorization's login, never
     * of its subject, because a client's ID may look like a user's login (RFC 9068 5).
     *
     * @param ?string $mark the name of a row of oauth2_meta to look for in the same query
     * @throws InvalidAccessToken when the authorization has ended, the token is revoked, its key is withdrawn, the client is
     *                            paused, deleted or changed in a way that ends its tokens, or the user does not exist
     * @throws StorageUnavailable
     */
    public function check(AccessTokenClaims $claims, ?string $mark = null): BearerLookup
    {
        $state = $this->authorizations->state($claims->authorizationId, $claims->jti, $claims->keyId, $mark);
        $client = $state?->client;
        if (
            $state === null || $client === null || $state->revoked
            || $state->endedAt !== null
            || !$client->active
            || $client->clientId !== $claims->clientId
            || $client->epoch !== $state->clientEpoch
            || !self::isWithin($claims, $state)
            || !$this->scopes->isAllowed($client, $claims->scope)
        ) {
            throw new InvalidAccessToken();
        }
        $right = $state->kind === AuthorizationKind::ClientCredentials
            ? $claims->subject === $client->clientId
                && $client->isConfidential()
                && $state->login === $client->actsAs
            : $claims->subject === $state->login;
        if (!$right || !GrantType::oneMakes($state->kind, $client) || !$this->users->exists($state->login)) {
            throw new InvalidAccessToken();
        }

        return $state;
    }

    private static function isWithin(AccessTokenClaims $claims, BearerLookup $state): bool
    {
        $granted = Scope::tryFrom($state->scope);

        return $granted !== null && $granted->covers($claims->scope) && $claims->audience === $state->resource;
    }
}
