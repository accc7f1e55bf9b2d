<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use OAuth2\Key;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientJwks;
use Piwik\Plugins\OAuth2\Server\Client\ClientKeys;
use Piwik\Plugins\OAuth2\Server\Client\ClientRule;

/** The keys that an administrator pastes. */
final class ClientKeysTest extends TestCase
{
    /** @param list<array<string, mixed>> $keys */
    private static function set(array $keys): string
    {
        return json_encode(['keys' => $keys], JSON_THROW_ON_ERROR);
    }

    private static function key(string $algorithm = 'ES256', ?string $id = null): Key
    {
        return Key::generate($algorithm, keyId: $id)->publicKey();
    }

    /** @return list<array{?string, string}> kid and algorithm */
    private static function described(?string $jwks): array
    {
        return array_map(
            static fn (array $key): array => [$key['kid'], $key['algorithm']],
            ClientJwks::fromJson($jwks ?? self::fail('There are no keys'))->described(),
        );
    }

    public function testAJwkSet(): void
    {
        $keys = [];
        foreach (['RS256', 'PS256', 'ES256', 'EdDSA'] as $algorithm) {
            $keys[] = self::key($algorithm, "kid $algorithm")->toPublicJwk();
        }
        $read = ClientKeys::read(' ' . self::set($keys) . "\n", '');

        self::assertSame([[], null], [$read->problems, $read->jwksUri]);
        self::assertSame(
            [['kid RS256', 'RS256'], ['kid PS256', 'PS256'], ['kid ES256', 'ES256'], ['kid EdDSA', 'EdDSA']],
            self::described($read->jwks),
        );
    }

    public function testOnlyWhatVerifiesIsStored(): void
    {
        $jwk = ['x5t' => 'abc', 'key_ops' => ['verify'], 'custom' => 'x', 'alg' => 'Ed25519'] + self::key('EdDSA', 'a')->toPublicJwk();
        $read = ClientKeys::read(self::set([$jwk]), '');

        self::assertSame(['kty', 'crv', 'use', 'alg', 'kid', 'x'], array_keys(ClientJwks::fromJson((string) $read->jwks)->keys[0] ?? []));
    }

    public function testOneJwk(): void
    {
        $read = ClientKeys::read(json_encode(self::key('ES256', 'a')->toPublicJwk(), JSON_THROW_ON_ERROR), '');

        self::assertSame([['a', 'ES256']], self::described($read->jwks));
    }

    public function testAKeyKeepsOnlyItsOwnKid(): void
    {
        $jwk = array_diff_key(self::key()->toPublicJwk(), ['kid' => null, 'alg' => null]);
        self::assertSame([[null, 'ES256']], self::described(ClientKeys::read(self::set([$jwk]), '')->jwks));
    }

    public function testAnRsaKeyWithoutAlgorithm(): void
    {
        $jwk = array_diff_key(self::key('PS256', 'a')->toPublicJwk(), ['alg' => null]);
        $read = ClientKeys::read(self::set([$jwk, self::key('PS256', 'b')->toPublicJwk()]), '');

        self::assertSame([['a', 'RS256, PS256'], ['b', 'PS256']], self::described($read->jwks));
    }

    public function testPemTexts(): void
    {
        $text = "first:\r\n" . str_replace("\n", "\r\n", self::key('RS256')->toPublicPem()) . "\nsecond:\n" . self::key('EdDSA')->toPublicPem();
        $read = ClientKeys::read($text, '');

        self::assertSame([], $read->problems);
        self::assertSame([[null, 'RS256, PS256'], [null, 'EdDSA']], self::described($read->jwks));
    }

    public function testCertificates(): void
    {
        $read = ClientKeys::read(self::key('EdDSA')->toPublicPem() . "subject=CN = example\n" . str_replace("\n", "\r\n", self::certificate()), '');

        self::assertSame([], $read->problems);
        self::assertSame([[null, 'EdDSA'], [null, 'ES256']], self::described($read->jwks));
        $jwk = ClientJwks::fromJson((string) $read->jwks)->keys[1] ?? [];
        self::assertSame(['kty', 'crv', 'use', 'alg', 'x', 'y'], array_keys($jwk), 'Nothing else of the certificate is kept');
    }

