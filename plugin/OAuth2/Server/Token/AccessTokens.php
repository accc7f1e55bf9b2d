<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

use OAuth2\InvalidTokenException;
use Piwik\Plugins\OAuth2\Server\Keys\KeyRing;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Access tokens as JWTs (RFC 9068): made here, and their signature and claims checked here. */
final readonly class AccessTokens
{
    private const TYPE = 'at+jwt';

    private const REQUIRED = ['iss', 'aud', 'sub', 'client_id', 'iat', 'exp', 'jti', 'scope', 'auth_id'];

    /** How many seconds the clock of another machine of this installation may be ahead. */
    public const CLOCK_SKEW = 60;

    public function __construct(
        private KeyRing $keys,
        private Settings $settings,
        private Clock $clock,
        private Randomness $randomness,
    ) {
    }

    /**
     * @param string $subject the user's login, or the client id for a client on its own account (RFC 9068 2.2)
     * @param string $audience the protected resource (RFC 8707)
     * @throws StorageUnavailable
     */
    public function issue(
        string $authorizationId,
        string $clientId,
        string $subject,
        string $audience,
        Scope $scope,
    ): string {
        $now = $this->clock->now();

        return oauth2_jwt_sign(
            [
                'iss' => $this->settings->issuer,
                'aud' => $audience,
                'sub' => $subject,
                'client_id' => $clientId,
                'iat' => $now,
                'exp' => $now + $this->settings->accessTokenTtl,
                'jti' => $this->randomness->hex(),
                'scope' => $scope->value,
                'auth_id' => $authorizationId,
            ],
            $this->keys->signingKey(),
            ['typ' => self::TYPE],
        );
    }

    /** The key that signs, sealed, when a query has brought it along; null when it has not. */
    public function signWith(#[\SensitiveParameter] ?string $sealedKey): void
    {
        $this->keys->signWith($sealedKey);
    }

    /** When a token issued now expires, in unix seconds. */
    public function expiry(): int
    {
        return $this->clock->now() + $this->settings->accessTokenTtl;
    }

    /**
     * Verifies signature, type, issuer, audience and life (RFC 9068 4). Nothing is asked of the database but a key
     * that the cache doesn't know; whether the token has been revoked is another question.
     *
     * @param list<string> $audiences one of them has to be the token's
     * @throws InvalidAccessToken
     * @throws StorageUnavailable
     */
    public function verify(#[\SensitiveParameter] string $jwt, array $audiences): AccessTokenClaims
    {
        try {
            $keyId = oauth2_jwt_decode_unverified($jwt)['header']['kid'] ?? null;
            $key = \is_string($keyId) ? $this->keys->verificationKey($keyId) : null;
            if ($key === null) {
                throw new InvalidAccessToken();
            }

            $now = $this->clock->now();
            $claims = AccessTokenClaims::of(oauth2_jwt_verify($jwt, $key, [
                'type' => self::TYPE,
                'issuer' => $this->settings->issuer,
                'audience' => $audiences,
                'require' => self::REQUIRED,
                'leeway' => self::CLOCK_SKEW,
                'now' => $now,
            ]));
            if ($claims->expiresAt <= $now) {
                // To the second: what is kept about a token, such as its revocation, goes when it expires.
                throw new InvalidAccessToken(true);
            }

            return $claims;
        } catch (InvalidTokenException $invalid) {
            throw new InvalidAccessToken($invalid->reason === 'expired');
        }
    }
}
