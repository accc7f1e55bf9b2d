<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

use Firebase\JWT\JWK as FirebaseJwk;
use Firebase\JWT\JWT as FirebaseJwt;
use Firebase\JWT\Key as FirebaseKey;
use OAuth2\InvalidTokenException;
use OAuth2\Key;
use OAuth2\KeySet;

/** Exchanges tokens and keys of one algorithm with the other libraries. */
final class Exchange
{
    public const NOW = 1_800_000_000;
    private const TYPE = 'at+jwt';
    private const CLAIMS = [
        'iss' => 'https://matomo.example/path',
        'aud' => 'https://matomo.example/index.php?module=API',
        'sub' => 'grüße/"quoted"\\',
        'scope' => 'matomo:read',
        'jti' => 'a1b2',
        'iat' => self::NOW - 10,
        'exp' => self::NOW + 3600,
        'nested' => ['list' => [1, 2.5, true, null, '€'], 'deep' => ['a' => ['b' => 'c']]],
    ];
    private const EXPECT = [
        'issuer' => self::CLAIMS['iss'],
        'audience' => ['https://other.example', self::CLAIMS['aud']],
        'subject' => self::CLAIMS['sub'],
        'type' => 'application/' . self::TYPE,
        'require' => ['exp', 'iat', 'jti'],
        'now' => self::NOW,
    ];

    private readonly Key $key;
    private readonly string $jwt;

    /** @var array<string, mixed> the key pair that jose generated */
    private readonly array $pair;

    public function __construct(
        private readonly Report $report,
        private readonly Jose $jose,
        private readonly string $algorithm,
    ) {
        $this->key = Key::generate($algorithm, null, "ours-$algorithm");
        $this->jwt = oauth2_jwt_sign(self::CLAIMS, $this->key, ['typ' => self::TYPE]);
        $this->pair = $jose->succeed(['op' => 'generate', 'alg' => $algorithm]);
        FirebaseJwt::$timestamp = self::NOW;
    }

    public function run(): void
    {
        $parts = ['tokensToJose', 'keysToJose', 'tokensFromJose', 'keysFromJose'];
        if ($this->algorithm !== 'PS256') { // the others do not support PSS
            array_push($parts, 'tokensToFirebase', 'tokensFromFirebase', 'tokensToLcobucci', 'tokensFromLcobucci');
        }
        foreach ($parts as $part) {
            $this->report->guard("$part $this->algorithm", fn () => $this->$part());
        }
    }

    private function tokensToJose(): void
    {
        $verify = ['op' => 'verify', 'alg' => $this->algorithm, 'now' => self::NOW, 'typ' => self::TYPE,
            'issuer' => self::CLAIMS['iss'], 'audience' => self::CLAIMS['aud'], 'subject' => self::CLAIMS['sub']];
        $materials = ['jwk' => $this->key->toPublicJwk(), 'jwks' => $this->set(), 'pem' => $this->key->toPublicPem()];
        foreach ($materials as $form => $material) {
            $name = "jose takes $this->algorithm by $form";
            $answer = $this->jose->succeed(['jwt' => $this->jwt, $form => $material] + $verify);
            $this->report->same(self::CLAIMS, $answer['claims'], $name);
            $header = $answer['header'];
            ksort($header);
            $expected = ['alg' => $this->algorithm, 'kid' => $this->key->keyId, 'typ' => self::TYPE];
            $this->report->same($expected, $header, "$name: header");
            $answer = $this->jose->ask(['jwt' => self::forged($this->jwt), $form => $material] + $verify);
            $this->report->same(false, $answer['ok'], "$name: damaged");
        }
    }

    private function keysToJose(): void
    {
        $answer = $this->jose->succeed(['op' => 'thumbprint', 'jwk' => $this->key->toPublicJwk()]);
        $this->report->same($answer['thumbprint'], $this->key->thumbprint(), "thumbprint of $this->algorithm");
        $import = ['op' => 'importKey', 'alg' => $this->algorithm, 'pem' => $this->key->toPem()];
        $answer = $this->jose->succeed($import);
        $this->report->same('private', $answer['type'], "jose reads our PKCS#8 of $this->algorithm");
        $again = Key::fromJwk($answer['jwk'], $this->algorithm);
        $this->report->same($this->key->thumbprint(), $again->thumbprint(), "our $this->algorithm returns as a JWK");
        $seen = oauth2_jwt_verify(oauth2_jwt_sign(['exp' => 2], $again), $this->key->publicKey(), ['now' => 1]);
        $this->report->same(['exp' => 2], $seen, "our $this->algorithm that returned signs");
    }

    private function tokensFromJose(): void
    {
        $jwt = $this->jose->succeed([
            'op' => 'sign',
            'alg' => $this->algorithm,
            'jwk' => $this->pair['private'],
            'claims' => self::CLAIMS,
            'header' => ['alg' => $this->algorithm, 'kid' => 'theirs', 'typ' => self::TYPE],
        ])['jwt'];
        $set = ['keys' => [$this->theirs(), ['kid' => 'another'] + $this->key->toPublicJwk()]];
        $this->takes($jwt, [
            'JWK' => Key::fromJwk($this->pair['public'], $this->algorithm),
            'JWK as text' => Key::fromJwk((string) json_encode($this->theirs())),
            'private JWK' => Key::fromJwk($this->pair['private'], $this->algorithm),
            'SPKI' => Key::fromPem($this->pair['spki'], null, $this->algorithm),
            'PKCS#8' => Key::fromPem($this->pair['pkcs8'], null, $this->algorithm),
            'JWKS' => KeySet::fromJwks($set),
        ], 'jose');
    }

