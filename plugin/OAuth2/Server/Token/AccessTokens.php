<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

use OAuth2\CryptoException;
use OAuth2\InvalidTokenException;
use OAuth2\Key;
use Piwik\Plugins\OAuth2\Server\Keys\PublishedKeys;
use Piwik\Plugins\OAuth2\Server\Keys\SigningKey;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Issues and verifies access tokens, which are JWTs (RFC 9068). */
final readonly class AccessTokens
{
    private const TYPE = 'at+jwt';

    private const REQUIRED = ['iss', 'aud', 'sub', 'client_id', 'iat', 'exp', 'jti', 'scope', 'auth_id'];

    /** The extension's reason for refusing a token that no given key has signed. */
    private const UNKNOWN_KEY = 'key';

    /** The number of seconds that a client waits if the signing key cannot be opened: an administrator has to act first. */
    private const KEY_RETRY_AFTER = 60;

    /** The number of seconds that the clock of another machine of this installation may be ahead. */
    public const CLOCK_SKEW = 60;

    public function __construct(
        private SigningKey $signing,
        private PublishedKeys $published,
        private Settings $settings,
        private Clock $clock,
        private Randomness $randomness,
        private Events $events,
    ) {
    }

    /**
     * @param string $subject the user's login, or the client id for a client on its own account (RFC 9068 2.2)
     * @param string $audience the protected resource (RFC 8707)
     * @throws OAuthError temporarily_unavailable when the signing key cannot be opened, until an administrator acts
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
                'exp' => $now + $this->settings->seconds(Setting::AccessTokenTtl),
                'jti' => $this->randomness->hex(),
                'scope' => $scope->value,
                'auth_id' => $authorizationId,
            ],
            $this->signingKey(),
            ['typ' => self::TYPE],
        );
    }

    private function signingKey(): Key
    {
        try {
            return $this->signing->key();
        } catch (CryptoException) {
            $this->events->record(new Event('keys.unreadable'));
            throw OAuthError::temporarilyUnavailable('The signing key cannot be opened', self::KEY_RETRY_AFTER);
        }
    }

    /** Takes the sealed signing key that the request's query has read; null if it has read none. */
    public function signWith(#[\SensitiveParameter] ?string $sealedKey): void
    {
        $this->signing->use($sealedKey);
    }

    /** Returns when a token issued now expires, in Unix seconds. */
    public function expiry(): int
    {
        return $this->clock->now() + $this->settings->seconds(Setting::AccessTokenTtl);
    }

    /**
     * Verifies signature, type, issuer, audience and lifetime (RFC 9068 4). It queries the database only for a key that is not
     * in the cache. {@see TokenValidity} checks whether the token has been revoked.
     *
     * @param list<string> $audiences the token must be for one of them
     * @throws InvalidAccessToken
     * @throws StorageUnavailable
     */
    public function verify(#[\SensitiveParameter] string $jwt, array $audiences): AccessTokenClaims
    {
        $now = $this->clock->now();
        try {
            $claims = $this->verifiedClaims($jwt, [
                'type' => self::TYPE,
                'issuer' => $this->settings->issuer,
                'audience' => $audiences,
                'require' => self::REQUIRED,
                'leeway' => self::CLOCK_SKEW,
                'now' => $now,
            ]);
        } catch (InvalidTokenException $invalid) {
            throw new InvalidAccessToken($invalid->reason === 'expired');
        }
        if ($claims->expiresAt <= $now) {
            // Without leeway: the row of a token's revocation is removed when the token expires.
            throw new InvalidAccessToken(true);
        }

        return $claims;
    }

    /**
     * Tries one key after the other, because a retired key verifies less than the others; the claims name the key that fits.
     *
     * @param array<string, mixed> $expect
     * @throws InvalidTokenException
     * @throws InvalidAccessToken
     * @throws StorageUnavailable
     */
    private function verifiedClaims(#[\SensitiveParameter] string $jwt, array $expect): AccessTokenClaims
    {
        foreach ($this->published->all() as $published) {
            try {
                $claims = AccessTokenClaims::of(oauth2_jwt_verify($jwt, $published->keys, $expect), $published->id);
            } catch (InvalidTokenException $invalid) {
                if ($invalid->reason !== self::UNKNOWN_KEY) {
                    throw $invalid;
                }
                continue;
            }

            return $published->mayHaveSigned($claims->issuedAt, $claims->expiresAt) ? $claims : throw new InvalidAccessToken();
        }

        return $this->published->reload() ? $this->verifiedClaims($jwt, $expect) : throw new InvalidAccessToken();
    }
}
