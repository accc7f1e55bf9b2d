<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

use Piwik\Plugins\OAuth2\Server\Client\ClientAuthenticator;
use Piwik\Plugins\OAuth2\Server\Client\PresentedCredentials;
use Piwik\Plugins\OAuth2\Server\Http\OAuthForm;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The introspection endpoint (RFC 7662). Confidential clients ask about their own tokens; the response about any other token
 * is {"active":false} without further members.
 */
final readonly class IntrospectionEndpoint
{
    public function __construct(
        private Settings $settings,
        private ClientAuthenticator $authenticator,
        private AccessTokens $accessTokens,
        private TokenValidity $state,
        private RefreshTokenValidity $refreshTokens,
    ) {
    }

    /**
     * @throws OAuthError invalid_client (for public clients too), invalid_request
     * @throws StorageUnavailable
     */
    public function answer(Request $request): Response
    {
        $form = OAuthForm::read($request);
        $refresh = RefreshToken::parse($form->get(OAuthForm::TOKEN) ?? '');
        $given = PresentedCredentials::of($request, $form);
        $authenticated = $this->authenticator->authenticate(
            $given,
            $request->remoteAddress,
            $refresh?->authorizationId,
        );
        $this->authenticator->noteUse($authenticated);
        $client = $authenticated->client;
        if (!$client->isConfidential()) {
            throw $given->failure('Introspection needs a client with a secret');
        }
        $token = $form->get(OAuthForm::TOKEN) ?? throw OAuthError::invalidRequest('The parameter token is missing');
        $members = $refresh === null
            ? $this->accessToken($token, $client)
            : $this->refreshToken($refresh, $authenticated->state->authorization(), $client);

        return Response::json(200, $members ?? ['active' => false], Response::NO_STORE);
    }

    /** @return ?array<string, bool|int|string> null: inactive */
    private function accessToken(#[\SensitiveParameter] string $token, ClientSummary $client): ?array
    {
        try {
            $claims = $this->accessTokens->verify($token, $this->settings->resources);
            if ($claims->clientId !== $client->clientId) {
                return null;
            }
            $login = $this->state->check($claims)->login;
        } catch (InvalidAccessToken) {
            return null;
        }

        return [
            'active' => true,
            'scope' => $claims->scope->value,
            'client_id' => $claims->clientId,
            'username' => $login,
            'token_type' => 'Bearer',
            'exp' => $claims->expiresAt,
            'iat' => $claims->issuedAt,
            'sub' => $claims->subject,
            'aud' => $claims->audience,
            'iss' => $this->settings->issuer,
            'jti' => $claims->jti,
        ];
    }

    /** @return ?array<string, bool|int|string> null: inactive */
    private function refreshToken(
        #[\SensitiveParameter]
        RefreshToken $token,
        ?AuthorizationRecord $authorization,
        ClientSummary $client,
    ): ?array {
        if (
            $authorization?->refreshDigest === null
            || !oauth2_secret_equals($authorization->refreshDigest, $token->digest())
            || $this->refreshTokens->scope($authorization, $client) === null
        ) {
            return null;
        }

        return [
            'active' => true,
            'scope' => $authorization->scope,
            'client_id' => $authorization->clientId,
            'username' => $authorization->login,
            'exp' => $authorization->refreshExpiresAt ?? 0,
            'iat' => $authorization->rotatedAt ?? $authorization->codeRedeemedAt ?? $authorization->createdAt,
            'sub' => $authorization->login,
            'aud' => $authorization->resource,
            'iss' => $this->settings->issuer,
        ];
    }
}