    public function testNothingIsNoKeys(): void
    {
        self::assertTrue(ClientKeys::read('', '')->isEmpty());
        self::assertTrue(ClientKeys::read(" \n", ' ')->isEmpty());
        self::assertSame([], ClientKeys::read('', '')->problems);
    }

    public function testKeysBesideThePresentOnes(): void
    {
        $present = ClientKeys::read(self::set([self::key('ES256', 'a')->toPublicJwk()]), '')->jwks;
        $read = ClientKeys::read(self::set([self::key('ES256', 'b')->toPublicJwk()]), '', $present);

        self::assertSame([['a', 'ES256'], ['b', 'ES256']], self::described($read->jwks));
        self::assertSame($present, ClientKeys::read('', '', $present)->jwks);
    }

    /** @return iterable<string, array{string, ClientRule, list<string>}> */
    public static function wrong(): iterable
    {
        $es = self::key('ES256', 'a')->toPublicJwk();
        $rs = self::key('RS256')->toPublicJwk();
        $pem = self::key()->toPublicPem();
        $private = Key::generate('ES256');
        $form = ClientRule::KeysForm;
        foreach (
            [
                'a text' => 'my key', 'a number' => '5', 'a JSON string' => '"x"', 'a list' => '[]', 'an empty object' => '{}',
                'no keys' => '{"keys":[]}', 'keys that are no list' => '{"keys":{"a":1}}', 'keys as text' => '{"keys":"x"}',
                'a text as a key' => '{"keys":["x"]}', 'half a set' => '{"keys":[', 'two sets' => '{"keys":[]}{"keys":[]}',
                'duplicate members' => '{"keys":[],"keys":[' . json_encode($es) . ']}',
                'a duplicate member of a key' => '{"keys":[{"kty":"oct","kty":"EC"}]}',
                'the end of another text' => '1],"x":[2', 'invalid UTF-8' => "{\"keys\":[\"\xff\"]}",
                'PEM without end' => "-----BEGIN PUBLIC KEY-----\nabc\n", 'another end' => "-----BEGIN PUBLIC KEY-----\nabc\n-----END X-----\n",
            ] as $name => $text
        ) {
            yield $name => [$text, $form, []];
        }
        yield 'a private JWK' => [self::set([$es, self::privateJwk()]), ClientRule::KeyPrivate, ['2']];
        yield 'a private RSA member alone' => [self::set([$rs + ['p' => 'AQAB']]), ClientRule::KeyPrivate, ['1']];
        yield 'a private JWK alone' => [json_encode(self::privateJwk(), JSON_THROW_ON_ERROR), ClientRule::KeyPrivate, ['1']];
        yield 'a private PEM' => [$private->toPem(), ClientRule::KeyPrivate, ['1']];
        yield 'a pair of PEM texts' => [$private->toPublicPem() . $private->toPem(), ClientRule::KeyPrivate, ['2']];
        yield 'an encrypted PEM' => ["-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----", ClientRule::KeyPrivate, ['1']];
        yield 'an OpenSSH key' => ["-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", ClientRule::KeyPrivate, ['1']];
        yield 'a symmetric key' => [self::set([['kty' => 'oct', 'k' => 'abc']]), ClientRule::KeySymmetric, ['1']];
        yield 'a symmetric key in disguise' => [self::set([$es + ['k' => 'abc']]), ClientRule::KeySymmetric, ['1']];
        $kinds = 'RSA (RS256, PS256), EC P-256 (ES256), OKP Ed25519 (EdDSA)';
        foreach (
            [
                'P-384' => [['kty' => 'EC', 'crv' => 'P-384'], 'EC P-384'],
                'secp256k1' => [['kty' => 'EC', 'crv' => 'secp256k1', 'alg' => 'ES256K'], 'EC secp256k1 ES256K'],
                'X25519' => [['kty' => 'OKP', 'crv' => 'X25519'], 'OKP X25519'],
                'Ed448' => [['kty' => 'OKP', 'crv' => 'Ed448', 'alg' => 'EdDSA'], 'OKP Ed448 EdDSA'],
                'RS512' => [['alg' => 'RS512'] + $rs, 'RSA RS512'],
                'an encryption algorithm' => [['alg' => 'RSA-OAEP'] + $rs, 'RSA RSA-OAEP'],
                'none' => [['alg' => 'none'] + $rs, 'RSA none'],
                'a number as alg' => [['alg' => 5] + $rs, 'RSA'],
                'no kty' => [['x' => 'y'], ''],
                'an unknown kty' => [['kty' => 'AKP'], 'AKP'],
                'markup' => [['kty' => '<b>x</b>', 'crv' => 'P-256'], 'P-256'],
            ] as $name => [$jwk, $shown]
        ) {
            yield $name => [self::set([$es, $jwk]), ClientRule::KeyKind, ['2', $shown, $kinds]];
        }
        yield 'a PEM of another kind' => ["-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----", ClientRule::KeyKind, ['1', 'DH PARAMETERS', $kinds]];
        foreach (['CERTIFICATE', 'X509 CERTIFICATE'] as $label) {
            yield "a broken $label" => ["$pem-----BEGIN $label-----\nAAAA\n-----END $label-----", ClientRule::KeyBroken, ['2', 'it could not be read: the certificate is malformed']];
        }
        foreach (['CERTIFICATE REQUEST', 'TRUSTED CERTIFICATE'] as $label) {
            yield "a $label" => ["-----BEGIN $label-----\nAAAA\n-----END $label-----", ClientRule::KeyKind, ['1', $label, $kinds]];
        }
        yield 'a certificate and its key' => [self::certificate() . $private->toPem(), ClientRule::KeyPrivate, ['2']];
        yield 'the same certificate twice' => [self::certificate() . self::certificate(), ClientRule::KeyRepeated, ['2']];
        yield 'for encryption' => [self::set([['use' => 'enc'] + $es]), ClientRule::KeyBroken, ['1', 'it has a "use" other than "sig"']];
        yield 'off the curve' => [self::set([['x' => $es['y'] ?? '', 'y' => $es['x'] ?? ''] + $es]), ClientRule::KeyBroken, ['1', 'it has coordinates that are no point of P-256']];
        yield 'a weak RSA key' => [self::set([['e' => 'AQ'] + $rs]), ClientRule::KeyBroken, ['1', 'it has an RSA exponent that is even, 1, or longer than 64 bits']];
        yield 'a kid that is a number' => [self::set([['kid' => 5] + $es]), ClientRule::KeyBroken, ['1', 'it has a "kid" that is not a string of 1 to 256 bytes of UTF-8']];
        yield 'the same kid twice' => [self::set([$es, self::key('ES256', 'a')->toPublicJwk()]), ClientRule::KeyIdRepeated, ['2']];
        yield 'the same kid for two algorithms' => [self::set([$es, self::key('EdDSA', 'a')->toPublicJwk()]), ClientRule::KeyIdRepeated, ['2']];
        yield 'the same key twice' => [self::set([$es, ['kid' => 'b'] + $es]), ClientRule::KeyRepeated, ['2']];
        yield 'the same PEM twice' => [$pem . $pem, ClientRule::KeyRepeated, ['2']];
        yield 'too many keys' => [self::set(array_map(static fn (int $n): array => self::key('EdDSA', "k$n")->toPublicJwk(), range(1, 11))), ClientRule::KeysCount, ['10']];
        yield 'too long a text' => [self::set([$es + ['x5c' => str_repeat('x', 16384)]]), ClientRule::KeysLength, ['16384']];
    }

