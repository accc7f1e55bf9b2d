<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/*
 * Every operation of the extension, with every single one of its allocations failing in turn, each in a process of its own:
 * that process has to end as PHP ends at its memory limit, with whatever was half made taken down, and the extension has to
 * work as before in what of it still runs. Needs the modules oauth2 and failing_allocations (failing.c) and
 * USE_ZEND_ALLOC=0; under AddressSanitizer with another exit code than these.
 */

use OAuth2\Key;
use OAuth2\KeySet;

require __DIR__ . '/../support/Report.php';
require __DIR__ . '/../inc/jose.inc';
require __DIR__ . '/../inc/der.inc';

const COMPLETED = 42;
const FATAL = 255;
const BROKEN_AFTERWARDS = 43;

/** @return array<string, \Closure(): mixed> */
function operations(): array
{
    $keys = $privateJwks = $publicJwks = $tokens = $sealed = [];
    $wrap = str_repeat('w', 32);
    foreach (['RS256' => 'rsa2048_pkcs8', 'ES256' => 'p256_pkcs8', 'EdDSA' => 'ed25519_pkcs8'] as $algorithm => $name) {
        $keys[$algorithm] = Key::fromPem(pem($name), keyId: "key $algorithm");
        $privateJwks[$algorithm] = private_jwk($name) + ['kid' => "key $algorithm"];
        $publicJwks[$algorithm] = $keys[$algorithm]->toPublicJwk();
        $tokens[$algorithm] = oauth2_jwt_sign(['exp' => 2000, 'aud' => ['a', 'b'], 'x' => ['y' => [1, 2.5, null]]], $keys[$algorithm]);
        $sealed[$algorithm] = $keys[$algorithm]->seal($wrap);
    }
    $keys['PS256'] = Key::fromPem(pem('rsa2048_pkcs8'), algorithm: 'PS256', keyId: 'key RS256');
    $publicJwks['PS256'] = $keys['PS256']->toPublicJwk();
    $set = new KeySet(...[$keys['RS256'], $keys['ES256'], $keys['EdDSA']]);
    $jwks = ['keys' => array_values($publicJwks)];
    $badJwks = ['keys' => [['kty' => 'oct', 'k' => 'AA'], 'x', ['kid' => 5] + $publicJwks['EdDSA'], ...array_values($publicJwks), ...array_values($publicJwks),
        ['kid' => 'key EdDSA', 'x' => b64u((string) hex2bin('5866666666666666666666666666666666666666666666666666666666666666'))] + $publicJwks['EdDSA']]];
    $many = [];
    for ($i = 0; $i < 20; ++$i) {
        $many[] = ['kid' => "many $i"] + $publicJwks['EdDSA'];
        $manyKeys[] = Key::fromJwk($many[$i]);
    }
    $large = json_encode(array_fill_keys(array_map(static fn (int $i): string => "name $i", range(1, 40)), 1));
    $largeToken = signed_claims_es256((string) $large);
    $hash = oauth2_secret_hash('secret');
    $sealedText = oauth2_seal('data', $wrap, 'context');
    $argon = '$argon2id$v=19$m=8,t=1,p=1$osGoZhZDZML7v+I98Lg5UQ$KG2nrar2dmK9UiZmISYJQmG1kLxI0hhvIjKf7UbnCz0';
    $verifier = str_repeat('v', 43);
    $expect = ['audience' => ['b'], 'require' => ['exp'], 'now' => 1000];

    $operations = [
        'secret_generate' => static fn () => oauth2_secret_generate(64),
        'random_hex' => static fn () => oauth2_random_hex(),
        'secret_hash' => static fn () => oauth2_secret_hash('secret'),
        'secret_hash, empty' => static fn () => oauth2_secret_hash(''),
        'secret_verify' => static fn () => oauth2_secret_verify('secret', $hash),
        'secret_verify, Argon2id' => static fn () => oauth2_secret_verify('secret', $argon),
        'secret_equals' => static fn () => oauth2_secret_equals('a', 'b'),
        'token_digest' => static fn () => oauth2_token_digest('token'),
        'derive_key' => static fn () => oauth2_derive_key('secret', 'context'),
        'seal' => static fn () => oauth2_seal('data', $wrap, 'context'),
        'open' => static fn () => oauth2_open($sealedText, $wrap, 'context'),
        'open, not' => static fn () => oauth2_open($sealedText, $wrap, 'another'),
        'pkce_verifier' => static fn () => oauth2_pkce_verifier(),
        'pkce_challenge' => static fn () => oauth2_pkce_challenge($verifier),
        'pkce_challenge, not' => static fn () => oauth2_pkce_challenge('short'),
        'pkce_verify' => static fn () => oauth2_pkce_verify($verifier, $verifier, 'plain'),
        'redirect_uri_valid' => static fn () => oauth2_redirect_uri_valid('cursor://x/y', ['cursor']),
        'redirect_uri_valid, not' => static fn () => oauth2_redirect_uri_valid('cursor://x/y', ['not a scheme']),
        'redirect_uri_matches' => static fn () => oauth2_redirect_uri_matches('http://127.0.0.1/x', 'http://127.0.0.1:1/x'),
        'jwt_sign' => static fn () => oauth2_jwt_sign(['exp' => 1, 'a' => ['b' => 1.5, 'c' => ["\u{e9}\n", true]]], $keys['ES256'], ['typ' => 'x']),
        'jwt_sign, not' => static fn () => oauth2_jwt_sign(['a' => \NAN], $keys['ES256']),
        'jwt_sign, too long' => static fn () => oauth2_jwt_sign(['a' => str_repeat('x', 20000)], $keys['EdDSA']),
        'jwt_verify of a set' => static fn () => oauth2_jwt_verify($tokens['EdDSA'], $set, $expect),
        'jwt_verify, expired' => static fn () => oauth2_jwt_verify($tokens['EdDSA'], $set, ['now' => 3000]),
        'jwt_verify, no token' => static fn () => oauth2_jwt_verify('x', $set),
        'jwt_verify, many members' => static fn () => oauth2_jwt_verify($largeToken, $keys['ES256'], ['require' => []]),
        'jwt_verify, misspelt' => static fn () => oauth2_jwt_verify('x', $set, ['isuer' => 'x']),
        'jwt_decode_unverified' => static fn () => oauth2_jwt_decode_unverified($tokens['RS256']),
        'Key::fromPem, encrypted' => static fn () => Key::fromPem(pem('p256_encrypted'), 'correct horse'),
        'Key::fromPem, headers' => static fn () => Key::fromPem(pem('rsa2048_pkcs1_encrypted'), 'correct horse'),
        'Key::fromPem, wrong passphrase' => static fn () => Key::fromPem(pem('p256_encrypted'), 'x'),
        'Key::fromPem, no key' => static fn () => Key::fromPem('x'),
        'Key::fromPem, weak' => static fn () => Key::fromPem(pem('rsa1024')),
        'Key::fromCertificate' => static fn () => Key::fromCertificate(pem('certificate'), keyId: 'new'),
        'Key::fromCertificate, known' => static fn () => Key::fromCertificate(pem('certificate')),
        'Key::fromCertificate, not' => static fn () => Key::fromCertificate(pem('p256_public')),
        'Key::fromCertificate, malformed' => static fn () => Key::fromCertificate(str_replace('MII', 'MIM', pem('certificate'))),
        'Key::fromPem, unknown algorithm' => static fn () => Key::fromPem('x', algorithm: 'none'),
        'Key::fromJwk, unknown' => static fn () => Key::fromJwk(['kty' => 'x']),
        'Key::fromJwk, text, not' => static fn () => Key::fromJwk('{"kty":"OKP","kty":"x"}'),
        'Key::unseal, not' => static fn () => Key::unseal('v1.x', $wrap),
        'Key is not constructed' => static fn () => new Key(),
        'Key::publicKey of a public key' => static fn () => $keys['ES256']->publicKey()->publicKey(),
        'new KeySet' => static fn () => new KeySet($keys['RS256'], $keys['ES256'], $keys['EdDSA']),
        'new KeySet of many' => static fn () => new KeySet(...$manyKeys),
        'new KeySet, twice' => static fn () => new KeySet($keys['RS256'], $keys['RS256']),
        'new KeySet, no key' => static fn () => new KeySet($keys['RS256'], 1),
        'KeySet::fromJwks' => static fn () => KeySet::fromJwks($jwks),
        'KeySet::fromJwks, text' => static fn () => KeySet::fromJwks((string) json_encode($jwks)),
        'KeySet::fromJwks of many' => static fn () => KeySet::fromJwks(['keys' => $many]),
        'KeySet::fromJwks, entries to pass over' => static fn () => KeySet::fromJwks($badJwks),
        'KeySet::fromJwks, entries to refuse' => static fn () => KeySet::fromJwks($badJwks, true),
        'KeySet::fromJwks, two of one id' => static fn () => KeySet::fromJwks($jwks, true),
        'KeySet::fromJwks, no set' => static fn () => KeySet::fromJwks('{}'),
        'KeySet::toJwks' => static fn () => $set->toJwks(),
        'KeySet::find' => static fn () => $set->find('key ES256', 'ES256'),
        'KeySet, iterated' => static fn () => iterator_to_array($set),
        'KeySet, iterated twice at once' => static function () use ($set): void {
            foreach ($set as $id => $key) {
                foreach ($set->getIterator() as $other) {
                }
            }
        },
        'a key in an exception' => static fn () => throw new \OAuth2\InvalidTokenException('x'),
        'phpinfo' => static function (): void {
            ob_start();
            (new \ReflectionExtension('oauth2'))->info();
            ob_end_clean();
        },
    ];
    foreach (['RS256', 'ES256', 'EdDSA'] as $algorithm) {
        $key = $keys[$algorithm];
        $name = ['RS256' => 'rsa2048_pkcs8', 'ES256' => 'p256_pkcs8', 'EdDSA' => 'ed25519_pkcs8'][$algorithm];
        $operations += [
            "jwt_sign, $algorithm" => static fn () => oauth2_jwt_sign(['exp' => 1], $key),
            "jwt_verify, $algorithm" => static fn () => oauth2_jwt_verify($tokens[$algorithm], $key, $expect),
            "Key::fromPem, $algorithm" => static fn () => Key::fromPem(pem($name), keyId: 'new'),
            "Key::fromPem, known, $algorithm" => static fn () => Key::fromPem(pem($name), keyId: "key $algorithm"),
            "Key::fromJwk, $algorithm" => static fn () => Key::fromJwk($privateJwks[$algorithm]),
            "Key::fromJwk, text, $algorithm" => static fn () => Key::fromJwk((string) json_encode($privateJwks[$algorithm])),
            "Key::unseal, $algorithm" => static fn () => Key::unseal($sealed[$algorithm], $wrap),
            "Key::seal, $algorithm" => static fn () => $key->seal($wrap),
            "Key::toPem, $algorithm" => static fn () => $key->toPem(),
            "Key::toPublicPem, $algorithm" => static fn () => $key->toPublicPem(),
            "Key::toPublicJwk, $algorithm" => static fn () => $key->toPublicJwk(),
            "Key::publicKey, $algorithm" => static fn () => $key->publicKey(),
            "Key::thumbprint, $algorithm" => static fn () => $key->thumbprint(),
        ];
    }
    $operations['Key::generate, ES256'] = static fn () => Key::generate('ES256');
    $operations['Key::generate, EdDSA'] = static fn () => Key::generate('EdDSA', keyId: 'x');

    return $operations;
}

