<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/*
 * Makes the mutations of one share and writes those that the extension accepts as requests to jose, one per line.
 * Usage: worker.php SHARE COUNT FILE
 */

use OAuth2\Exception;
use OAuth2\Key;
use Random\Engine\Xoshiro256StarStar;
use Random\Randomizer;

require __DIR__ . '/Fixtures.php';
require __DIR__ . '/TokenMutations.php';
require __DIR__ . '/KeyMutations.php';

[, $share, $count, $file] = $argv;
$random = new Randomizer(new Xoshiro256StarStar(hash('sha256', "share $share", true)));
$fixtures = new Fixtures();
$tokens = new TokenMutations($random, $fixtures);
$mutations = new KeyMutations($random);
$algorithms = array_keys($fixtures->keys);
$keys = array_map(static fn (array $key): Key => Key::fromJwk($key['public']), $fixtures->keys);
$out = fopen($file, 'wb');
$tally = ['bytes' => [0, 0], 'signed' => [0, 0], 'jwk' => [0, 0], 'pem' => [0, 0]];

/** @param array<string, mixed> $request */
$accepted = static function (string $kind, array $request) use ($out, &$tally): void {
    ++$tally[$kind][1];
    fwrite($out, json_encode($request, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES) . "\n");
};
$tryToken = static function (string $kind, string $algorithm, string $token) use ($keys, $fixtures, $accepted): void {
    try {
        $claims = oauth2_jwt_verify($token, $keys[$algorithm], ['now' => Fixtures::NOW]);
    } catch (Exception) {
        return;
    }
    $accepted($kind, [
        'op' => 'verify',
        'alg' => $algorithm,
        'jwtHex' => bin2hex($token),
        'now' => Fixtures::NOW,
        'require' => ['exp'],
        'jwk' => $fixtures->keys[$algorithm]['public'],
        'ours' => bin2hex(json_encode($claims, JSON_PRESERVE_ZERO_FRACTION | JSON_THROW_ON_ERROR)),
    ]);
};

/** @return array<string, string> */
$import = static fn (Key $key, string $form, string $text): array => [
    'op' => 'importKey',
    'alg' => $key->algorithm,
    $form => bin2hex($text),
    'thumbprint' => $key->thumbprint(),
];

for ($i = 0; $i < (int) $count; ++$i) {
    $algorithm = $algorithms[$random->getInt(0, count($algorithms) - 1)];
    $choice = $random->getInt(0, 99);
    if ($choice < 55) {
        ++$tally['bytes'][0];
        $token = $tokens->ofBytes($fixtures->tokens[$algorithm]);
        if ($token !== $fixtures->tokens[$algorithm]) {
            $tryToken('bytes', $algorithm, $token);
        }
    } elseif ($choice < 88) {
        ++$tally['signed'][0];
        /* RSA signs thirty times slower, and JSON under a valid signature is read in the same way for each algorithm. */
        $signer = in_array($algorithm, ['RS256', 'ES256'], true) && $random->getInt(0, 19) === 0 ? $algorithm : 'EdDSA';
        $tryToken('signed', $signer, $tokens->signed($signer));
    } elseif ($choice < 96) {
        ++$tally['jwk'][0];
        $which = $random->getInt(0, 1) === 0 ? 'public' : 'private';
        $json = $mutations->ofJwk($fixtures->keys[$algorithm][$which]);
        try {
            $key = Key::fromJwk($json);
        } catch (Exception) {
            continue;
        }
        $accepted('jwk', $import($key, 'jwkHex', $json));
    } else {
        ++$tally['pem'][0];
        $which = $random->getInt(0, 1) === 0 ? 'spki' : 'pkcs8';
        $pem = $mutations->ofPem($fixtures->keys[$algorithm][$which]);
        try {
            $key = Key::fromPem($pem, null, null);
        } catch (Exception) {
            continue;
        }
        $accepted('pem', $import($key, 'pemHex', $pem));
    }
}
fclose($out);
echo json_encode($tally, JSON_THROW_ON_ERROR), "\n";
