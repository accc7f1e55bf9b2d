<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\ScopePolicy;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;

/** Checks whether an authorization's newest refresh token can be used, for the refresh grant and for introspection. */
final readonly class RefreshTokenValidity
{
    private ScopePolicy $scopes;

    public function __construct(private Settings $settings, private Users $users, private Clock $clock)
    {
        $this->scopes = new ScopePolicy($settings);
    }

    /** Returns the scope that the client may refresh to; null if the token cannot be used. */
    public function scope(AuthorizationRecord $authorization, ClientSummary $client): ?Scope
    {
        $granted = Scope::tryFrom($authorization->scope);
        $usable = $granted !== null
            && $authorization->clientId === $client->clientId
            && $authorization->clientEpoch === $client->epoch
            && $authorization->endedAt === null
            && ($authorization->refreshExpiresAt ?? 0) > $this->clock->now()
            && $this->settings->offers(GrantType::RefreshToken)
            && GrantType::RefreshToken->isAllowedFor($client)
            && $this->scopes->isAllowed($client, $granted)
            && \in_array($authorization->resource, $this->settings->resources, true)
            && $this->users->exists($authorization->login);

        return $usable ? $granted : null;
    }
}