/** Checks after an aborted operation that the existing keys and the cache are intact. */
function works(Key $key, KeySet $set, string $pem): bool
{
    $token = oauth2_jwt_sign(['exp' => 2000], $key);

    return oauth2_jwt_verify($token, $set, ['now' => 1000]) === ['exp' => 2000]
        && Key::fromPem($pem, keyId: $key->keyId)->thumbprint() === $key->thumbprint()
        && Key::fromPem($pem, keyId: 'new')->toPublicPem() === $key->toPublicPem();
}

/** Runs an operation in a child whose allocation of that number fails; how the child ended. */
function run(\Closure $operation, int $number): int
{
    static $key, $set, $pem;
    $pem ??= pem('p256_pkcs8');
    $key ??= Key::fromPem($pem, keyId: 'kept');
    $set ??= new KeySet($key, Key::fromPem(pem('ed25519_pkcs8')));
    $child = pcntl_fork();
    if ($child === 0) {
        register_shutdown_function(static function () use ($key, $set, $pem): void {
            try {
                works($key, $set, $pem) || exit(BROKEN_AFTERWARDS);
            } catch (\Throwable) {
                exit(BROKEN_AFTERWARDS);
            }
        });
        try {
            allocation_fail_at($number);
            $operation();
            allocation_count();
        } catch (\Throwable $e) {
            allocation_count();
        }
        exit(COMPLETED);
    }
    pcntl_waitpid($child, $status);

    return pcntl_wifexited($status) ? pcntl_wexitstatus($status) : -pcntl_wtermsig($status);
}

