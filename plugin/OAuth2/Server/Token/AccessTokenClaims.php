<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

use Piwik\Plugins\OAuth2\Server\Scope;

/** The typed claims of an access token (RFC 9068 2.2) whose signature has been verified. */
final readonly class AccessTokenClaims
{
    private function __construct(
        public string $subject,
        public string $clientId,
        public string $audience,
        public int $issuedAt,
        public int $expiresAt,
        public string $jti,
        public Scope $scope,
        public string $authorizationId,
        public string $keyId,
    ) {
    }

    /**
     * Reads the claims of a verified token.
     *
     * @param array<string, mixed> $claims
     * @param string $keyId the key that signed the token
     * @throws InvalidAccessToken when a claim is missing or has another type or format than this server issues
     */
    public static function of(array $claims, string $keyId): self
    {
        $authorizationId = self::string($claims, 'auth_id');
        if (preg_match('/^[0-9a-f]{32}$/D', $authorizationId) !== 1) {
            throw new InvalidAccessToken();
        }

        return new self(
            self::string($claims, 'sub'),
            self::string($claims, 'client_id'),
            self::string($claims, 'aud'),
            self::time($claims, 'iat'),
            self::time($claims, 'exp'),
            self::string($claims, 'jti'),
            Scope::tryFrom(self::string($claims, 'scope')) ?? throw new InvalidAccessToken(),
            $authorizationId,
            $keyId,
        );
    }

    /** @param array<string, mixed> $claims */
    private static function string(array $claims, string $name): string
    {
        $value = $claims[$name] ?? null;

        return \is_string($value) && $value !== '' ? $value : throw new InvalidAccessToken();
    }

    /** @param array<string, mixed> $claims */
    private static function time(array $claims, string $name): int
    {
        $value = $claims[$name] ?? null;

        return \is_int($value) ? $value : throw new InvalidAccessToken();
    }
}
