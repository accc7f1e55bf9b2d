<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/*
 * Measures the resident size over many calls: after a warm-up, no workload may enlarge the process by more than LIMIT.
 * Usage: flat.php [full]; full makes 1,000,000 signatures and 100,000 keys and takes minutes.
 */

use OAuth2\Exception;
use OAuth2\Key;
use OAuth2\KeySet;

require __DIR__ . '/../support/Report.php';

const LIMIT = 768 * 1024;
const NOW = 1_800_000_000;

/** The resident size of this process in bytes. */
function resident(): int
{
    preg_match('/^VmRSS:\s+(\d+) kB/m', (string) file_get_contents('/proc/self/status'), $match);

    return 1024 * (int) $match[1];
}

/**
 * @param \Closure(int): void $call
 * @return int Growth of the process in bytes after the first fifth.
 */
function growth(int $times, \Closure $call): int
{
    $warm = intdiv($times, 5);
    for ($i = 0; $i < $warm; ++$i) {
        $call($i);
    }
    gc_collect_cycles();
    $before = resident();
    for (; $i < $times; ++$i) {
        $call($i);
    }
    gc_collect_cycles();

    return resident() - $before;
}

/** Runs a call that must be refused. */
function refused(\Closure $call): void
{
    try {
        $call();
    } catch (Exception | \ValueError) {
        return;
    }
    throw new \LogicException('the call was not refused');
}

$full = ($argv[1] ?? '') === 'full';
$scale = $full ? 20 : 1;
$report = new Report();

$ed = Key::generate('EdDSA');
$ec = Key::generate('ES256');
$rsa = Key::generate('RS256');
$pss = Key::generate('PS256');
$claims = ['iss' => 'https://a.example', 'sub' => 'u', 'aud' => ['a', 'b'], 'exp' => NOW + 60, 'n' => ['a' => [1, 2.5]]];
$expect = ['issuer' => 'https://a.example', 'audience' => 'b', 'now' => NOW];
$rsaToken = oauth2_jwt_sign($claims, $rsa);
$edToken = oauth2_jwt_sign($claims, $ed);
$rsaSet = new KeySet($rsa->publicKey(), $ed->publicKey(), $ec->publicKey());
$wrapping = oauth2_derive_key(oauth2_secret_generate(), 'keys');
$sealedKey = $rsa->seal($wrapping);
$pem = $rsa->toPem();
$jwks = json_encode($rsaSet->toJwks());
$hash = oauth2_secret_hash('a secret of the machine');

$workloads = [
    'EdDSA sign and verify' => [50_000, static function (int $i) use ($claims, $ed, $expect): void {
        oauth2_jwt_verify(oauth2_jwt_sign(['jti' => "j$i"] + $claims, $ed), $ed, $expect);
    }],
    'RS256 verify' => [25_000, static function () use ($rsaToken, $rsaSet, $expect): void {
        oauth2_jwt_verify($rsaToken, $rsaSet, $expect);
    }],
    'ES256 and PS256 sign and verify' => [500, static function () use ($claims, $ec, $pss, $expect): void {
        oauth2_jwt_verify(oauth2_jwt_sign($claims, $ec), $ec, $expect);
        oauth2_jwt_verify(oauth2_jwt_sign($claims, $pss), $pss, $expect);
    }],
    'different keys' => [5_000, static function (int $i): void {
        $key = Key::generate($i % 2 === 0 ? 'EdDSA' : 'ES256', null, "k$i");
        Key::fromJwk($key->toPublicJwk())->thumbprint();
        if ($i % 4 === 1) {
            Key::fromPem($key->toPem())->publicKey();
        }
    }],
    'refused tokens' => [10_000, static function (int $i) use ($edToken, $rsaToken, $ed, $rsaSet, $expect): void {
        refused(static fn () => oauth2_jwt_verify(substr_replace($edToken, 'AAAA', -6, 4), $ed, $expect));
        refused(static fn () => oauth2_jwt_verify($edToken, $ed, ['now' => NOW + 61] + $expect));
        refused(static fn () => oauth2_jwt_verify(substr($rsaToken, 0, $i % strlen($rsaToken)), $rsaSet, $expect));
        refused(static fn () => oauth2_jwt_decode_unverified(base64_encode('{"alg":"x"}') . '.eyJhIjoxLCJhIjoyfQ.'));
        refused(static fn () => oauth2_jwt_sign(['a' => NAN], $ed));
    }],
    'refused keys' => [1_500, static function (int $i) use ($pem, $ec): void {
        refused(static fn () => Key::fromPem(substr_replace($pem, 'AAAA', 40 + $i % 1000, 4) . 'x'));
        refused(static fn () => Key::fromJwk(['kty' => 'RSA', 'n' => 'AQ', 'e' => 'AQAB']));
        refused(static fn () => Key::fromJwk(['x' => str_repeat('A', 43)] + $ec->toPublicJwk()));
        refused(static fn () => KeySet::fromJwks('{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"}]}', true));
        KeySet::fromJwks('{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"}]}');
    }],
    'seal, open, JWKS' => [2_500, static function (int $i) use ($sealedKey, $wrapping, $jwks): void {
        oauth2_open(oauth2_seal(str_repeat('x', $i % 500), $wrapping, "c$i"), $wrapping, "c$i");
        Key::unseal($sealedKey, $wrapping);
        KeySet::fromJwks($jwks)->toJwks();
    }],
    'secrets, PKCE, redirect URIs' => [25_000, static function (int $i) use ($hash): void {
        oauth2_secret_verify("s$i", $hash);
        oauth2_secret_verify('x', oauth2_secret_hash(oauth2_secret_generate()));
        $verifier = oauth2_pkce_verifier();
        oauth2_pkce_verify($verifier, oauth2_pkce_challenge($verifier));
        oauth2_redirect_uri_valid("https://a.example/$i?b=c");
        oauth2_redirect_uri_parse("https://A.example:8443/$i?code=c", ['x']);
        oauth2_redirect_uri_parse("app$i:/cb");
        oauth2_redirect_uri_matches("http://127.0.0.1/$i", "http://127.0.0.1:$i/$i");
        oauth2_token_digest("t$i");
    }],
];

/* The measurement must detect a leak of 32 bytes per call. */
$kept = [];
$leak = growth(50_000, static function (int $i) use (&$kept): void {
    $kept[] = "leak $i";
});
$report->check($leak > LIMIT, 'a planted leak is detected', "grew by $leak bytes");
$kept = [];

foreach ($workloads as $name => [$times, $call]) {
    $times *= $scale;
    $start = hrtime(true);
    $grown = growth($times, $call);
    $seconds = (hrtime(true) - $start) / 1e9;
    $line = '%s: %s times, %.1f s, resident size %+d KiB';
    $report->note(sprintf($line, $name, number_format($times), $seconds, intdiv($grown, 1024)));
    $report->check($grown <= LIMIT, "$name: resident size stays flat", "grew by $grown bytes");
}
$report->finish();
