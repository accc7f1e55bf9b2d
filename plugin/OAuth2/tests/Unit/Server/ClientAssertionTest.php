<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use OAuth2\Key;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientAssertion;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientJwks;
use Piwik\Plugins\OAuth2\Server\Client\ClientKeys;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\Counter;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;
use Piwik\Plugins\OAuth2\Storage\UsedAssertionTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\HandmadeJwt;

/** Clients that authenticate with assertions (RFC 7523, private_key_jwt). */
final class ClientAssertionTest extends ServerTestCase
{
    private const GRANT = ['grant_type' => 'client_credentials'];
    private const TOKEN_ENDPOINT = 'https://matomo.example/analytics/index.php?module=OAuth2&action=token';
    private const KEY_FAILURE = 'The client is unknown or has no key';

    private Key $key;

    private int $number = 0;

    protected function setUp(): void
    {
        parent::setUp();
        $this->key = Key::generate('ES256', keyId: 'first');
    }

    /** A JWK Set of public keys; a key whose name is null has no kid. */
    private static function jwks(Key ...$keys): string
    {
        return json_encode(['keys' => array_map(static fn (Key $key): array => $key->toPublicJwk(), array_values($keys))], JSON_THROW_ON_ERROR);
    }

    private static function withoutKid(Key ...$keys): string
    {
        return (string) preg_replace('/"kid":"[^"]*",/', '', self::jwks(...$keys));
    }

    /** @return array<string, mixed> */
    private function valid(string $client = 'app'): array
    {
        return [
            'iss' => $client,
            'sub' => $client,
            'aud' => self::ISSUER,
            'exp' => $this->clock->time + 60,
            'iat' => $this->clock->time,
            'jti' => 'jti ' . ++$this->number,
        ];
    }

    /**
     * @param array<string, mixed> $claims replace those of a valid assertion; null removes one
     * @param array<string, mixed> $header
     */
    private function assertion(array $claims = [], array $header = [], ?Key $key = null): string
    {
        return oauth2_jwt_sign(
            array_filter([...$this->valid(), ...$claims], static fn (mixed $value): bool => $value !== null),
            $key ?? $this->key,
            $header,
        );
    }

    /**
     * @param array<string, string> $parameters
     * @return array<string, string>
     */
    private static function form(string $assertion, array $parameters = self::GRANT): array
    {
        return $parameters + ['client_assertion' => $assertion, 'client_assertion_type' => ClientAssertion::TYPE];
    }

    private function present(string $assertion, string $address = '192.0.2.1'): Response
    {
        return $this->server->token(self::post(self::form($assertion), address: $address));
    }

    private static function assertRefused(string $description, Response $response): void
    {
        self::assertError('invalid_client', 401, $response);
        self::assertStringContainsString($description, self::member($response, 'error_description'));
        self::assertStringStartsWith('Basic ', $response->headers['WWW-Authenticate'] ?? '');
    }

    /** @return iterable<string, array{string, ?string}> */
    public static function algorithms(): iterable
    {
        yield 'RS256' => ['RS256', null];
        yield 'PS256' => ['PS256', null];
        yield 'ES256' => ['ES256', null];
        yield 'EdDSA' => ['EdDSA', null];
        yield 'EdDSA by its name of RFC 9864' => ['EdDSA', 'Ed25519'];
    }

    #[DataProvider('algorithms')]
    public function testEachAlgorithm(string $algorithm, ?string $name): void
    {
        $key = Key::generate($algorithm);
        $this->client(jwks: self::jwks($key));
        $jwt = $name === null
            ? $this->assertion([], [], $key)
            : HandmadeJwt::sign(['alg' => $name, 'kid' => $key->keyId], $this->valid(), $key);

        self::assertSame(200, $this->present($jwt)->status);
    }

