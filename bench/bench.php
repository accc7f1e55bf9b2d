<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Bench;

/*
 * Prints the table of speeds with its bars as Markdown. Usage: bench.php AUTOLOAD ROUNDS
 * The exit status is 1 if a bar is missed.
 */

use OAuth2\Key;

require __DIR__ . '/Contest.php';
require __DIR__ . '/Peers.php';
require __DIR__ . '/versions.php';
require $argv[1];

$rounds = (int) $argv[2];
$now = 1_800_000_000;
$claims = [
    'iss' => 'https://matomo.example',
    'aud' => 'https://matomo.example/api',
    'sub' => 'jane',
    'client_id' => str_repeat('c', 32),
    'iat' => $now - 10,
    'exp' => $now + 3600,
    'jti' => str_repeat('a', 32),
    'scope' => 'matomo:read',
    'auth_id' => str_repeat('b', 32),
];
$expect = ['issuer' => $claims['iss'], 'audience' => $claims['aud'], 'type' => 'at+jwt', 'now' => $now];
$type = ['typ' => 'at+jwt'];
$rows = [];
$missed = 0;

/**
 * @param list<array{string, float, string}> $bars name, value and bar, such as "<= 1.15" or ">= 5"
 */
$row = static function (string $operation, Contest $contest, array $bars) use (&$rows, &$missed): void {
    $cells = [];
    foreach ($bars as [$what, $value, $bar]) {
        [$sign, $limit] = explode(' ', $bar);
        $holds = $sign === '<=' ? $value <= (float) $limit : $value >= (float) $limit;
        $missed += $holds ? 0 : 1;
        $shown = number_format($value, $value >= 100 ? 0 : ($value >= 10 ? 1 : 2));
        $bar = ($sign === '<=' ? '≤ ' : '≥ ') . number_format((float) $limit, str_contains($limit, '.') ? 2 : 0);
        $cells[] = "$what $shown ($bar: " . ($holds ? 'met' : 'MISSED') . ')';
    }
    $times = [number_format($contest->time('ours'), 2), number_format($contest->time('floor'), 2)];
    $rows[] = [$operation, ...$times, implode('; ', $cells)];
    fprintf(STDERR, "%-44s %9s µs   %s\n", $operation, $times[0], implode('; ', $cells));
};

