<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Grant;

use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\ResourceChoice;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Token\RefreshToken;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\RequestResult;

/**
 * The authorization code grant: tokens for a code (RFC 6749 4.1.3, RFC 7636 4.6). A code works once. A repeated use is always
 * refused; it ends the authorization only if somebody else may hold the code, see {@see isTheft()}. A repetition with
 * another client, verifier or redirect URI changes nothing: otherwise anybody who sees a code in a log could end the
 * authorization (OAuth 2.1, 7.5.2).
 */
final readonly class AuthorizationCodeGrant extends Grant
{
    public static function type(): GrantType
    {
        return GrantType::AuthorizationCode;
    }

    /** Reads the authorization's ID, with which every code begins. */
    public function authorizationId(#[\SensitiveParameter] Parameters $form): ?string
    {
        $code = $form->get('code') ?? '';

        return preg_match('/^([0-9a-f]{32})\.[A-Za-z0-9_-]{43}$/D', $code, $match) === 1 ? $match[1] : null;
    }

    /**
     * Exchanges the code. A scope in the request is ignored, because the code has one already.
     *
     * @throws OAuthError invalid_request, invalid_grant, invalid_target
     */
    public function answer(
        ClientSummary $client,
        #[\SensitiveParameter]
        Parameters $form,
        RequestResult $found,
    ): TokenResponse {
        $code = $form->get('code') ?? throw OAuthError::invalidRequest('The parameter code is missing');
        $authorization = self::belonging($found->authorization(), $client, $code);
        self::checkVerifier($authorization, $form->get('code_verifier'));
        self::checkRedirectUri($authorization, $form->get('redirect_uri'));
        $this->checkResource($authorization, $form);
        if ($authorization->codeRedeemedAt !== null) {
            throw $this->replayed($authorization);
        }
        $now = $this->clock->now();
        $scope = Scope::tryFrom($authorization->scope);
        if (
            $scope === null || $authorization->codeExpiresAt <= $now || $authorization->endedAt !== null
            || !$this->scopes->isAllowed($client, $scope)
            || !$this->users->exists($authorization->login)
        ) {
            throw self::refused();
        }
        $refresh = $this->settings->offers(GrantType::RefreshToken) && GrantType::RefreshToken->isAllowedFor($client)
            ? RefreshToken::first($authorization->id, $this->randomness)
            : null;
        // Sign before the code is spent: if signing fails, the client can try again with the same code.
        $accessToken = $this->accessTokens->issue(
            $authorization->id,
            $client->clientId,
            $authorization->login,
            $authorization->resource,
            $scope,
        );
        $refreshExpiry = $refresh === null ? null : $now + $this->settings->seconds(Setting::RefreshTokenTtl);
        $redeemed = $this->authorizations->redeemCode(
            $authorization->id,
            oauth2_token_digest($code),
            $now,
            $refresh?->familyDigest(),
            $refresh?->digest(),
            $refreshExpiry,
            max($this->accessTokens->expiry(), $refreshExpiry ?? 0),
        );
        if (!$redeemed) {
            throw $this->replayed($authorization);
        }

        return new TokenResponse($accessToken, $this->settings->seconds(Setting::AccessTokenTtl), $scope, $refresh?->text);
    }

    /** Returns the authorization if it belongs to this code and this client. */
    private static function belonging(
        ?AuthorizationRecord $authorization,
        ClientSummary $client,
        #[\SensitiveParameter]
        string $code,
    ): AuthorizationRecord {
        if (
            $authorization?->codeDigest === null
            || !oauth2_secret_equals($authorization->codeDigest, oauth2_token_digest($code))
            || $authorization->clientId !== $client->clientId
            || $authorization->clientEpoch !== $client->epoch
        ) {
            throw self::refused();
        }

        return $authorization;
    }

    private static function checkVerifier(
        AuthorizationRecord $authorization,
        #[\SensitiveParameter]
        ?string $verifier,
    ): void {
        // A verifier without a challenge means that somebody removed the challenge (RFC 9700 4.8.2).
        $right = $authorization->codeChallenge === null
            ? $verifier === null
            : $verifier !== null && oauth2_pkce_verify($verifier, $authorization->codeChallenge);
        if (!$right) {
            throw OAuthError::invalidGrant('The code_verifier does not belong to the code');
        }
    }

    /** With PKCE the client may omit the URI, because the verifier serves the same purpose (OAuth 2.1, 10.2). */
    private static function checkRedirectUri(AuthorizationRecord $authorization, ?string $redirectUri): void
    {
        $right = $redirectUri === null
            ? $authorization->codeChallenge !== null || !$authorization->redirectUriSent
            : $redirectUri === $authorization->redirectUri;
        if (!$right) {
            throw OAuthError::invalidGrant('The redirect_uri is not the one of the authorization request');
        }
    }

    private function checkResource(AuthorizationRecord $authorization, #[\SensitiveParameter] Parameters $form): void
    {
        $known = $this->settings->resources;
        if (!\in_array($authorization->resource, $known, true)) {
            throw self::refused();
        }
        if (ResourceChoice::of($form->all('resource'), $known, $authorization->resource) !== $authorization->resource) {
            throw OAuthError::invalidTarget('The resource was not granted');
        }
    }

    /** Handles a repeated use of the code, and requests that lost a race for it. */
    private function replayed(AuthorizationRecord $authorization): OAuthError
    {
        // Read the row again: a code that has expired or was revoked in the meantime was not used twice.
        $row = $this->authorizations->find($authorization->id);
        if ($row?->codeRedeemedAt !== null) {
            $now = $this->clock->now();
            $this->events->record(new Event('code.replayed', [
                'client_id' => $row->clientId,
                'login' => $row->login,
                'authorization_id' => $row->id,
                'ended' => $this->isTheft($row, $row->codeRedeemedAt, $now)
                    && $this->authorizations->end($row->id, EndReason::CodeReuse->value, $now),
            ]));
        }

        return self::refused();
    }

    /**
     * Tells whether a repeated use ends the authorization. With a verifier, it usually comes from the client itself: a page
     * was reloaded, or a response was lost. The client may repeat the code within the grace period of refresh tokens, and
     * an expired code is worth nothing to a thief. Without a verifier, nothing tells a thief from the client.
     */
    private function isTheft(AuthorizationRecord $authorization, int $redeemedAt, int $now): bool
    {
        return $authorization->codeChallenge === null
            || ($now >= $redeemedAt + $this->settings->seconds(Setting::RefreshGrace) && $now < $authorization->codeExpiresAt);
    }

    private static function refused(): OAuthError
    {
        return OAuthError::invalidGrant('The code is unknown, expired, used, or not for this client');
    }
}