    private function keysFromJose(): void
    {
        $private = [
            'JWK' => Key::fromJwk($this->pair['private'], $this->algorithm),
            'PKCS#8' => Key::fromPem($this->pair['pkcs8'], null, $this->algorithm),
        ];
        $thumbprint = $this->jose->succeed(['op' => 'thumbprint', 'jwk' => $this->pair['public']])['thumbprint'];
        foreach ($private as $form => $key) {
            $jwt = oauth2_jwt_sign(self::CLAIMS, $key);
            $verify = ['op' => 'verify', 'alg' => $this->algorithm, 'jwk' => $this->pair['public'], 'now' => self::NOW];
            $answer = $this->jose->succeed(['jwt' => $jwt] + $verify);
            $this->report->same(self::CLAIMS, $answer['claims'], "signs with jose's $this->algorithm from $form");
            $this->report->same($thumbprint, $key->thumbprint(), "thumbprint of jose's $this->algorithm from $form");
        }
    }

    private function tokensToFirebase(): void
    {
        $decoded = FirebaseJwt::decode($this->jwt, FirebaseJwk::parseKeySet($this->set()));
        $this->report->same(self::CLAIMS['sub'], $decoded->sub, "firebase takes $this->algorithm by JWKS");
        $pem = $this->algorithm === 'EdDSA'
            ? base64_encode(self::raw($this->key->toPublicJwk()['x']))
            : $this->key->toPublicPem();
        $decoded = FirebaseJwt::decode($this->jwt, new FirebaseKey($pem, $this->algorithm));
        $this->report->same(self::CLAIMS['scope'], $decoded->scope, "firebase takes $this->algorithm by key");
        try {
            FirebaseJwt::decode(self::forged($this->jwt), new FirebaseKey($pem, $this->algorithm));
            $this->report->check(false, "firebase refuses a damaged $this->algorithm");
        } catch (\UnexpectedValueException) {
            $this->report->check(true, "firebase refuses a damaged $this->algorithm");
        }
    }

    private function tokensFromFirebase(): void
    {
        $material = $this->algorithm === 'EdDSA' ? base64_encode($this->secretKey()) : $this->pair['pkcs8'];
        $jwt = FirebaseJwt::encode(self::CLAIMS, $material, $this->algorithm, 'theirs', ['typ' => self::TYPE]);
        $this->takes($jwt, [
            'key' => Key::fromPem($this->pair['pkcs8'], null, $this->algorithm)->publicKey(),
            'JWKS' => KeySet::fromJwks((string) json_encode(['keys' => [$this->theirs()]])),
        ], 'firebase');
    }

    private function tokensToLcobucci(): void
    {
        $pem = $this->key->toPublicPem();
        $subject = Lcobucci::subject($this->jwt, $pem, $this->algorithm, self::NOW);
        $this->report->same(self::CLAIMS['sub'], $subject, "lcobucci takes $this->algorithm");
        $damaged = Lcobucci::accepts(self::forged($this->jwt), $pem, $this->algorithm, self::NOW);
        $this->report->same(false, $damaged, "lcobucci refuses a damaged $this->algorithm");
    }

    private function tokensFromLcobucci(): void
    {
        $material = $this->algorithm === 'EdDSA' ? $this->secretKey() : $this->pair['pkcs8'];
        $jwt = Lcobucci::token(self::CLAIMS, $material, $this->algorithm);
        $expect = ['type' => 'JWT'] + self::EXPECT;
        $claims = oauth2_jwt_verify($jwt, Key::fromJwk($this->pair['public'], $this->algorithm), $expect);
        ksort($claims);
        $expected = self::CLAIMS;
        ksort($expected);
        /* lcobucci writes whole seconds as integers and a single audience as a string. */
        $this->report->same($expected, $claims, "takes lcobucci's $this->algorithm");
    }

    /**
     * Verifies another library's token with each of the keys, and checks that a changed token is refused.
     *
     * @param array<string, Key|KeySet> $keys
     */
    private function takes(string $jwt, array $keys, string $from): void
    {
        foreach ($keys as $form => $key) {
            $name = "takes $from's $this->algorithm by $form";
            $this->report->guard($name, function () use ($jwt, $key, $name): void {
                $this->report->same(self::CLAIMS, oauth2_jwt_verify($jwt, $key, self::EXPECT), $name);
            });
            try {
                oauth2_jwt_verify(self::forged($jwt), $key, self::EXPECT);
                $this->report->check(false, "$name: damaged", 'accepted');
            } catch (InvalidTokenException $error) {
                $this->report->same('signature', $error->reason, "$name: damaged");
            }
        }
    }

    /** @return array<string, mixed> our key and another one */
    private function set(): array
    {
        return (new KeySet($this->key, Key::generate('EdDSA', null, 'other')))->toJwks();
    }

    /** @return array<string, string> jose's public key as a server would publish it */
    private function theirs(): array
    {
        return ['kid' => 'theirs', 'alg' => $this->algorithm, 'use' => 'sig'] + $this->pair['public'];
    }

    /** jose's Ed25519 key as libsodium's secret key of 64 bytes. */
    private function secretKey(): string
    {
        return self::raw($this->pair['private']['d']) . self::raw($this->pair['private']['x']);
    }

    private static function raw(string $base64url): string
    {
        return sodium_base642bin($base64url, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
    }

    /** Changes the first character of the signature, which has no unused bits. */
    private static function forged(string $jwt): string
    {
        $at = (int) strrpos($jwt, '.') + 1;

        return substr_replace($jwt, $jwt[$at] === 'A' ? 'B' : 'A', $at, 1);
    }
}
