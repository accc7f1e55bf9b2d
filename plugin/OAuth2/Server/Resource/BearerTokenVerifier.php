<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Resource;

use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Metadata\ResourceMetadata;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\Token\AccessTokens;
use Piwik\Plugins\OAuth2\Server\Token\InvalidAccessToken;
use Piwik\Plugins\OAuth2\Server\Token\TokenValidity;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\BearerLookup;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Verifies bearer tokens for a protected resource. It accepts tokens in the Authorization header only (RFC 6750 2.1). It
 * verifies the signature first, so that a forged token costs no query; one query then checks that the token is still valid.
 */
final readonly class BearerTokenVerifier
{
    /** The maximum length of a token in bytes, which is the extension's limit as well. */
    private const MAX_TOKEN = 16384;

    /** @param \Closure(StorageUnavailable): void $unavailable receives the cause of each 503 */
    public function __construct(
        private Settings $settings,
        private AccessTokens $accessTokens,
        private TokenValidity $state,
        private AuthorizationTable $authorizations,
        private ClientTable $clients,
        private Clock $clock,
        private \Closure $unavailable,
    ) {
    }

    /**
     * True when a bearer credential has the form of this server's access tokens: three parts with dots between them. A
     * resource that accepts other credentials as well must have such a one accepted or refused here, and never by others.
     */
    public static function looksLikeOurs(#[\SensitiveParameter] string $credential): bool
    {
        return substr_count($credential, '.') === 2;
    }

    /**
     * Verifies the token of a request.
     *
     * @param non-empty-list<string> $audiences the identifiers of this resource; the token must be for one of them. The
     *                                          challenge names the metadata of the first
     * @param ?string $mark the name of a row of oauth2_meta without which the resource accepts no token; the query that checks
     *                      the token looks for it
     * @throws BearerError 400 for a malformed request, 401 without a valid token, 503 when storage is unavailable
     */
    public function authenticate(Request $request, array $audiences, ?string $mark = null): AccessToken
    {
        try {
            $claims = $this->accessTokens->verify($this->token($request, $audiences[0]), $audiences);
            $state = $this->state->check($claims, $mark);
        } catch (InvalidAccessToken $invalid) {
            throw $this->error(401, 'invalid_token', $invalid->getMessage(), $audiences[0]);
        } catch (StorageUnavailable $failure) {
            ($this->unavailable)($failure);
            throw BearerError::unavailable();
        }
        $this->touch($state);

        return new AccessToken(
            $state->login,
            $claims->clientId,
            $claims->scope,
            $claims->authorizationId,
            $claims->jti,
            $claims->expiresAt,
            $state->marked,
        );
    }

    /**
     * The error for a valid token whose scope is too low for the call (RFC 6750 3.1).
     *
     * @param Scope $needed the scope that the call requires
     * @param ?string $resource the configured resource that was called; null: the default one
     */
    public function insufficientScope(Scope $needed, ?string $resource = null): BearerError
    {
        return $this->error(
            403,
            'insufficient_scope',
            "This call requires a token with the scope $needed->value",
            $resource,
            $needed,
        );
    }

    /**
     * The token in the Authorization header, not verified yet.
     *
     * @throws BearerError 400 or 401
     */
    private function token(Request $request, string $resource): string
    {
        $place = match (true) {
            preg_match('/(?:^|&)access_token=[^&]/', $request->rawQuery) === 1 => 'URL',
            $request->isForm() && preg_match('/(?:^|&)access_token=[^&]/', $request->body) === 1 => 'body',
            default => null,
        };
        if ($place !== null) {
            $description = "Send the access token in the Authorization header, not in the $place";
            throw $this->error(400, 'invalid_request', $description, $resource);
        }
        if ($request->headerRepeated('authorization')) {
            throw $this->error(400, 'invalid_request', 'The Authorization header is repeated. Send it once', $resource);
        }
        $token = $request->credentials('bearer');
        if ($token === null) {
            throw $this->error(401, null, 'Send an access token in the Authorization header (scheme Bearer)', $resource);
        }
        if (\strlen($token) > self::MAX_TOKEN || preg_match('~^[A-Za-z0-9._\~+/-]+=*$~D', $token) !== 1) {
            $description = 'The bearer token in the Authorization header is malformed';
            throw $this->error(400, 'invalid_request', $description, $resource);
        }

        return $token;
    }

    /** Updates the times of last use at most once in each interval. Their loss is no reason to refuse the call. */
    private function touch(BearerLookup $state): void
    {
        $now = $this->clock->now();
        try {
            if (($state->lastUsedAt ?? 0) <= $now - AuthorizationTable::TOUCH_INTERVAL) {
                $this->authorizations->touch($state->authorizationId, $now);
            }
            if ($state->client !== null && ($state->client->lastUsedAt ?? 0) <= $now - ClientTable::TOUCH_INTERVAL) {
                $this->clients->touch($state->client->clientId, $now);
            }
        } catch (StorageUnavailable) {
            return;
        }
    }

    private function error(
        int $status,
        ?string $error,
        string $description,
        ?string $resource,
        Scope $scope = Scope::Read,
    ): BearerError {
        return new BearerError($status, $error, $description, Challenge::bearer(
            $scope->value,
            $error,
            $description,
            ResourceMetadata::url($this->settings, $resource ?? $this->settings->resources[0]),
        ));
    }
}