    /** @return array<string, string> */
    private static function privateJwk(): array
    {
        // RFC 7515 A.3.1.
        return [
            'kty' => 'EC', 'crv' => 'P-256', 'x' => 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
            'y' => 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0', 'd' => 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
        ];
    }

    /** @param list<string> $values */
    #[DataProvider('wrong')]
    public function testWhatIsWrongIsNamed(string $text, ClientRule $rule, array $values): void
    {
        $read = ClientKeys::read($text, '');
        $problem = $read->problems['jwks'] ?? self::fail('It was accepted');

        self::assertSame([$rule, $values], [$problem->rule, $problem->values]);
        self::assertTrue($read->isEmpty());
    }

    /** The row of a client with a metadata document has the JWK Set of the document as it is. */
    public function testPresentKeysThatNobodyHasSorted(): void
    {
        $present = self::set([['kty' => 'AKP'], ['kty' => 'EC', 'crv' => 'P-256', 'x' => 'AA', 'y' => 'AA'], self::key('ES256', 'a')->toPublicJwk()]);
        $read = ClientKeys::read(self::set([self::key('ES256', 'b')->toPublicJwk()]), '', $present);

        self::assertSame([['a', 'ES256'], ['b', 'ES256']], self::described($read->jwks));
        self::assertSame([['a', 'ES256']], self::described($present));
    }

