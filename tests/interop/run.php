<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/*
 * Tokens, keys and key sets exchanged in both directions with jose (JavaScript), lcobucci/jwt and firebase/php-jwt.
 * Usage: run.php NODE_MODULES AUTOLOAD
 */

use Firebase\JWT\JWK as FirebaseJwk;
use Firebase\JWT\JWT as FirebaseJwt;
use Firebase\JWT\Key as FirebaseKey;
use OAuth2\InvalidTokenException;
use OAuth2\Key;
use OAuth2\KeySet;

require __DIR__ . '/../support/Report.php';
require __DIR__ . '/../support/Jose.php';
require __DIR__ . '/Lcobucci.php';
require $argv[2];

const NOW = 1_800_000_000;
const TYPE = 'at+jwt';

/** @return array<string, mixed> */
function claims(): array
{
    return [
        'iss' => 'https://matomo.example/path',
        'aud' => 'https://matomo.example/index.php?module=API',
        'sub' => 'grüße/"quoted"\\',
        'scope' => 'matomo:read',
        'jti' => 'a1b2',
        'iat' => NOW - 10,
        'exp' => NOW + 3600,
        'nested' => ['list' => [1, 2.5, true, null, '€'], 'deep' => ['a' => ['b' => 'c']]],
    ];
}

/** @return array<string, mixed> */
function expectations(): array
{
    return [
        'issuer' => claims()['iss'],
        'audience' => ['https://other.example', claims()['aud']],
        'subject' => claims()['sub'],
        'type' => 'application/' . TYPE,
        'require' => ['exp', 'iat', 'jti'],
        'now' => NOW,
    ];
}

/** Damages the signature in its first character, which no padding bit is part of. */
function forged(string $jwt): string
{
    $at = strrpos($jwt, '.') + 1;

    return substr_replace($jwt, $jwt[$at] === 'A' ? 'B' : 'A', $at, 1);
}

$report = new Report();
$jose = new Jose($argv[1]);
$theirs = ['firebase' => ['RS256', 'PS256', 'ES256', 'EdDSA'], 'lcobucci' => ['RS256', 'ES256', 'EdDSA']];

/** Whether the extension verifies a foreign token, and refuses it as soon as it is damaged. */
$accepted = static function (string $name, string $jwt, Key|KeySet $keys) use ($report): void {
    $report->guard($name, static function () use ($report, $name, $jwt, $keys): void {
        $report->same(claims(), oauth2_jwt_verify($jwt, $keys, expectations()), $name);
    });
    try {
        oauth2_jwt_verify(forged($jwt), $keys, expectations());
        $report->check(false, "$name damaged", 'accepted');
    } catch (InvalidTokenException $error) {
        $report->same('signature', $error->reason, "$name damaged");
    }
};

