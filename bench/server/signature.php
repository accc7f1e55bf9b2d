<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * signature.php ALGORITHM SECONDS: prints the CPU time of one raw signature over as many bytes as a token has, with
 * OpenSSL (EdDSA: libsodium), in microseconds. It is the lower bound of a token's cost.
 */

[, $algorithm, $seconds] = $argv;
$input = random_bytes(480);
if ($algorithm === 'EdDSA') {
    $secret = sodium_crypto_sign_secretkey(sodium_crypto_sign_keypair());
    $sign = static fn (): string => sodium_crypto_sign_detached($input, $secret);
} else {
    $key = openssl_pkey_new($algorithm === 'ES256'
        ? ['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1']
        : ['private_key_type' => OPENSSL_KEYTYPE_RSA, 'private_key_bits' => 2048]);
    $sign = static function () use ($input, $key): string {
        openssl_sign($input, $signature, $key, OPENSSL_ALGO_SHA256);

        return $signature;
    };
}
$used = static function (): float {
    $usage = getrusage();

    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e6 + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
};
for ($i = 0; $i < 50; $i++) {
    $sign();
}
$before = $used();
$count = 0;
while ($used() - $before < (float) $seconds * 1e6) {
    for ($i = 0; $i < 20; $i++) {
        $sign();
    }
    $count += 20;
}
printf("%.1f\n", ($used() - $before) / $count);
