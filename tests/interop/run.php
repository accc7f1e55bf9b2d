<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/*
 * Exchanges tokens, keys and key sets in both directions with jose (JavaScript), lcobucci/jwt and firebase/php-jwt.
 * Usage: run.php NODE_MODULES AUTOLOAD
 */

use OAuth2\Key;

require __DIR__ . '/../support/Report.php';
require __DIR__ . '/../support/Jose.php';
require __DIR__ . '/Exchange.php';
require __DIR__ . '/Lcobucci.php';
require $argv[2];

$report = new Report();
$jose = new Jose($argv[1]);
foreach (['RS256', 'PS256', 'ES256', 'EdDSA'] as $algorithm) {
    (new Exchange($report, $jose, $algorithm))->run();
}

/* Text that only one side escapes, and numbers at the limits of a double. */
$key = Key::generate('ES256');
$read = static function (array $claims) use ($jose, $key): array {
    $verify = ['op' => 'verify', 'alg' => 'ES256', 'jwk' => $key->toPublicJwk(), 'now' => 1];

    return $jose->succeed(['jwt' => oauth2_jwt_sign(['exp' => 2] + $claims, $key)] + $verify)['claims'];
};
$texts = ["\u{1F600}", "a\u{2028}b", '</script>', "tab\tnew\nline", '0', '', "nul\0", 'https://a/b?c=d&e=f', "\x7f"];
foreach ($texts as $text) {
    $report->same($text, $read(['t' => $text])['t'], 'text to jose: ' . json_encode($text));
}
foreach ([0, -1, 1.5, 1e20, -0.0, 9007199254740991, 0.1, 1.0, 5e-324, PHP_FLOAT_MAX] as $number) {
    $seen = $read(['n' => $number])['n'];
    $report->check((float) $number === (float) $seen, 'number to jose: ' . var_export($number, true));
}
$report->finish();
