<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Grant;

use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\OAuthForm;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\ResourceChoice;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Token\RefreshToken;
use Piwik\Plugins\OAuth2\Server\Token\RefreshTokenValidity;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\RequestResult;

/**
 * The refresh token grant: tokens for a refresh token (RFC 6749 6), which is replaced at each use (RFC 9700 4.14.2). A retry
 * with the newest predecessor within the grace period gets the same successor again, because a response may be lost and two
 * tabs may refresh at once. Storage holds the successor sealed under a key that only the holder of the predecessor has. Any
 * other use of a spent token of the family means that two parties hold it, and ends the authorization.
 */
final readonly class RefreshTokenGrant extends Grant
{
    public static function type(): GrantType
    {
        return GrantType::RefreshToken;
    }

    public function authorizationId(#[\SensitiveParameter] Parameters $form): ?string
    {
        return RefreshToken::parse($form->get(OAuthForm::REFRESH_TOKEN) ?? '')?->authorizationId;
    }

    /** @throws OAuthError invalid_request, invalid_grant, invalid_scope, invalid_target */
    public function answer(
        ClientSummary $client,
        #[\SensitiveParameter]
        Parameters $form,
        RequestResult $found,
    ): TokenResponse {
        $presented = RefreshToken::parse(
            $form->get(OAuthForm::REFRESH_TOKEN)
                ?? throw OAuthError::invalidRequest('The parameter ' . OAuthForm::REFRESH_TOKEN . ' is missing'),
        );
        $authorization = $found->authorization();
        if ($presented === null || $authorization === null || !self::belongs($presented, $authorization, $client)) {
            throw self::refused();
        }
        $digest = $presented->digest();
        if ($this->isNewest($digest, $authorization)) {
            $answer = $this->rotate($presented, $authorization, $client, $form);
            if ($answer !== null) {
                return $answer;
            }
            // Another request was faster, or the token has just expired. An expired token was not used twice.
            $authorization = $this->authorizations->find($authorization->id);
            if (
                $authorization === null || !self::belongs($presented, $authorization, $client)
                || $this->isNewest($digest, $authorization)
            ) {
                throw self::refused();
            }
        }
        $sealed = $this->sealedSuccessor($digest, $authorization);
        if ($sealed !== null) {
            return $this->repeat($presented, $sealed, $authorization, $client, $form);
        }
        throw $this->reused($authorization);
    }

    /** Tells whether the token is of this client's family and the authorization has not ended. If not, nothing may change. */
    private static function belongs(
        #[\SensitiveParameter]
        RefreshToken $presented,
        AuthorizationRecord $authorization,
        ClientSummary $client,
    ): bool {
        return $authorization->familyDigest !== null
            && oauth2_secret_equals($authorization->familyDigest, $presented->familyDigest())
            && $authorization->clientId === $client->clientId
            && $authorization->clientEpoch === $client->epoch
            && $authorization->endedAt === null;
    }

    private function isNewest(#[\SensitiveParameter] string $digest, AuthorizationRecord $authorization): bool
    {
        return $authorization->refreshDigest !== null
            && oauth2_secret_equals($authorization->refreshDigest, $digest);
    }

    /** Returns the sealed successor if this token is the newest predecessor and the grace period has not ended. */
    private function sealedSuccessor(#[\SensitiveParameter] string $digest, AuthorizationRecord $authorization): ?string
    {
        $within = $authorization->rotatedAt !== null
            && $this->clock->now() < $authorization->rotatedAt + $this->settings->seconds(Setting::RefreshGrace);

        return $within && $authorization->previousDigest !== null
            && oauth2_secret_equals($authorization->previousDigest, $digest)
            ? $authorization->successorSealed
            : null;
    }

    /** Replaces the token; null if another request did so first, or the token has just expired. */
    private function rotate(
        #[\SensitiveParameter]
        RefreshToken $presented,
        AuthorizationRecord $authorization,
        ClientSummary $client,
        #[\SensitiveParameter]
        Parameters $form,
    ): ?TokenResponse {
        $scope = $this->check($authorization, $client, $form);
        $successor = $presented->successor($this->randomness);
        // Sign before the token is spent: if signing fails, the client can try again with the same token.
        $accessToken = $this->issue($authorization, $client, $scope);
        $now = $this->clock->now();
        $refreshExpiry = $now + $this->settings->seconds(Setting::RefreshTokenTtl);
        $rotated = $this->authorizations->rotate(
            $authorization->id,
            $presented->digest(),
            $successor->digest(),
            $this->settings->seconds(Setting::RefreshGrace) > 0 ? $successor->sealedUnder($presented) : null,
            $now,
            $refreshExpiry,
            max($refreshExpiry, $this->accessTokens->expiry(), $authorization->expiresAt),
        );

        return $rotated
            ? new TokenResponse($accessToken, $this->settings->seconds(Setting::AccessTokenTtl), $scope, $successor->text)
            : null;
    }

    private function repeat(
        #[\SensitiveParameter]
        RefreshToken $presented,
        #[\SensitiveParameter]
        string $sealed,
        AuthorizationRecord $authorization,
        ClientSummary $client,
        #[\SensitiveParameter]
        Parameters $form,
    ): TokenResponse {
        $scope = $this->check($authorization, $client, $form);
        $accessToken = $this->issue($authorization, $client, $scope);
        if ($authorization->expiresAt < $this->accessTokens->expiry()) {
            $this->authorizations->extend($authorization->id, $this->accessTokens->expiry());
        }

        return new TokenResponse(
            $accessToken,
            $this->settings->seconds(Setting::AccessTokenTtl),
            $scope,
            $presented->open($sealed),
        );
    }

    /** Checks lifetime, user, scope and resource. A refusal here changes nothing about the family. */
    private function check(
        AuthorizationRecord $authorization,
        ClientSummary $client,
        #[\SensitiveParameter]
        Parameters $form,
    ): Scope {
        $granted = (new RefreshTokenValidity($this->settings, $this->users, $this->clock))->scope($authorization, $client)
            ?? throw self::refused();
        $known = $this->settings->resources;
        if (ResourceChoice::of($form->all('resource'), $known, $authorization->resource) !== $authorization->resource) {
            throw OAuthError::invalidTarget('The resource was not granted');
        }

        return $this->scopes->refreshed($client, $granted, $authorization->askedScope, $form->get('scope'));
    }

    private function issue(AuthorizationRecord $authorization, ClientSummary $client, Scope $scope): string
    {
        return $this->accessTokens->issue(
            $authorization->id,
            $client->clientId,
            $authorization->login,
            $authorization->resource,
            $scope,
        );
    }

    private function reused(AuthorizationRecord $authorization): OAuthError
    {
        if ($this->authorizations->end($authorization->id, EndReason::RefreshTokenReuse->value, $this->clock->now())) {
            $this->events->record(new Event('refresh.reused', [
                'client_id' => $authorization->clientId,
                'login' => $authorization->login,
                'authorization_id' => $authorization->id,
            ]));
        }

        return self::refused();
    }

    private static function refused(): OAuthError
    {
        return OAuthError::invalidGrant('The refresh token is unknown, expired, used, revoked, or not for this client');
    }
}