/** How many allocations an operation makes, each of which has failed once; -1 if one of these ends was another than PHP's own. */
function each_fails(\Closure $operation, string &$flaw): int
{
    for ($number = 1; $number < 2000; ++$number) {
        $end = run($operation, $number);
        if ($end === COMPLETED) {
            return $number - 1;
        }
        if ($end !== FATAL) {
            $flaw = $end === BROKEN_AFTERWARDS ? "allocation $number: the extension is broken afterwards" : "allocation $number: the process ended with $end";

            return -1;
        }
    }
    $flaw = 'it never completes';

    return -1;
}

ini_set('display_errors', '0');
ini_set('log_errors', '0');
$report = new Report();
$flaw = '';
$operations = operations();
$total = 0;
$only = $argv[1] ?? '';
foreach ($operations as $name => $operation) {
    if ($only !== '' && !str_contains($name, $only)) {
        continue;
    }
    $count = each_fails($operation, $flaw);
    $report->check($count >= 0, "$name: $flaw");
    $total += max($count, 0);
}
/* The search finds: the same fault that key sets once had. Silent, for a sanitizer writes pages about it. */
if ($only === '') {
    fclose(STDERR);
    $report->check(each_fails(allocation_plant(...), $flaw) === -1, 'a planted fault is found');
    $report->check($total > 500, "at least 500 allocations failed: $total");
}
echo count($operations), " operations, $total allocations\n";
$report->finish();