    public function testEachEndpoint(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $token = self::token($this->present($this->assertion()));
        $introspected = $this->server->introspect(self::post(self::form($this->assertion(), ['token' => $token])));
        self::assertSame(true, self::json($introspected)['active'] ?? null);
        $aud = ['aud' => self::TOKEN_ENDPOINT];
        $revoked = $this->server->revoke(self::post(self::form($this->assertion($aud), ['token' => $token])));
        self::assertSame(200, $revoked->status);
        $introspected = $this->server->introspect(self::post(self::form($this->assertion($aud), ['token' => $token])));
        self::assertSame(['active' => false], self::json($introspected));
        foreach ([Endpoint::Revoke, Endpoint::Introspect] as $endpoint) {
            $wrong = self::form($this->assertion(['jti' => null]), ['token' => $token]);
            self::assertRefused('needs a jti', $this->server->answer($endpoint, self::post($wrong)));
            $own = self::settings()->endpoints->of($endpoint);
            $wrong = self::form($this->assertion(['aud' => $own]), ['token' => $token]);
            self::assertRefused('aud', $this->server->answer($endpoint, self::post($wrong)));
        }
    }

    public function testACodeIsRedeemedAndRefreshed(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $code = $this->code();
        $redeemed = $this->server->token(self::post(self::form($this->assertion(), [
            'grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER, 'redirect_uri' => self::REDIRECT,
        ])));
        $refresh = self::token($redeemed, 'refresh_token');
        $form = ['grant_type' => 'refresh_token', 'refresh_token' => $refresh];
        self::assertError('invalid_client', 401, $this->server->token(self::post($form + ['client_id' => 'app'])));
        self::assertSame(200, $this->server->token(self::post(self::form($this->assertion(), $form)))->status);
    }

    /** @return iterable<string, array{array<string, mixed>, array<string, mixed>}> claims and header */
    public static function accepted(): iterable
    {
        $now = FixedClock::START;
        yield 'aud is the token endpoint' => [['aud' => self::TOKEN_ENDPOINT], []];
        yield 'aud is a list of one' => [['aud' => [self::ISSUER]], []];
        yield 'aud is a list of the token endpoint' => [['aud' => [self::TOKEN_ENDPOINT]], []];
        yield 'typ of rfc7523bis' => [[], ['typ' => 'client-authentication+jwt']];
        yield 'typ of metadata documents' => [[], ['typ' => 'oauth-client-auth+jwt']];
        yield 'typ as a whole media type' => [[], ['typ' => 'application/Client-Authentication+JWT']];
        yield 'typ in lower case' => [[], ['typ' => 'jwt']];
        yield 'without iat' => [['iat' => null], []];
        yield 'with nbf' => [['nbf' => $now], []];
        yield 'a client whose clock is ahead' => [['iat' => $now + 60, 'nbf' => $now + 60, 'exp' => $now + 660], []];
        yield 'a client whose clock is behind' => [['exp' => $now - 59], []];
        yield 'issued an hour ago' => [['iat' => $now - 3600], []];
        yield 'ten minutes' => [['exp' => $now + 600], []];
        yield 'a fraction of a second' => [['exp' => $now + 59.5, 'iat' => $now + 0.5], []];
        yield 'another member' => [['custom' => ['a' => 1]], ['x5t' => 'abc']];
        yield 'the longest jti' => [['jti' => str_repeat('j', 256)], []];
        yield 'keys in the header are ignored' => [[], ['jku' => 'https://evil.example/jwks', 'x5u' => 'https://evil.example']];
    }

    /**
     * @param array<string, mixed> $claims
     * @param array<string, mixed> $header
     */
    #[DataProvider('accepted')]
    public function testAcceptedAssertions(array $claims, array $header): void
    {
        $this->client(jwks: self::jwks($this->key));
        $response = $this->present($this->assertion($claims, $header));

        self::assertSame(200, $response->status, $response->body);
    }

    public function testTheLongestAssertion(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $claims = $this->valid();
        $assertion = '';
        // In base64 not every length occurs.
        foreach (['', 'p', 'pp'] as $pad) {
            for ($n = 5850; \strlen($assertion) < 8192; ++$n) {
                $assertion = $this->assertion(['x' => str_repeat('x', $n)] + $claims, ['pad' => $pad]);
            }
            if (\strlen($assertion) === 8192) {
                break;
            }
            $assertion = '';
        }
        self::assertSame(8192, \strlen($assertion));
        self::assertSame(200, $this->present($assertion)->status);
    }