/* JWT, RS256 */
$rsa = Key::generate('RS256', 2048, 'k');
$public = $rsa->publicKey();
$jwt = oauth2_jwt_sign($claims, $rsa, $type);
$cut = strrpos($jwt, '.');
$input = substr($jwt, 0, $cut);
$signature = sodium_base642bin(substr($jwt, $cut + 1), SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
$parsed = openssl_pkey_get_public($rsa->toPublicPem());
$parsedPrivate = openssl_pkey_get_private($rsa->toPem());
$contest = (new Contest())
    ->add('ours', static fn () => oauth2_jwt_verify($jwt, $public, $expect))
    ->add('floor', static fn () => openssl_verify($input, $signature, $parsed, OPENSSL_ALGO_SHA256))
    ->add('lcobucci', Peers::lcobucciVerify($jwt, $rsa->toPublicPem(), $claims, $now))
    ->add('firebase', Peers::firebaseVerify($jwt, $parsed, 'RS256', $now))
    ->run($rounds);
$row('verify RS256 2048, string to claims', $contest, [
    ['× floor', $contest->ratio('ours', 'floor'), '<= 1.15'],
    ['× lcobucci', $contest->ratio('lcobucci', 'ours'), '>= 15'],
    ['× firebase (parsed key)', $contest->ratio('firebase', 'ours'), '>= 5'],
]);
$contest = (new Contest())
    ->add('ours', static fn () => oauth2_jwt_sign($claims, $rsa, $type))
    ->add('floor', static function () use ($input, $parsedPrivate): void {
        openssl_sign($input, $made, $parsedPrivate, OPENSSL_ALGO_SHA256);
    })
    ->add('lcobucci', Peers::lcobucciSign($rsa->toPem(), $claims))
    ->add('firebase', Peers::firebaseSign($rsa->toPem(), 'RS256', $claims))
    ->run($rounds);
$row('sign RS256 2048, array to string', $contest, [
    ['× floor', $contest->ratio('ours', 'floor'), '<= 1.03'],
    ['× lcobucci', $contest->ratio('lcobucci', 'ours'), '>= 2.5'],
    ['× firebase (PEM)', $contest->ratio('firebase', 'ours'), '>= 3'],
]);

/* JWT, EdDSA */
$pair = sodium_crypto_sign_keypair();
$text = static fn (string $raw): string => sodium_bin2base64($raw, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
$secretKey = sodium_crypto_sign_secretkey($pair);
$publicKey = sodium_crypto_sign_publickey($pair);
$ed = Key::fromJwk([
    'kty' => 'OKP',
    'crv' => 'Ed25519',
    'x' => $text($publicKey),
    'd' => $text(substr($secretKey, 0, 32)),
    'kid' => 'k',
]);
$edPublic = $ed->publicKey();
$edJwt = oauth2_jwt_sign($claims, $ed, $type);
$edCut = strrpos($edJwt, '.');
$edInput = substr($edJwt, 0, $edCut);
$edSignature = sodium_crypto_sign_detached($edInput, $secretKey);
$contest = (new Contest())
    ->add('ours', static fn () => oauth2_jwt_verify($edJwt, $edPublic, $expect))
    ->add('floor', static fn () => sodium_crypto_sign_verify_detached($edSignature, $edInput, $publicKey))
    ->add('firebase', Peers::firebaseVerify($edJwt, base64_encode($publicKey), 'EdDSA', $now))
    ->run($rounds);
$row('verify EdDSA', $contest, [
    ['× floor', $contest->ratio('ours', 'floor'), '<= 1.12'],
    ['× firebase', $contest->ratio('firebase', 'ours'), '>= 1'],
]);
$contest = (new Contest())
    ->add('ours', static fn () => oauth2_jwt_sign($claims, $ed, $type))
    ->add('floor', static fn () => sodium_crypto_sign_detached($edInput, $secretKey))
    ->add('firebase', Peers::firebaseSign(base64_encode($secretKey), 'EdDSA', $claims))
    ->run($rounds);
$row('sign EdDSA', $contest, [
    ['× floor', $contest->ratio('ours', 'floor'), '<= 1.25'],
    ['× firebase', $contest->ratio('firebase', 'ours'), '>= 1'],
]);

/* JWT, ES256 */
$ec = Key::generate('ES256', null, 'k');
$ecPublic = $ec->publicKey();
$ecJwt = oauth2_jwt_sign($claims, $ec, $type);
$ecInput = substr($ecJwt, 0, strrpos($ecJwt, '.'));
$ecParsed = openssl_pkey_get_public($ec->toPublicPem());
$ecPrivate = openssl_pkey_get_private($ec->toPem());
openssl_sign($ecInput, $ecSignature, $ecPrivate, OPENSSL_ALGO_SHA256);
$contest = (new Contest())
    ->add('ours', static fn () => oauth2_jwt_verify($ecJwt, $ecPublic, $expect))
    ->add('floor', static fn () => openssl_verify($ecInput, $ecSignature, $ecParsed, OPENSSL_ALGO_SHA256))
    ->add('firebase', Peers::firebaseVerify($ecJwt, $ec->toPublicPem(), 'ES256', $now))
    ->run($rounds);
$row('verify ES256', $contest, [
    ['× floor', $contest->ratio('ours', 'floor'), '<= 1.12'],
    ['× firebase', $contest->ratio('firebase', 'ours'), '>= 2'],
]);
$contest = (new Contest())
    ->add('ours', static fn () => oauth2_jwt_sign($claims, $ec, $type))
    ->add('floor', static function () use ($ecInput, $ecPrivate): void {
        openssl_sign($ecInput, $made, $ecPrivate, OPENSSL_ALGO_SHA256);
    })
    ->add('firebase', Peers::firebaseSign($ec->toPem(), 'ES256', $claims))
    ->run($rounds);
$row('sign ES256', $contest, [
    ['× floor', $contest->ratio('ours', 'floor'), '<= 1.20'],
    ['× firebase', $contest->ratio('firebase', 'ours'), '>= 2'],
]);

/* Keys: another key id is another entry of the cache, so the PEM is read each time. */
$pem = $rsa->toPem();
$number = 0;
$contest = (new Contest())
    ->add('ours', static fn () => Key::fromPem($pem))
    ->add('floor', static fn () => openssl_pkey_get_private($pem))
    ->run($rounds);
$row('Key::fromPem RSA 2048, known (floor: ext/openssl)', $contest, [
    ['µs', $contest->time('ours'), '<= 5'],
    ['× floor', $contest->ratio('floor', 'ours'), '>= 100'],
]);
$contest = (new Contest())
    ->add('ours', static function () use ($pem, &$number): void {
        Key::fromPem($pem, null, null, 'cold ' . ++$number);
    })
    ->add('floor', static fn () => openssl_pkey_get_private($pem))
    ->run($rounds);
$row('Key::fromPem RSA 2048, new, checked (floor: ext/openssl, unchecked)', $contest, [
    ['× floor', $contest->ratio('ours', 'floor'), '<= 0.5'],
]);

/* Secrets */
$secret = oauth2_random_hex(32);
$hash = oauth2_secret_hash($secret);
$sha256 = hash('sha256', $secret);
$contest = (new Contest())
    ->add('ours', static fn () => oauth2_secret_verify($secret, $hash))
    ->add('floor', static fn () => hash_equals($sha256, hash('sha256', $secret)))
    ->run($rounds);
$bcrypt = password_hash($secret, PASSWORD_BCRYPT, ['cost' => 10]);
$slow = (new Contest())->add('bcrypt', static fn () => password_verify($secret, $bcrypt))->run(min(7, $rounds));
$row('oauth2_secret_verify', $contest, [
    ['× floor', $contest->ratio('ours', 'floor'), '<= 2'],
    ['× bcrypt (cost 10)', $slow->time('bcrypt') / $contest->time('ours'), '>= 10000'],
]);
$verifier = oauth2_pkce_verifier();
$challenge = oauth2_pkce_challenge($verifier);
$contest = (new Contest())
    ->add('ours', static fn () => oauth2_pkce_verify($verifier, $challenge))
    ->add('floor', static fn () => hash_equals(
        $challenge,
        rtrim(strtr(base64_encode(hash('sha256', $verifier, true)), '+/', '-_'), '='),
    ))
    ->run($rounds);
$row('oauth2_pkce_verify', $contest, [['× floor', $contest->ratio('ours', 'floor'), '<= 1']]);

echo versions(), "; $rounds rounds, medians.\n\n";
echo "| operation | µs | floor µs | against |\n|---|---|---|---|\n";
foreach ($rows as $cells) {
    echo '| ', implode(' | ', $cells), " |\n";
}
echo "\n", $missed === 0 ? 'every bar met' : "$missed bars missed", "\n";
exit($missed === 0 ? 0 : 1);
