<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Grant;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\ScopePolicy;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\Token\AccessTokens;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\RequestQuery;
use Piwik\Plugins\OAuth2\Storage\RequestResult;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * A grant of the token endpoint (RFC 6749 4): what it needs to know before the client has authenticated, and how it
 * answers once the client has. Its grant type is in {@see GrantType}, its class in {@see Grants}.
 */
abstract readonly class Grant
{
    final public function __construct(
        protected Settings $settings,
        protected ScopePolicy $scopes,
        protected AuthorizationTable $authorizations,
        protected AccessTokens $accessTokens,
        protected Users $users,
        protected Clock $clock,
        protected Randomness $randomness,
        protected Events $events,
    ) {
    }

    abstract public static function type(): GrantType;

    /** The authorization that the request names, for {@see RequestQuery}; null when it names none. */
    public function authorizationId(#[\SensitiveParameter] Parameters $form): ?string
    {
        return null;
    }

    /**
     * The credentials key of the authorization that the request is most likely about, for {@see RequestQuery}; null
     * when only the client's row can tell.
     */
    public function credentialsKey(string $clientId, #[\SensitiveParameter] Parameters $form): ?string
    {
        return null;
    }

    /**
     * @param ClientSummary $client has authenticated and may use this grant type
     * @param RequestResult $found what the request's query has read, with the rows that this grant asked for
     * @throws OAuthError as RFC 6749 5.2
     * @throws StorageUnavailable
     */
    abstract public function answer(
        ClientSummary $client,
        #[\SensitiveParameter]
        Parameters $form,
        RequestResult $found,
    ): TokenResponse;
}