    /** @return iterable<string, array{array<string, mixed>, array<string, mixed>, string}> claims, header, description */
    public static function refused(): iterable
    {
        $now = FixedClock::START;
        yield 'no iss' => [['iss' => null], [], 'iss and sub'];
        yield 'no sub' => [['sub' => null], [], 'iss and sub'];
        yield 'another iss' => [['iss' => 'other'], [], 'iss and sub'];
        yield 'another sub' => [['sub' => 'other'], [], 'iss and sub'];
        yield 'empty iss and sub' => [['iss' => '', 'sub' => ''], [], 'iss and sub'];
        yield 'the issuer of this server as iss and sub' => [['iss' => self::ISSUER, 'sub' => self::ISSUER], [], self::KEY_FAILURE];
        yield 'no aud' => [['aud' => null], [], 'The aud'];
        yield 'another server' => [['aud' => 'https://other.example'], [], 'The aud'];
        yield 'two audiences' => [['aud' => [self::ISSUER, 'https://other.example']], [], 'The aud'];
        yield 'two audiences of this server' => [['aud' => [self::ISSUER, self::TOKEN_ENDPOINT]], [], 'The aud'];
        yield 'twice the same' => [['aud' => [self::ISSUER, self::ISSUER]], [], 'The aud'];
        yield 'an empty list' => [['aud' => []], [], 'The aud'];
        yield 'an object' => [['aud' => ['a' => self::ISSUER]], [], 'The aud'];
        yield 'a list in a list' => [['aud' => [[self::ISSUER]]], [], 'The aud'];
        yield 'the clean route, which is not published' => [['aud' => 'https://matomo.example/analytics/oauth2/token'], [], 'The aud'];
        yield 'a slash too many' => [['aud' => self::ISSUER . '/'], [], 'The aud'];
        yield 'upper case' => [['aud' => strtoupper(self::ISSUER)], [], 'The aud'];
        yield 'a resource' => [['aud' => self::API], [], 'The aud'];
        yield 'no exp' => [['exp' => null], [], 'The exp'];
        yield 'exp as text' => [['exp' => (string) ($now + 60)], [], 'The exp'];
        yield 'expired' => [['exp' => $now - 60], [], 'has expired'];
        yield 'expired long ago' => [['exp' => $now - 3600], [], 'has expired'];
        yield 'in ten years' => [['exp' => $now + 315360000], [], 'more than 600 seconds ahead'];
        yield 'a second too far' => [['exp' => $now + 661], [], 'more than 600 seconds ahead'];
        yield 'exp beyond all times' => [['exp' => 1e300], [], 'more than 600 seconds ahead'];
        yield 'not valid yet' => [['nbf' => $now + 61], [], '(nbf)'];
        yield 'nbf as text' => [['nbf' => 'now'], [], 'The nbf'];
        yield 'issued in the future' => [['iat' => $now + 61], [], '(iat)'];
        yield 'issued long ago' => [['iat' => $now - 3601], [], '(iat)'];
        yield 'negative iat' => [['iat' => -1], [], '(iat)'];
        yield 'iat as a list' => [['iat' => [$now]], [], 'The iat'];
        yield 'no jti' => [['jti' => null], [], 'needs a jti'];
        yield 'empty jti' => [['jti' => ''], [], 'needs a jti'];
        yield 'jti as a number' => [['jti' => 5], [], 'needs a jti'];
        yield 'long jti' => [['jti' => str_repeat('j', 257)], [], 'needs a jti'];
        yield 'an access token' => [[], ['typ' => 'at+jwt'], 'The typ'];
        yield 'an access token, as a whole media type' => [[], ['typ' => 'application/at+jwt'], 'The typ'];
        yield 'a DPoP proof' => [[], ['typ' => 'dpop+jwt'], 'The typ'];
        yield 'a request object' => [[], ['typ' => 'oauth-authz-req+jwt'], 'The typ'];
        yield 'a logout token' => [[], ['typ' => 'logout+jwt'], 'The typ'];
        yield 'typ as a number' => [[], ['typ' => 5], 'The typ'];
        yield 'kid as a number' => [[], ['kid' => 5], 'The kid'];
        yield 'kid of another key' => [[], ['kid' => 'second'], self::KEY_FAILURE];
        yield 'kid as a path' => [[], ['kid' => '../../dev/null'], self::KEY_FAILURE];
        yield 'kid as SQL' => [[], ['kid' => "' OR 1=1 -- "], self::KEY_FAILURE];
        yield 'unknown critical member' => [[], ['crit' => ['b64'], 'b64' => false], 'not allowed'];
        yield 'a client that does not exist' => [['iss' => 'nobody', 'sub' => 'nobody'], [], self::KEY_FAILURE];
        yield 'a huge member' => [['x' => str_repeat('x', 8192)], [], 'longer than 8192 bytes'];
    }

