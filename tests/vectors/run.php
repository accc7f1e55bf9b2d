<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/*
 * Runs every case of the published test vectors through the public API, and messages that are not tokens through the
 * module of tests/testing. deviations.json lists departures from the vectors with their reasons; a departure that is not
 * listed fails, and so does a listed case that follows its vector.
 */

require __DIR__ . '/../support/Report.php';
require __DIR__ . '/Deviations.php';
require __DIR__ . '/Judge.php';

function read(string $file): array
{
    return json_decode((string) file_get_contents($file), true, 64, JSON_THROW_ON_ERROR);
}

function bytes(string $base64url): string
{
    return sodium_base642bin($base64url, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
}

$folder = getenv('OAUTH2_VECTORS') ?: dirname(__DIR__, 3) . '/shared/vectors';
$report = new Report();
$deviations = new Deviations(__DIR__ . '/deviations.json');
$judge = new Judge();

/* Compact tokens of Wycheproof: the payload is often not a JSON object, so only acceptance of the signature counts. */
foreach (read("$folder/wycheproof/json_web_signature_test.json")['testGroups'] as $group) {
    $jwk = $group['public'] ?? $group['private'];
    foreach ($group['tests'] as $test) {
        $id = "json_web_signature {$test['tcId']}";
        $accepted = $judge->token($test['jws'], $jwk);
        $deviations->compare($report, $id, $test['result'], $accepted, $judge->why);
    }
}
foreach (read("$folder/wycheproof/json_web_key_test.json")['testGroups'] as $group) {
    foreach ($group['tests'] as $test) {
        $id = "json_web_key {$test['tcId']}";
        $accepted = $judge->tokenOfSet($test['jws'], $group['public'] ?? $group['private']);
        $deviations->compare($report, $id, $test['result'], $accepted, $judge->why);
    }
}

/* Raw messages: the layer under the tokens. Each key is read from PEM and, where the file has one, from JWK. */
$raw = ['ecdsa_secp256r1_sha256_p1363', 'ed25519', 'rsa_signature_2048_sha256', 'rsa_signature_3072_sha256'];
foreach ($raw as $name) {
    foreach (read("$folder/wycheproof/{$name}_test.json")['testGroups'] as $group) {
        $keys = $judge->keysOf($group);
        foreach ($group['tests'] as $test) {
            foreach ($keys as $form => $key) {
                $accepted = $judge->message($key, $test['msg'], $test['sig']);
                $deviations->compare($report, "$name {$test['tcId']} $form", $test['result'], $accepted, $judge->why);
            }
        }
    }
}

/* RFC 7520: keys that are read and written again, and the one token whose algorithm the extension supports. */
foreach (['3_1.ec_public_key', '3_3.rsa_public_key', '3_4.rsa_private_key'] as $name) {
    $jwk = read("$folder/cookbook/$name.json");
    $key = $judge->key($jwk);
    $deviations->compare($report, "cookbook $name", 'valid', $key !== null, $judge->why);
    if ($key === null) {
        continue;
    }
    $written = $key->toPublicJwk();
    foreach (['kty', 'kid', 'use', 'n', 'e'] as $member) {
        $report->same($jwk[$member], $written[$member] ?? null, "cookbook $name writes $member");
    }
    if (isset($jwk['d'])) {
        $jwt = oauth2_jwt_sign(['exp' => 2, 'sub' => 'x'], $key);
        $report->same('x', oauth2_jwt_verify($jwt, $key->publicKey(), ['now' => 1])['sub'], "cookbook $name signs");
    }
}
foreach (['4_1.rsa_v15_signature', '4_3.ecdsa_signature'] as $name) {
    $case = read("$folder/cookbook/$name.json");
    $accepted = $judge->token($case['output']['compact'], $case['input']['key']);
    $deviations->compare($report, "cookbook $name", 'valid', $accepted, $judge->why);
}
foreach (['4_6.protecting_specific_header_fields', '4_8.multiple_signatures'] as $name) {
    $case = read("$folder/cookbook/$name.json");
    foreach (array_intersect_key($case['output'], ['json' => 0, 'json_flat' => 0]) as $form => $token) {
        $key = $case['input']['key'];
        $accepted = $judge->token(json_encode($token, JSON_UNESCAPED_SLASHES), array_is_list($key) ? $key[0] : $key);
        $deviations->compare($report, "cookbook $name $form", 'valid', $accepted, $judge->why);
    }
}

/* Examples of RFC 7515, 7636, 7638, 8037 and 9449. */
$examples = read("$folder/rfc-examples.json");
foreach ($examples['jws'] as $case) {
    $accepted = $judge->token($case['jws'], $case['jwk'] ?? Judge::anyKey(), ['now' => 1300819379]);
    $deviations->compare($report, $case['id'], $case['result'], $accepted, $judge->why);
}
foreach ($examples['thumbprint'] as $case) {
    $key = \OAuth2\Key::fromJwk($case['jwk']);
    $report->same($case['thumbprint'], $key->thumbprint(), $case['id']);
    $report->same($case['jwk']['kid'] ?? $case['thumbprint'], $key->keyId, "{$case['id']} key id");
}
foreach ($examples['pkce'] as $case) {
    [$verifier, $challenge] = [$case['code_verifier'], $case['code_challenge']];
    $report->same($challenge, oauth2_pkce_challenge($verifier), $case['id']);
    $verified = oauth2_pkce_verify($verifier, $challenge, $case['code_challenge_method']);
    $report->same(true, $verified, "{$case['id']} verify");
    $report->same(false, oauth2_pkce_verify($verifier, strrev($challenge)), "{$case['id']} another challenge");
}
foreach ($examples['dpop'] as $case) {
    $key = \OAuth2\Key::fromJwk($case['header']['jwk']);
    $expect = ['type' => 'dpop+jwt', 'require' => ['jti', 'htm', 'htu', 'iat'], 'now' => $case['claims']['iat'] + 1];
    $report->guard($case['id'], static function () use ($report, $case, $key, $expect): void {
        $report->same($case['claims'], oauth2_jwt_verify($case['proof'], $key, $expect), $case['id']);
    });
    $report->same($case['header'], oauth2_jwt_decode_unverified($case['proof'])['header'], "{$case['id']} header");
    $reason = $judge->reason($case['proof'], $key, ['type' => 'at+jwt'] + $expect);
    $report->same('type', $reason, "{$case['id']} as another type");
}
foreach ($examples['base64url'] as $case) {
    $raw = pack('C*', ...$case['bytes']);
    $report->same($case['b64u'], oauth2_testing_base64url_encode($raw), $case['id']);
    $report->same($raw, oauth2_testing_base64url_decode($case['b64u']), "{$case['id']} decoded");
    $report->same(null, oauth2_testing_base64url_decode($case['b64u'] . '='), "{$case['id']} padded");
}

$deviations->unused($report);
$report->finish();
