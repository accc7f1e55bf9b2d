<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Grant;

use Piwik\Plugins\OAuth2\Server\Client\AuthenticatedRequest;
use Piwik\Plugins\OAuth2\Server\Client\ClientAuthenticator;
use Piwik\Plugins\OAuth2\Server\Client\PresentedCredentials;
use Piwik\Plugins\OAuth2\Server\Client\UnreadProxy;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\OAuthForm;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\Token\AccessTokens;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** The token endpoint (RFC 6749 3.2): authenticates the client and calls the grant that it asks for. */
final readonly class TokenEndpoint
{
    /** @param \Closure(): UnreadProxy $proxy called when the client's last use is recorded */
    public function __construct(
        private Settings $settings,
        private ClientAuthenticator $authenticator,
        private ClientTable $clients,
        private AccessTokens $accessTokens,
        private Grants $grants,
        private Clock $clock,
        private \Closure $proxy,
    ) {
    }

    /**
     * @throws OAuthError as RFC 6749 5.2
     * @throws StorageUnavailable
     */
    public function answer(Request $request): Response
    {
        $form = OAuthForm::read($request);
        $name = $form->get('grant_type')
            ?? throw OAuthError::invalidRequest('The parameter grant_type is missing. ' . $this->offered());
        $type = GrantType::tryFrom($name);
        if ($type === null || !$this->settings->offers($type)) {
            throw OAuthError::unsupportedGrantType('The grant_type is not offered. ' . $this->offered());
        }
        $given = PresentedCredentials::of($request, $form);
        $grant = $this->grants->of($type);
        $authenticated = $this->authenticator->authenticate(
            $given,
            $request->remoteAddress,
            $grant->authorizationId($form),
            $grant->credentialsKey($given->clientId, $form),
            true,
        );
        try {
            $response = $this->granted($grant, $type, $form, $authenticated);
        } catch (OAuthError $refusal) {
            $this->authenticator->noteUse($authenticated);
            throw $refusal;
        }
        $now = $this->clock->now();
        if (($authenticated->client->lastUsedAt ?? 0) <= $now - ClientTable::TOUCH_INTERVAL) {
            $this->touch($authenticated, $now, $request);
        } else {
            $this->authenticator->noteUse($authenticated);
        }

        return $response->toResponse();
    }

    /** @throws OAuthError unauthorized_client, and those of the grant */
    private function granted(
        Grant $grant,
        GrantType $type,
        #[\SensitiveParameter]
        Parameters $form,
        AuthenticatedRequest $authenticated,
    ): TokenResponse {
        if (!$type->isAllowedFor($authenticated->client)) {
            throw OAuthError::unauthorizedClient("The client may not use grant_type $type->value. Allowed grant types: "
                . implode(' ', array_column($this->allowed($authenticated->client), 'value')));
        }
        $this->accessTokens->signWith($authenticated->state->signingKey());

        return $grant->answer($authenticated->client, $form, $authenticated->state);
    }

    private function offered(): string
    {
        return 'Offered grant types: ' . implode(' ', array_column($this->settings->grantTypes, 'value'));
    }

    /** @return list<GrantType> */
    private function allowed(ClientSummary $client): array
    {
        return array_values(array_filter(
            $this->settings->grantTypes,
            static fn (GrantType $type): bool => $type->isAllowedFor($client),
        ));
    }

    /**
     * Records the last use of the client and of its secret in one statement. A failure here must not lose the tokens, whose
     * code or predecessor is spent.
     */
    private function touch(AuthenticatedRequest $authenticated, int $now, Request $request): void
    {
        $clientId = $authenticated->client->clientId;
        try {
            $this->clients->touch($clientId, $now, $authenticated->dueUse($now));
            ($this->proxy)()->note($request, $clientId);
        } catch (StorageUnavailable) {
            return;
        }
    }
}