    /**
     * @param array<string, mixed> $claims
     * @param array<string, mixed> $header
     */
    #[DataProvider('refused')]
    public function testRefusedAssertions(array $claims, array $header, string $description): void
    {
        $this->client(jwks: self::jwks($this->key));
        $claims = array_filter([...$this->valid(), ...$claims], static fn (mixed $value): bool => $value !== null);
        $header += ['alg' => 'ES256', 'typ' => 'JWT', 'kid' => 'first'];
        $assertion = HandmadeJwt::sign($header, $claims, $this->key);

        self::assertRefused($description, $this->present($assertion));
        self::assertSame([], $this->connection->rows('SELECT * FROM ' . $this->connection->table('oauth2_used_assertion')));
        self::assertSame(200, $this->present($this->assertion())->status, 'the next right one passes');
    }

    #[TestWith(['x.y.z'])]
    #[TestWith(['x'])]
    #[TestWith(['e30.e30.'])]
    #[TestWith(['..'])]
    #[TestWith(['eyJhbGciOiJub25lIn0.eyJpc3MiOiJhcHAiLCJzdWIiOiJhcHAifQ.'])]
    public function testWhatIsNoAssertion(string $text): void
    {
        $this->client(jwks: self::jwks($this->key));
        self::assertError('invalid_client', 401, $this->present($text));
    }

    #[TestWith(['none'])]
    #[TestWith(['None'])]
    #[TestWith(['HS256'])]
    #[TestWith(['RS512'])]
    #[TestWith(['ES384'])]
    #[TestWith(['es256'])]
    #[TestWith([''])]
    public function testOtherAlgorithmsAreRefused(string $algorithm): void
    {
        $this->client(jwks: self::jwks($this->key));
        [, $claims, $signature] = explode('.', $this->assertion());
        $header = rtrim(strtr(base64_encode(json_encode(['alg' => $algorithm, 'kid' => 'first'], JSON_THROW_ON_ERROR)), '+/', '-_'), '=');

        foreach (["$header.$claims.$signature", "$header.$claims."] as $jwt) {
            self::assertRefused('must be signed by one of: RS256 PS256 ES256 EdDSA Ed25519', $this->present($jwt));
        }
    }

    /** The public key, known to everybody, as the secret of a MAC (CVE-2015-9235 and others). */
    public function testAMacByThePublicKeyIsRefused(): void
    {
        $key = Key::generate('RS256', keyId: 'first');
        $this->client(jwks: self::jwks($key));
        foreach ([$key->toPublicPem(), json_encode($key->toPublicJwk(), JSON_THROW_ON_ERROR)] as $secret) {
            $jwt = HandmadeJwt::mac(['alg' => 'HS256', 'kid' => 'first'], $this->valid(), $secret);
            self::assertRefused('must be signed by one of', $this->present($jwt));
        }
    }