    public function testPresentKeysCount(): void
    {
        $key = self::key('ES256', 'a')->toPublicJwk();
        $present = ClientKeys::read(self::set([$key]), '')->jwks;
        $rule = static fn (array $jwk): ?ClientRule
            => (ClientKeys::read((string) json_encode(['keys' => [$jwk]]), '', $present)->problems['jwks'] ?? null)?->rule;

        self::assertSame(ClientRule::KeyRepeated, $rule($key));
        self::assertSame(ClientRule::KeyIdRepeated, $rule(self::key('ES256', 'a')->toPublicJwk()));
    }

    #[TestWith(['https://app.example/jwks.json'])]
    #[TestWith(['https://app.example:443/jwks?tenant=a&code=1'])]
    #[TestWith(['https://localhost:8443/jwks'])]
    public function testAnAddress(string $uri): void
    {
        $read = ClientKeys::read('', " $uri ");
        self::assertSame([null, $uri, []], [$read->jwks, $read->jwksUri, $read->problems]);
    }

    #[TestWith(['http://app.example/jwks'])]
    #[TestWith(['https://127.0.0.1/jwks'])]
    #[TestWith(['https://[::1]/jwks'])]
    #[TestWith(['https://0x7f000001/jwks'])]
    #[TestWith(['https://user@app.example/jwks'])]
    #[TestWith(['https://app.example:8443/jwks'])]
    #[TestWith(['https://app.example/a/../jwks'])]
    #[TestWith(['https://app.example/jwks#x'])]
    #[TestWith(['https:///jwks'])]
    #[TestWith(['ftp://app.example/jwks'])]
    #[TestWith(['javascript:alert(1)'])]
    #[TestWith(['app.example/jwks'])]
    #[TestWith(['https://app.example/jw ks'])]
    public function testAnAddressThatIsNotFetched(string $uri): void
    {
        $read = ClientKeys::read('', $uri);
        self::assertSame(ClientRule::KeysAddress, ($read->problems['jwksUri'] ?? null)?->rule);
        self::assertTrue($read->isEmpty());
    }

    public function testALongAddress(): void
    {
        $read = ClientKeys::read('', 'https://app.example/' . str_repeat('a', OAUTH2_REDIRECT_URI_MAX_BYTES));
        self::assertSame(ClientRule::KeysAddressLength, ($read->problems['jwksUri'] ?? null)?->rule);
    }

    public function testKeysAndAnAddress(): void
    {
        $read = ClientKeys::read(self::key()->toPublicPem(), 'https://app.example/jwks');
        self::assertSame(ClientRule::KeysTwice, ($read->problems['jwks'] ?? null)?->rule);
    }

    private static function certificate(): string
    {
        return (string) file_get_contents(__DIR__ . '/../../../../../tests/keys/certificate.pem');
    }
}
