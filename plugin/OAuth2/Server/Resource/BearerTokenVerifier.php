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
 * The resource server's side: a bearer token in the Authorization header, and nowhere else (RFC 6750 2.1). The
 * signature comes first, so that a stranger's token costs no query; then one query tells whether it still holds.
 */
final readonly class BearerTokenVerifier
{
    /** As long as the longest token that the extension verifies. */
    private const MAX_TOKEN = 16384;

    /** @param \Closure(StorageUnavailable): void $unavailable is told what 503 is answered for */
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
     * Whether a credential of the Authorization header is meant as one of our tokens: three parts. Where the header is
     * shared with other credentials, such a one must be accepted or refused here and never passed on.
     */
    public static function looksLikeOurs(#[\SensitiveParameter] string $credential): bool
    {
        return substr_count($credential, '.') === 2;
    }

    /**
     * @param non-empty-list<string> $audiences identifiers of this resource; the token has to be for one of them. The
     *                                          first names the metadata in the challenge
     * @throws BearerError
     */
    public function authenticate(Request $request, array $audiences): AccessToken
    {
        try {
            $claims = $this->accessTokens->verify($this->token($request, $audiences[0]), $audiences);
            $state = $this->state->check($claims);
        } catch (InvalidAccessToken $invalid) {
            throw $this->error(401, 'invalid_token', $invalid->getMessage(), $audiences[0]);
        } catch (StorageUnavailable $failure) {
            ($this->unavailable)($failure);
            throw new BearerError(503, 'temporarily_unavailable', 'The storage does not answer', null);
        }
        $this->touch($state);

        return new AccessToken(
            $state->login,
            $claims->clientId,
            $claims->scope,
            $claims->authorizationId,
            $claims->jti,
            $claims->expiresAt,
        );
    }

    /**
     * What to answer when the token is good but its scope doesn't reach (RFC 6750 3.1).
     *
     * @param ?string $resource which of the configured resources was called; null: the default one
     */
    public function insufficientScope(Scope $needed, ?string $resource = null): BearerError
    {
        return $this->error(
            403,
            'insufficient_scope',
            'The call needs a token of more scope',
            $resource,
            $needed,
        );
    }

    /** The token of the header, whatever is in it. */
    private function token(Request $request, string $resource): string
    {
        if (preg_match('/(?:^|&)access_token(?:=|&|$)/D', $request->rawQuery) === 1) {
            throw $this->error(400, 'invalid_request', 'Tokens are accepted in the header only', $resource);
        }
        if ($request->isForm() && preg_match('/(?:^|&)access_token(?:=|&|$)/D', $request->body) === 1) {
            throw $this->error(400, 'invalid_request', 'Tokens are accepted in the header only', $resource);
        }
        if ($request->headerRepeated('authorization')) {
            throw $this->error(400, 'invalid_request', 'The Authorization header is repeated', $resource);
        }
        $token = $request->credentials('bearer');
        if ($token === null) {
            throw $this->error(401, null, 'A bearer token is needed', $resource);
        }
        if (\strlen($token) > self::MAX_TOKEN || preg_match('~^[A-Za-z0-9._\~+/-]+=*$~D', $token) !== 1) {
            throw $this->error(400, 'invalid_request', 'The Authorization header holds no bearer token', $resource);
        }

        return $token;
    }

    /** Written rarely, and not worth failing a call for. */
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