    public function testAKeyVerifiesOnlyItsOwnAlgorithm(): void
    {
        $pem = Key::generate('RS256')->toPem();
        $this->client(jwks: self::jwks(Key::fromPem($pem, algorithm: 'RS256', keyId: 'one')));

        self::assertSame(200, $this->present($this->assertion([], [], Key::fromPem($pem, algorithm: 'RS256', keyId: 'one')))->status);
        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion([], [], Key::fromPem($pem, algorithm: 'PS256', keyId: 'one'))));
    }

    /** @return iterable<string, array{\Closure(string): ?string}> which make the client's keys of an RSA key as PEM text */
    public static function rsaKeysWithoutAlgorithm(): iterable
    {
        $bare = static fn (string $pem): string
            => json_encode(['keys' => [array_diff_key(Key::fromPem($pem, keyId: 'one')->toPublicJwk(), ['alg' => null])]], JSON_THROW_ON_ERROR);
        yield 'of a document' => [$bare];
        yield 'fetched' => [static fn (string $pem): ?string => ClientJwks::fromForeign($bare($pem))?->toJson()];
        yield 'pasted' => [static fn (string $pem): ?string => ClientKeys::read($bare($pem), '')->jwks];
        yield 'pasted beside others' => [static function (string $pem) use ($bare): ?string {
            $other = json_encode(Key::generate('EdDSA')->toPublicJwk(), JSON_THROW_ON_ERROR);

            return ClientKeys::read($other, '', ClientKeys::read($bare($pem), '')->jwks)->jwks;
        }];
        yield 'pasted as PEM text' => [static fn (string $pem): ?string => ClientKeys::read(Key::fromPem($pem)->toPublicPem(), '')->jwks];
    }

    /** @param \Closure(string): ?string $keys */
    #[DataProvider('rsaKeysWithoutAlgorithm')]
    public function testAnRsaKeyWithoutAlgorithmVerifiesBoth(\Closure $keys): void
    {
        $pem = Key::generate('RS256')->toPem();
        $this->client(jwks: $keys($pem));

        foreach (['PS256', 'RS256'] as $algorithm) {
            $key = Key::fromPem($pem, algorithm: $algorithm, keyId: 'one');
            self::assertSame(200, $this->present($this->assertion([], [], $key))->status, $algorithm);
            self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion([], [], Key::generate($algorithm, keyId: 'one'))));
        }
        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion()));
    }

    public function testUnusableKeysTakeNoRoomOfOthers(): void
    {
        $unusable = [['kty' => 'AKP'], ['kty' => 'EC', 'crv' => 'P-521'], ['kty' => 'EC', 'crv' => 'P-256', 'x' => 'AA', 'y' => 'AA']];
        $others = [
            ...array_fill(0, 4, $unusable[0]), ...array_fill(0, 4, $unusable[1]), ...array_fill(0, 4, $unusable[2]),
            ['use' => 'enc'] + $this->key->toPublicJwk(), Key::generate('EdDSA')->toPublicJwk(),
            ...array_map(static fn (int $n): array => Key::generate('ES256', keyId: "named $n")->toPublicJwk(), range(1, 10)),
        ];
        $this->client(jwks: json_encode(['keys' => [...$others, $this->key->toPublicJwk()]], JSON_THROW_ON_ERROR));

        self::assertSame(200, $this->present($this->assertion())->status);
    }

    /** Each key that is tried takes time, for everybody who knows the client ID. */
    public function testAtMostTenKeysAreTried(): void
    {
        $keys = array_map(static fn (): Key => Key::generate('ES256'), range(1, 11));
        $this->client(jwks: self::withoutKid(...$keys));

        self::assertSame(200, $this->present($this->assertion([], [], $keys[9]))->status);
        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion([], [], $keys[10])));
    }

    public function testTheKeyInTheHeaderIsNotTrusted(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $other = Key::generate('ES256', keyId: 'first');

        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion([], ['jwk' => $other->toPublicJwk()], $other)));
    }

    public function testTwoKeysAreValidAtOnce(): void
    {
        $second = Key::generate('ES256', keyId: 'second');
        $this->client(jwks: self::jwks($this->key, $second));

        self::assertSame(200, $this->present($this->assertion())->status);
        self::assertSame(200, $this->present($this->assertion([], [], $second))->status);
        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion([], ['kid' => 'first'], $second)));
        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion([], ['kid' => 'third'], $second)));
    }

    public function testWithoutKidAllKeysOfTheAlgorithmAreTried(): void
    {
        $second = Key::generate('ES256', keyId: 'second');
        $this->client(jwks: self::jwks(Key::generate('EdDSA'), $this->key, $second));
        $bare = fn (Key $key): string => HandmadeJwt::sign(['alg' => 'ES256'], $this->valid(), $key);

        self::assertSame(200, $this->present($bare($this->key))->status);
        self::assertSame(200, $this->present($bare($second))->status);
        self::assertRefused(self::KEY_FAILURE, $this->present($bare(Key::generate('ES256'))));
    }

    /** An administrator who pastes a PEM gives no kid, while the client may send one. */
    public function testAKeyWithoutKidVerifiesAssertionsWithAnyKid(): void
    {
        $this->client(jwks: self::withoutKid($this->key));

        self::assertSame(200, $this->present($this->assertion())->status);
        self::assertSame(200, $this->present($this->assertion([], ['kid' => 'another']))->status);
        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion([], [], Key::generate('ES256'))));
    }

    public function testAnAssertionNeedsNoTyp(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $jwt = HandmadeJwt::sign(['alg' => 'ES256', 'kid' => 'first'], $this->valid(), $this->key);

        self::assertSame(200, $this->present($jwt)->status);
    }

    /** The row of a client with a metadata document has the JWK Set of the document as it is. */
    public function testKeysThatNobodyHasSorted(): void
    {
        $rsa = Key::generate('RS256', keyId: 'rsa');
        $okp = Key::generate('EdDSA', keyId: 'okp');
        $bare = static fn (Key $key): array => array_diff_key($key->toPublicJwk(), ['alg' => null, 'use' => null]);
        $this->client(jwks: json_encode(['other' => 1, 'keys' => [
            'x', ['kty' => 'AKP'], ['kid' => 'first', 'kty' => 'EC', 'crv' => 'P-256', 'x' => 'AA', 'y' => 'AA'], ['kid' => 5] + $bare($rsa),
            $bare($this->key), $bare($rsa), ['alg' => 'Ed25519'] + $okp->toPublicJwk(),
        ]], JSON_THROW_ON_ERROR));

        foreach ([$this->key, $rsa, $okp] as $key) {
            self::assertSame(200, $this->present($this->assertion([], [], $key))->status, $key->algorithm);
        }
        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion([], [], Key::generate('ES256', keyId: 'first'))));
    }

    public function testAnAssertionIsUsedOnce(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $jwt = $this->assertion();

        self::assertSame(200, $this->present($jwt)->status);
        self::assertRefused('has been used before', $this->present($jwt));
        self::assertRefused('has been used before', $this->serverWith()->token(self::post(self::form($jwt))));
        self::assertRefused('has been used before', $this->present($this->assertion(['jti' => 'jti 1', 'exp' => $this->clock->time + 300])));
        $this->clock->time += 119;
        self::assertRefused('has been used before', $this->present($jwt));
        $this->clock->time += 1;
        self::assertRefused('has expired', $this->present($jwt));
    }

    /** Whatever removes expired rows, on a machine whose clock is ahead, leaves those that another machine accepts. */
    public function testAnAssertionIsKnownUntilItHasExpiredEverywhere(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $jwt = $this->assertion(['exp' => $this->clock->time + 60.5]);
        self::assertSame(200, $this->present($jwt)->status);
        (new UsedAssertionTable($this->connection))->purge($this->clock->time + 60 + 60 + 60, 10);
        $this->clock->time += 120;

        self::assertRefused('has been used before', $this->present($jwt));
    }

    public function testTwoClientsMayUseTheSameJti(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $this->client('other', jwks: self::jwks($this->key));
        $claims = ['jti' => 'the same'];

        self::assertSame(200, $this->present($this->assertion($claims))->status);
        self::assertSame(200, $this->present($this->assertion($claims + ['iss' => 'other', 'sub' => 'other']))->status);
        self::assertRefused('has been used before', $this->present($this->assertion($claims)));
    }

    public function testAFailedAssertionDoesNotUseItsJti(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $claims = ['jti' => 'stolen from a log'];
        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion($claims, [], Key::generate('ES256', keyId: 'first'))));

        self::assertSame(200, $this->present($this->assertion($claims))->status);
    }

    public function testTheClientIdMayBeInTheBody(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $form = self::form($this->assertion());

        self::assertSame(200, $this->server->token(self::post($form + ['client_id' => 'app']))->status);
        $form = self::form($this->assertion());
        self::assertRefused('client_id', $this->server->token(self::post($form + ['client_id' => 'other'])));
        self::assertSame(200, $this->server->token(self::post($form + ['client_id' => '']))->status);
    }

    public function testTwoMethodsAtOnceAreRefused(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $form = self::form($this->assertion());
        $secret = $form + ['client_id' => 'app', 'client_secret' => self::SECRET];
        $basic = self::basic();

        self::assertError('invalid_request', 400, $this->server->token(self::post($secret)));
        self::assertError('invalid_request', 400, $this->server->token(self::post($form, $basic)));
        self::assertError('invalid_request', 400, $this->server->token(self::post($form, self::basic('app', ''))));
        self::assertError('invalid_request', 400, $this->server->token(self::post($form, ['authorization' => ['Negotiate x']])));
        $twice = ['authorization' => ['Bearer x', 'Bearer x']];
        self::assertError('invalid_request', 400, $this->server->token(self::post($form, $twice)));
        self::assertSame(200, $this->server->token(self::post($form))->status, 'none of these used the assertion');
        $repeated = self::post([]);
        $body = http_build_query($form) . '&client_assertion=' . $this->assertion();
        $repeated = new Request('POST', '', $repeated->headers, $body);
        self::assertError('invalid_request', 400, $this->server->token($repeated));
    }

    public function testABearerHeaderIsNoSecondMethod(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $headers = ['authorization' => ['Bearer something']];

        self::assertSame(200, $this->server->token(self::post(self::form($this->assertion()), $headers))->status);
        $response = $this->server->token(self::post(self::form($this->assertion(['jti' => 'jti 1'])), $headers));
        self::assertError('invalid_client', 401, $response);
        self::assertSame('Bearer realm="OAuth2"', $response->headers['WWW-Authenticate'] ?? null);
    }

    public function testTheTypeOfTheAssertionIsNeeded(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $form = self::GRANT + ['client_assertion' => $this->assertion()];

        self::assertError('invalid_request', 400, $this->server->token(self::post($form)));
        self::assertError('invalid_request', 400, $this->server->token(self::post($form + ['client_assertion_type' => ''])));
        foreach (['x', 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer', strtoupper(ClientAssertion::TYPE)] as $type) {
            self::assertRefused('client_assertion_type', $this->server->token(self::post($form + ['client_assertion_type' => $type])));
        }
    }

    /** A parameter without a value counts as absent (RFC 6749 3.1 and 3.2). */
    public function testAnEmptyAssertionIsNone(): void
    {
        $this->client();
        $form = ['client_assertion' => '', 'client_assertion_type' => ClientAssertion::TYPE] + self::GRANT;

        self::assertSame(200, $this->server->token(self::post($form, self::basic()))->status);
        self::assertSame(200, $this->server->token(self::post($form + ['client_id' => 'app', 'client_secret' => self::SECRET]))->status);
        self::assertError('invalid_client', 401, $this->server->token(self::post($form)));
    }

    public function testAClientWithKeysHasNoOtherMethod(): void
    {
        $this->client(jwks: self::jwks($this->key));
        foreach ([self::SECRET, '', 'null', '0'] as $secret) {
            self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic('app', $secret))));
        }
        self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT + ['client_id' => 'app'])));
    }

    public function testAClientWithoutKeysHasNoAssertions(): void
    {
        $this->client();
        $this->client('public', type: 'public');

        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion()));
        self::assertRefused(self::KEY_FAILURE, $this->present($this->assertion(['iss' => 'public', 'sub' => 'public'])));
    }

    /** A bad assertion fails even where the request would pass without one. */
    public function testAPublicClientMustNotSendAnAssertion(): void
    {
        $this->client('public', type: 'public', grantTypes: ['authorization_code']);
        $form = [
            'grant_type' => 'authorization_code', 'code' => $this->code('public'), 'code_verifier' => self::VERIFIER,
            'redirect_uri' => self::REDIRECT, 'client_id' => 'public',
        ];
        $asserted = self::form($this->assertion(['iss' => 'public', 'sub' => 'public']), $form);

        self::assertRefused(self::KEY_FAILURE, $this->server->token(self::post($asserted)));
        self::assertSame(200, $this->server->token(self::post($form))->status);
    }

    public function testAPausedClientIsRefused(): void
    {
        $this->client(active: false, jwks: self::jwks($this->key));
        self::assertError('invalid_client', 401, $this->present($this->assertion()));
    }

    /** The description does not tell a stranger which clients exist and have keys. */
    public function testTheErrorDoesNotTellWhoExists(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $this->client('secret');
        $this->client('public', type: 'public');
        $stranger = Key::generate('ES256', keyId: 'first');
        $bodies = [];
        foreach (['app', 'secret', 'public', 'nobody'] as $client) {
            $bodies[] = $this->present($this->assertion(['iss' => $client, 'sub' => $client], [], $stranger))->body;
        }
        self::assertCount(1, array_unique($bodies));
    }

    public function testFailuresAreCountedLikeThoseOfSecrets(): void
    {
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(failuresPerClientAndAddress: 3)));
        $this->client(jwks: self::jwks($this->key));
        foreach (['aud' => 'x', 'exp' => 5, 'jti' => null] as $claim => $value) {
            self::assertError('invalid_client', 401, $this->present($this->assertion([$claim => $value])));
        }
        $wrong = $this->assertion([], [], Key::generate('ES256', keyId: 'first'));
        self::assertError('temporarily_unavailable', 429, $this->present($wrong));
        self::assertError('invalid_client', 401, $this->present($wrong, '198.51.100.1'));
        self::assertSame(200, $this->present($this->assertion())->status, 'a right one always passes');
    }

    public function testAClientHasLimitedRoomForUsedAssertions(): void
    {
        $this->client(jwks: self::jwks($this->key));
        self::assertSame(200, $this->present($this->assertion())->status);
        $throttle = $this->connection->table('oauth2_throttle');
        self::assertSame(1, $this->connection->execute("UPDATE $throttle SET hits = 9999 WHERE bucket LIKE 'a.%'"));
        self::assertSame(200, $this->present($this->assertion())->status);
        $jwt = $this->assertion();
        $response = $this->present($jwt);

        self::assertError('temporarily_unavailable', 429, $response);
        self::assertSame((string) (600 - $this->clock->time % 600), $response->headers['Retry-After'] ?? null);
        self::assertEquals(
            new Event('throttle.reached', ['limit' => 'assertions', 'address' => '192.0.2.1', 'client_id' => 'app']),
            $this->events->events[\count($this->events->events) - 1] ?? null,
        );
        $used = $this->connection->table('oauth2_used_assertion');
        self::assertCount(2, $this->connection->rows("SELECT * FROM $used"), 'what was refused takes no room');
        $this->client('other', jwks: self::jwks($this->key));
        self::assertSame(200, $this->present($this->assertion(['iss' => 'other', 'sub' => 'other']))->status);
        $this->clock->time += 600 - $this->clock->time % 600;
        self::assertSame(200, $this->present($this->assertion())->status);
    }

    public function testExpiredAssertionsAreRemovedByTheWay(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $used = new UsedAssertionTable($this->connection);
        foreach (range(1, 700) as $n) {
            $used->use(oauth2_token_digest("old $n"), $this->clock->time - $n);
        }
        foreach (range(1, 600) as $n) {
            self::assertSame(200, $this->present($this->assertion())->status);
        }
        $rows = $this->connection->rows('SELECT digest FROM ' . $this->connection->table('oauth2_used_assertion'));
        self::assertCount(600, $rows);
    }

    public function testRequestsWithASecretNeitherReadNorWriteForAssertions(): void
    {
        $this->client();
        $this->connection->forget();
        self::assertSame(200, $this->server->token(self::post(self::GRANT, self::basic()))->status);
        foreach ([...$this->connection->reads, ...$this->connection->writes] as $sql) {
            self::assertStringNotContainsString('jwk_set', $sql);
            self::assertStringNotContainsString('assertion', $sql);
        }
    }

    public function testTheThrottleOfAssertionsHasShelvesOfItsOwn(): void
    {
        $this->client(jwks: self::jwks($this->key));
        $table = new ThrottleTable($this->connection);
        $table->count(new Counter('f.x', 5, $this->clock->time + 60, 'f.', 1), $this->clock->time);
        self::assertSame(200, $this->present($this->assertion())->status);
        $buckets = $this->connection->rows('SELECT bucket FROM ' . $this->connection->table('oauth2_throttle') . ' ORDER BY bucket');

        self::assertCount(2, $buckets);
        self::assertMatchesRegularExpression('/\Aa\.[\w-]{41}\z/', (string) $buckets[0]['bucket']);
    }
}
