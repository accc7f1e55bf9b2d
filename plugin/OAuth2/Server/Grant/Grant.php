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
 * The base class of the grants of the token endpoint (RFC 6749 4). To add a grant, add its grant type to {@see GrantType}
 * and its class to {@see Grants}. The token endpoint first asks the grant for the keys of the rows that it needs, reads
 * them in the same query as the client, authenticates the client, and then calls answer().
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

    /** The grant type that the class implements. */
    abstract public static function type(): GrantType;

    /** The ID of the authorization in the request's code or token, for {@see RequestQuery}; null when there is none. */
    public function authorizationId(#[\SensitiveParameter] Parameters $form): ?string
    {
        return null;
    }

    /**
     * The credentials key of the authorization that the grant will probably need, for {@see RequestQuery}; null when it
     * depends on the client's row or the grant needs none.
     */
    public function credentialsKey(string $clientId, #[\SensitiveParameter] Parameters $form): ?string
    {
        return null;
    }

    /**
     * Issues the tokens.
     *
     * @param ClientSummary $client the authenticated client, which may use this grant type
     * @param RequestResult $found the rows that the request's query has read, with those that this grant asked for
     * @throws OAuthError with the codes of RFC 6749 5.2
     * @throws StorageUnavailable
     */
    abstract public function answer(
        ClientSummary $client,
        #[\SensitiveParameter]
        Parameters $form,
        RequestResult $found,
    ): TokenResponse;
}