foreach (['RS256', 'PS256', 'ES256', 'EdDSA'] as $algorithm) {
    /* Ours, there. */
    $key = Key::generate($algorithm, null, "ours-$algorithm");
    $jwt = oauth2_jwt_sign(claims(), $key, ['typ' => TYPE]);
    $jwk = $key->toPublicJwk();
    $verify = ['op' => 'verify', 'alg' => $algorithm, 'jwt' => $jwt, 'now' => NOW, 'typ' => TYPE,
        'issuer' => claims()['iss'], 'audience' => claims()['aud'], 'subject' => claims()['sub']];
    $set = (new KeySet($key, Key::generate('EdDSA', null, 'other')))->toJwks();
    foreach (['jwk' => $jwk, 'jwks' => $set, 'pem' => $key->toPublicPem()] as $form => $material) {
        $report->guard("jose takes $algorithm by $form", static function () use ($report, $jose, $verify, $form, $material, $algorithm): void {
            $answer = $jose->succeed($verify + [$form => $material]);
            $report->same(claims(), $answer['claims'], "jose takes $algorithm by $form");
            $report->same(
                ['alg' => $algorithm, 'kid' => "ours-$algorithm", 'typ' => TYPE],
                (static function (array $header): array { ksort($header); return $header; })($answer['header']),
                "jose reads the header of $algorithm by $form",
            );
        });
        $answer = $jose->ask(['jwt' => forged($jwt)] + $verify + [$form => $material]);
        $report->same(false, $answer['ok'], "jose refuses a damaged $algorithm by $form");
    }
    $report->guard("jose reads our PKCS#8 of $algorithm", static function () use ($report, $jose, $key, $algorithm): void {
        $answer = $jose->succeed(['op' => 'importKey', 'alg' => $algorithm, 'pem' => $key->toPem()]);
        $report->same('private', $answer['type'], "jose reads our PKCS#8 of $algorithm");
        $again = Key::fromJwk($answer['jwk'], $algorithm);
        $report->same($key->thumbprint(), $again->thumbprint(), "our $algorithm key comes back from jose as a JWK");
        $token = oauth2_jwt_sign(['exp' => NOW], $again);
        $report->same(['exp' => NOW], oauth2_jwt_verify($token, $key->publicKey(), ['now' => 1] ), "$algorithm key that came back signs");
    });
    $report->guard("jose's thumbprint of $algorithm", static function () use ($report, $jose, $jwk, $key, $algorithm): void {
        $answer = $jose->succeed(['op' => 'thumbprint', 'jwk' => $jwk]);
        $report->same($answer['thumbprint'], $key->thumbprint(), "thumbprint of $algorithm");
    });
    if ($algorithm !== 'PS256') { // firebase and lcobucci have no PSS
        $report->guard("lcobucci takes $algorithm", static function () use ($report, $jwt, $key, $algorithm): void {
            $report->same(claims()['sub'], Lcobucci::subject($jwt, $key->toPublicPem(), $algorithm, NOW), "lcobucci takes $algorithm");
        });
        $report->check(!Lcobucci::accepts(forged($jwt), $key->toPublicPem(), $algorithm, NOW), "lcobucci refuses a damaged $algorithm");
        $report->guard("firebase takes $algorithm", static function () use ($report, $jwt, $key, $set, $algorithm): void {
            FirebaseJwt::$timestamp = NOW;
            $decoded = FirebaseJwt::decode($jwt, FirebaseJwk::parseKeySet($set));
            $report->same(claims()['sub'], $decoded->sub, "firebase takes $algorithm by JWKS");
            if ($algorithm !== 'EdDSA') {
                $decoded = FirebaseJwt::decode($jwt, new FirebaseKey($key->toPublicPem(), $algorithm));
                $report->same(claims()['scope'], $decoded->scope, "firebase takes $algorithm by PEM");
            }
        });
    }

    /* Theirs, here. */
    $pair = $jose->succeed(['op' => 'generate', 'alg' => $algorithm]);
    $header = ['alg' => $algorithm, 'kid' => 'theirs', 'typ' => TYPE];
    $jwt = $jose->succeed(['op' => 'sign', 'alg' => $algorithm, 'jwk' => $pair['private'], 'claims' => claims(), 'header' => $header])['jwt'];
    $public = ['kid' => 'theirs', 'alg' => $algorithm, 'use' => 'sig'] + $pair['public'];
    $accepted("takes jose's $algorithm by JWK", $jwt, Key::fromJwk($pair['public'], $algorithm));
    $accepted("takes jose's $algorithm by JWK text", $jwt, Key::fromJwk(json_encode($public)));
    $accepted("takes jose's $algorithm by private JWK", $jwt, Key::fromJwk($pair['private'], $algorithm));
    $accepted("takes jose's $algorithm by PEM", $jwt, Key::fromPem($pair['spki'], null, $algorithm));
    $accepted("takes jose's $algorithm by PKCS#8", $jwt, Key::fromPem($pair['pkcs8'], null, $algorithm));
    $accepted("takes jose's $algorithm by JWKS", $jwt, KeySet::fromJwks(['keys' => [$public, ['kid' => 'b'] + $jwk]]));
    $report->guard("signs with jose's $algorithm", static function () use ($report, $jose, $pair, $algorithm, $verify): void {
        foreach (['jwk' => Key::fromJwk($pair['private'], $algorithm), 'pem' => Key::fromPem($pair['pkcs8'], null, $algorithm)] as $form => $own) {
            $token = oauth2_jwt_sign(claims(), $own, ['typ' => TYPE]);
            $answer = $jose->succeed(['jwt' => $token, 'jwk' => $pair['public']] + $verify);
            $report->same(claims(), $answer['claims'], "signs with jose's $algorithm from $form");
        }
        $report->same($pair['pkcs8'] === '' ? '' : $jose->succeed(['op' => 'thumbprint', 'jwk' => $pair['public']])['thumbprint'],
            Key::fromPem($pair['spki'], null, $algorithm)->thumbprint(), "thumbprint of jose's $algorithm from PEM");
    });
    if ($algorithm !== 'PS256') {
        $report->guard("firebase's $algorithm", static function () use ($accepted, $algorithm, $pair, $public): void {
            $own = Key::fromPem($pair['pkcs8'], null, $algorithm);
            $material = $algorithm === 'EdDSA' ? Lcobucci::seedAndPublic($pair['private']) : $pair['pkcs8'];
            $token = FirebaseJwt::encode(claims(), $material, $algorithm, 'theirs', ['typ' => TYPE]);
            $accepted("takes firebase's $algorithm by key", $token, $own->publicKey());
            $accepted("takes firebase's $algorithm by JWKS", $token, KeySet::fromJwks(json_encode(['keys' => [$public]])));
        });
        $report->guard("lcobucci's $algorithm", static function () use ($report, $algorithm, $pair): void {
            $material = $algorithm === 'EdDSA' ? base64_decode(Lcobucci::seedAndPublic($pair['private'])) : $pair['pkcs8'];
            $token = Lcobucci::token(claims(), $material, $algorithm, NOW);
            $key = Key::fromJwk($pair['public'], $algorithm);
            $seen = oauth2_jwt_verify($token, $key, ['now' => NOW, 'issuer' => claims()['iss'], 'audience' => claims()['aud']]);
            $report->same(claims()['sub'], $seen['sub'], "takes lcobucci's $algorithm");
            $report->same('matomo:read', $seen['scope'], "takes lcobucci's $algorithm with its claims");
        });
    }
}

/* Text that one side escapes and the other does not. */
$key = Key::generate('ES256');
foreach (["\u{1F600}", "a\u{2028}b", '</script>', "tab\tnew\nline", '0', '', "nul\0", 'https://a/b?c=d&e=f'] as $text) {
    $jwt = oauth2_jwt_sign(['exp' => NOW, 't' => $text], $key);
    $answer = $jose->succeed(['op' => 'verify', 'alg' => 'ES256', 'jwt' => $jwt, 'now' => 1, 'jwk' => $key->toPublicJwk()]);
    $report->same($text, $answer['claims']['t'], 'text to jose: ' . json_encode($text));
    $pair ??= [];
}
$numbers = [0, -1, 1.5, 1e20, -0.0, 9007199254740991, 0.1, 1.0];
$jwt = oauth2_jwt_sign(['exp' => NOW, 'n' => $numbers], $key);
$answer = $jose->succeed(['op' => 'verify', 'alg' => 'ES256', 'jwt' => $jwt, 'now' => 1, 'jwk' => $key->toPublicJwk()]);
foreach ($numbers as $at => $number) {
    $report->check((float) $number === (float) $answer['claims']['n'][$at], 'number to jose: ' . var_export($number, true));
}
$report->finish();
