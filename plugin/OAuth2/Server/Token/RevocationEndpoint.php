<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

use Piwik\Plugins\OAuth2\Server\Client\ClientAuthenticator;
use Piwik\Plugins\OAuth2\Server\Client\PresentedCredentials;
use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\Http\OAuthForm;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The revocation endpoint (RFC 7009). Revoking any refresh token of a family ends the whole authorization; revoking an access
 * token ends that token only. The form of a token shows its type, so token_type_hint is not needed.
 */
final readonly class RevocationEndpoint
{
    public function __construct(
        private Settings $settings,
        private ClientAuthenticator $authenticator,
        private AuthorizationTable $authorizations,
        private RevokedTokenTable $revoked,
        private AccessTokens $accessTokens,
        private Clock $clock,
        private Events $events,
    ) {
    }

    /**
     * Revokes a token. The response is 200, even if the token is unknown, expired or malformed (RFC 7009 2.2). Its body is an
     * empty JSON object, because some clients parse every response and fail without one.
     *
     * @throws OAuthError invalid_client, invalid_request; invalid_grant for another client's token (RFC 7009 2.1)
     * @throws StorageUnavailable
     */
    public function answer(Request $request): Response
    {
        $form = OAuthForm::read($request);
        $refresh = RefreshToken::parse($form->get(OAuthForm::TOKEN) ?? '');
        $authenticated = $this->authenticator->authenticate(
            PresentedCredentials::of($request, $form),
            $request->remoteAddress,
            $refresh?->authorizationId,
        );
        $this->authenticator->noteUse($authenticated);
        $client = $authenticated->client;
        $token = $form->get(OAuthForm::TOKEN) ?? throw OAuthError::invalidRequest('The parameter token is missing');
        if ($refresh !== null) {
            $this->revokeFamily($refresh, $authenticated->state->authorization(), $client);
        } else {
            $this->revokeAccessToken($token, $client);
        }

        return Response::json(200, [], Response::NO_STORE);
    }

    private function revokeFamily(
        #[\SensitiveParameter]
        RefreshToken $token,
        ?AuthorizationRecord $authorization,
        ClientSummary $client,
    ): void {
        if (
            $authorization?->familyDigest === null
            || !oauth2_secret_equals($authorization->familyDigest, $token->familyDigest())
        ) {
            return;
        }
        if ($authorization->clientId !== $client->clientId) {
            throw self::foreign();
        }
        $now = $this->clock->now();
        if ($authorization->clientEpoch !== $client->epoch || $authorization->expiresAt <= $now) {
            // Nothing of the authorization works any more, so an event about its end would be false.
            return;
        }
        if ($this->authorizations->end($authorization->id, EndReason::App->value, $now)) {
            $this->events->record(new Event('authorization.revoked', [
                'client_id' => $authorization->clientId,
                'login' => $authorization->login,
                'authorization_id' => $authorization->id,
                'reason' => EndReason::App->value,
            ]));
        }
    }

    private function revokeAccessToken(#[\SensitiveParameter] string $token, ClientSummary $client): void
    {
        try {
            $claims = $this->accessTokens->verify($token, $this->settings->resources);
        } catch (InvalidAccessToken) {
            return;
        }
        if ($claims->clientId !== $client->clientId) {
            throw self::foreign();
        }
        // A machine whose clock is ahead must not remove the row while the token is valid on another one.
        $this->revoked->add($claims->jti, $claims->expiresAt + AccessTokens::CLOCK_SKEW);
    }

    private static function foreign(): OAuthError
    {
        return OAuthError::invalidGrant('The token was issued to another client');
    }
}
