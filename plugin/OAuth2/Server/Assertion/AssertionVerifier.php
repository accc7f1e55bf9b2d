<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assertion;

use OAuth2\InvalidTokenException;
use OAuth2\Key;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\RequestResult;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Storage\UsedAssertionTable;

/**
 * Verifies client assertions (RFC 7523 3, OpenID Connect Core 9, draft-ietf-oauth-rfc7523bis). What an assertion says is checked
 * before the client's keys are, so that such a mistake is described whether or not the client exists.
 */
final readonly class AssertionVerifier
{
    /** The maximum number of seconds from now to the expiry of an assertion. */
    public const MAX_LIFETIME = 600;

    /** The number of seconds by which the clocks of client and server may differ. */
    private const CLOCK_SKEW = 60;

    /** The maximum number of seconds since an assertion was issued; one is made for one request. */
    private const MAX_AGE = 3600;

    /** The longest jti in bytes. */
    private const MAX_JTI = 256;

    /** The maximum number of expired rows that a request removes; about one request in 64 does. */
    private const PURGE = 500;

    /**
     * The types that an assertion may have, in lower case: that of client ID metadata documents, that of rfc7523bis, and the
     * general one. An assertion without a type is accepted, too.
     */
    private const TYPES = ['jwt', 'client-authentication+jwt', 'oauth-client-auth+jwt'];

    private const NO_KEY = 'The client is unknown or has no key of the kid and alg of the client assertion that verifies its signature';

    /** Keys that nobody has the private parts of, for unknown clients, to equalise timing. */
    private const NOBODYS = [
        'RSA' => [
            'kty' => 'RSA',
            'n' => 'rWYKSC5zkWV_Ymcng411cRFwlZhZZ-0K4wvYnJ-0BfJx9M2bbh5YZc4m_qB9Sj14zntG2ice_qokvP1rPevJu8bLnietERn2CnY9M8KeN1_6l'
                . '83799WIl5WqgiHML1-DtPbeIFvzX9xEk97W3xuDWCVjMnK7QCT8wGrsJEwZwdVIfv-u1vwvX9kmn1y9a8m_nJNu1_Fny1sABZxyiIlLKzacoi18'
                . 'P33EP81tCJ4PvwKHsjzj3AKYuDWXvoZFi6YPgx-Ayki303oN1219LNxso91k5M3Ru7HS7MJK_C_ImZqdA1gLc7PPbZK9j9Wc_yfuoxez3TQcLzo-'
                . 'MFCoiTlHnQ',
            'e' => 'AQAB',
        ],
        'EC' => [
            'kty' => 'EC',
            'crv' => 'P-256',
            'x' => 'oV4NB3ktD9NtNgbbRrtk5egimOHKLtvbvvdEwbyZWUw',
            'y' => 'U597rYhAeRDl9GzIUz9UcnHL26qKcVvq8DV3IJyBVTw',
        ],
        'OKP' => ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => 'BsQyzbmyD7-YrJa8aC_q9tRt0L1ZwhHC5W6THS3L_-g'],
    ];

    /** @param \Closure(): FetchedJwks $fetched called when a client gives the address of its keys */
    public function __construct(
        private Settings $settings,
        private Clock $clock,
        private UsedAssertionTable $used,
        private \Closure $fetched,
    ) {
    }

    /**
     * Verifies an assertion and uses it: it authenticates one request only.
     *
     * @param RequestResult $state with the client's keys
     * @return ?string null if the assertion authenticates the client; otherwise the description of the error
     * @throws StorageUnavailable
     */
    public function problem(#[\SensitiveParameter] ClientAssertion $assertion, RequestResult $state): ?string
    {
        $problem = $this->claimProblem($assertion) ?? $this->signatureProblem($assertion, $state);
        if ($problem !== null) {
            return $problem;
        }
        $now = $this->clock->now();
        $digest = self::digest($assertion);
        // A machine whose clock is ahead must not remove the row while another one accepts the assertion.
        $isFirst = $this->used->use($digest, self::date($assertion, 'exp') + 2 * self::CLOCK_SKEW);
        if ($digest[0] === 'A') {
            $this->used->purge($now, self::PURGE);
        }

        return $isFirst ? null : 'The client assertion has been used before. Create one with a new jti for each request';
    }

    /**
     * Forgets that an assertion was used, after its request was refused for another reason.
     *
     * @throws StorageUnavailable
     */
    public function forget(#[\SensitiveParameter] ClientAssertion $assertion): void
    {
        $this->used->forget(self::digest($assertion));
    }

    /** Checks all that does not depend on the client's row. */
    private function claimProblem(#[\SensitiveParameter] ClientAssertion $assertion): ?string
    {
        $type = $assertion->header['typ'] ?? 'JWT';
        $jti = $assertion->claims['jti'] ?? null;

        return match (true) {
            !\is_string($type) || !\in_array(self::subtype($type), self::TYPES, true)
                => 'The typ of the client assertion names another kind of token. Use client-authentication+jwt or JWT',
            !$this->isForThisServer($assertion->claims['aud'] ?? null)
                => 'The aud of the client assertion must be exactly one value: the issuer or the URL of the token endpoint, as in'
                    . ' the metadata',
            !\is_string($jti) || $jti === '' || \strlen($jti) > self::MAX_JTI
                => 'The client assertion needs a jti, a string of 1 to ' . self::MAX_JTI . ' bytes',
            default => $this->dateProblem($assertion),
        };
    }

    private function dateProblem(#[\SensitiveParameter] ClientAssertion $assertion): ?string
    {
        $now = $this->clock->now();
        foreach (['exp', 'nbf', 'iat'] as $name) {
            $date = $assertion->claims[$name] ?? null;
            if (!\is_int($date) && !\is_float($date) && ($name === 'exp' || \array_key_exists($name, $assertion->claims))) {
                return "The $name of the client assertion must be a number of seconds since 1970";
            }
        }
        [$expires, $notBefore, $issued] = array_map(
            static fn (string $name): int|float => self::number($assertion->claims[$name] ?? $now),
            ['exp', 'nbf', 'iat'],
        );

        return match (true) {
            $expires + self::CLOCK_SKEW <= $now => 'The client assertion has expired',
            $expires > $now + self::MAX_LIFETIME + self::CLOCK_SKEW
                => 'The exp of the client assertion is more than ' . self::MAX_LIFETIME . ' seconds ahead',
            $notBefore > $now + self::CLOCK_SKEW => 'The client assertion is not valid yet (nbf)',
            $issued > $now + self::CLOCK_SKEW => 'The client assertion was issued in the future (iat)',
            $issued < $now - self::MAX_AGE
                => 'The client assertion was issued more than ' . self::MAX_AGE . ' seconds ago (iat). Create one for each request',
            default => null,
        };
    }

    /** An array of one value is one value (RFC 7519 4.1.3). */
    private function isForThisServer(mixed $audience): bool
    {
        if (\is_array($audience) && \count($audience) === 1) {
            $audience = $audience[0] ?? null;
        }

        return \in_array($audience, $this->audiences(), true);
    }

    /**
     * The audiences of an assertion for any endpoint: rfc7523bis 4 names the issuer alone; RFC 7523 3 and the client credentials
     * extension of MCP name the token endpoint. Both are this server's own, so an assertion for another one never fits.
     *
     * @return list<string>
     */
    private function audiences(): array
    {
        $urls = $this->settings->endpoints;

        // Once metadata name the clean route, clients that have read them before still know the URL below index.php.
        return [$this->settings->issuer, $urls->index(Endpoint::Token), $urls->of(Endpoint::Token)];
    }

    /**
     * The keys of the client's row come first, then those fetched from its address. These are fetched again for an assertion whose
     * key is not among them: only after all its claims have been checked, and not for a paused client.
     *
     * All failures of keys have one description, so that it does not tell which clients exist and have keys.
     */
    private function signatureProblem(#[\SensitiveParameter] ClientAssertion $assertion, RequestResult $state): ?string
    {
        $jwks = $state->clientJwks();
        $keys = $jwks === null ? null : ClientJwks::fromJson($jwks);
        $uri = $state->clientJwksUri();
        if ($uri !== null) {
            $keys = ($this->fetched)()->stored($uri);
        }
        $problem = $this->problemWith($assertion, $keys);
        $isMissing = $keys?->knows($assertion->keyId) !== true;
        if ($problem === self::NO_KEY && $uri !== null && $isMissing && $state->client()?->active === true) {
            $problem = $this->problemWith($assertion, ($this->fetched)()->fetch($assertion->clientId, $uri));
        }

        return $problem;
    }

    private function problemWith(#[\SensitiveParameter] ClientAssertion $assertion, ?ClientJwks $keys): ?string
    {
        $isKnown = false;
        foreach ($keys?->candidates($assertion->algorithm, $assertion->keyId) ?? [] as $key) {
            $isKnown = true;
            try {
                $this->verify($assertion, $key);

                return null;
            } catch (InvalidTokenException $invalid) {
                if ($invalid->reason !== 'signature') {
                    return 'The header or a claim of the client assertion is not allowed';
                }
            }
        }
        if (!$isKnown) {
            $this->isSignedByNobody($assertion);
        }

        return self::NO_KEY;
    }

    /** @throws InvalidTokenException */
    private function verify(#[\SensitiveParameter] ClientAssertion $assertion, Key $key): void
    {
        oauth2_jwt_verify($assertion->jwt, $key, [
            'issuer' => $assertion->clientId,
            'subject' => $assertion->clientId,
            'audience' => $this->audiences(),
            'require' => ['iss', 'sub', 'aud', 'exp', 'jti'],
            'leeway' => self::CLOCK_SKEW,
            'now' => $this->clock->now(),
        ]);
    }

    private function isSignedByNobody(#[\SensitiveParameter] ClientAssertion $assertion): void
    {
        $algorithm = $assertion->algorithm;
        $jwk = self::NOBODYS[match ($algorithm) {
            'ES256' => 'EC',
            'RS256', 'PS256' => 'RSA',
            default => 'OKP',
        }];
        try {
            $this->verify($assertion, Key::fromJwk(['alg' => $algorithm, ...$jwk]));
        } catch (InvalidTokenException) {
            return;
        }
        throw new \LogicException('Nobody has the private part of this key');
    }

    private static function subtype(string $type): string
    {
        $type = strtolower($type);

        return str_starts_with($type, 'application/') ? substr($type, \strlen('application/')) : $type;
    }

    private static function date(#[\SensitiveParameter] ClientAssertion $assertion, string $name): int
    {
        return (int) ceil(self::number($assertion->claims[$name] ?? 0));
    }

    private static function number(mixed $value): int|float
    {
        return \is_int($value) || \is_float($value) ? $value : 0;
    }

    /** The jti is the client's own, so another client may use the same. */
    private static function digest(#[\SensitiveParameter] ClientAssertion $assertion): string
    {
        $jti = $assertion->claims['jti'] ?? '';

        return oauth2_token_digest($assertion->clientId . "\0" . (\is_string($jti) ? $jti : ''));
    }
}
