<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Grant;

use Piwik\Plugins\OAuth2\Server\Client\ClientAuthenticator;
use Piwik\Plugins\OAuth2\Server\Client\PresentedCredentials;
use Piwik\Plugins\OAuth2\Server\Client\Throttle;
use Piwik\Plugins\OAuth2\Server\Http\OAuthForm;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\ScopePolicy;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\Token\AccessTokens;
use Piwik\Plugins\OAuth2\Server\Token\RefreshToken;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** The token endpoint (RFC 6749 3.2): authenticates the client and hands over to the grant that it asks for. */
final readonly class TokenEndpoint
{
    public function __construct(
        private Settings $settings,
        private ClientAuthenticator $authenticator,
        private Throttle $throttle,
        private ClientTable $clients,
        private AuthorizationTable $authorizations,
        private AccessTokens $accessTokens,
        private Users $users,
        private Clock $clock,
        private Randomness $randomness,
        private Events $events,
    ) {
    }

    /**
     * @throws OAuthError as RFC 6749 5.2
     * @throws StorageUnavailable
     */
    public function answer(Request $request): Response
    {
        $form = OAuthForm::read($request);
        $grantType = $form->get('grant_type')
            ?? throw OAuthError::invalidRequest('The parameter grant_type is missing');
        $offered = match ($grantType) {
            'authorization_code' => $this->settings->authorizationCode,
            'client_credentials' => $this->settings->clientCredentials,
            'refresh_token' => $this->settings->refreshToken,
            default => false,
        };
        if (!$offered) {
            throw OAuthError::unsupportedGrantType('The grant_type is not offered');
        }
        $given = PresentedCredentials::of($request, $form);
        $key = $grantType === 'client_credentials'
            ? ClientCredentialsGrant::likelyKey($given->clientId, $form, $this->settings->resources)
            : null;
        $authenticated = $this->authenticator->authenticate(
            $given,
            $request->remoteAddress,
            match ($grantType) {
                'authorization_code' => AuthorizationCodeGrant::authorizationId($form),
                'refresh_token' => RefreshToken::parse($form->get('refresh_token') ?? '')?->authorizationId,
                default => null,
            },
            $key,
            true,
        );
        $client = $authenticated->client;
        if (!$client->allowsGrant($grantType)) {
            throw OAuthError::unauthorizedClient('The client may not use this grant_type');
        }
        $this->throttle->requested($client->clientId, $request->remoteAddress);
        $state = $authenticated->state;
        $this->accessTokens->signWith($state->signingKey());
        $response = match ($grantType) {
            'authorization_code' => $this->grant(AuthorizationCodeGrant::class)
                ->redeem($client, $form, $state->authorization()),
            'client_credentials' => $this->grant(ClientCredentialsGrant::class)
                ->grant($client, $form, $key, $state->credentials()),
            default => $this->grant(RefreshTokenGrant::class)->refresh($client, $form, $state->authorization()),
        };
        $now = $this->clock->now();
        if (($client->lastUsedAt ?? 0) <= $now - ClientTable::TOUCH_INTERVAL) {
            $this->touch($client->clientId, $now);
        }

        return $response->toResponse();
    }

    /** The tokens are made, and one of their predecessors is spent: a note that cannot be written must not lose them. */
    private function touch(string $clientId, int $now): void
    {
        try {
            $this->clients->touch($clientId, $now);
        } catch (StorageUnavailable) {
            return;
        }
    }

    /**
     * @template T of Grant
     * @param class-string<T> $grant
     * @return T
     */
    private function grant(string $grant): Grant
    {
        return new $grant(
            $this->settings,
            new ScopePolicy($this->settings),
            $this->authorizations,
            $this->accessTokens,
            $this->users,
            $this->clock,
            $this->randomness,
            $this->events,
        );
    }
}
