--TEST--
A token of 16 KiB is accepted, a longer one is neither accepted nor signed
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\Key;

$key = Key::fromPem(pem('ed25519_pkcs8'), keyId: 'k');
$shortest = strlen(oauth2_jwt_sign(['exp' => NOW + 60, 'x' => ''], $key));
for ($fill = intdiv((16384 - $shortest) * 3, 4) - 3, $longest = ''; ; ++$fill) {
    try {
        $longest = oauth2_jwt_sign(['exp' => NOW + 60, 'x' => str_repeat('x', $fill)], $key);
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
        break;
    }
}
var_dump(strlen($longest), reason($longest, $key));
/* One character more, with a valid signature. */
$input = b64u('{"alg":"RS256"}') . '.' . b64u(str_pad('{"exp":1700000060}', 12015));
var_dump(strlen("$input.") + 342);
openssl_sign($input, $signature, pem('rsa2048_pkcs8'), OPENSSL_ALGO_SHA256);
echo reason($input . '.' . b64u($signature), Key::fromPem(pem('rsa2048_public'))), "\n";
$input = b64u('{"alg":"RS256"}') . '.' . b64u(str_pad('{"exp":1700000060}', 12016));
openssl_sign($input, $signature, pem('rsa2048_pkcs8'), OPENSSL_ALGO_SHA256);
var_dump(strlen("$input.") + 342);
echo reason($input . '.' . b64u($signature), Key::fromPem(pem('rsa2048_public'))), "\n";
/* The length is checked before parsing: refusing 20 MB takes no longer than refusing 20 KB. */
$fastest = function (string $token) use ($key): int {
    for ($i = 0, $best = PHP_INT_MAX; $i < 20; ++$i) {
        $start = hrtime(true);
        $reason = reason($token, $key);
        $best = min($best, hrtime(true) - $start);
    }
    echo $reason, ' ';

    return $best;
};
$header = b64u('{"alg":"RS256"}');
var_dump($fastest(str_repeat('A', 20_000_000)) < 10 * $fastest(str_repeat('A', 20_000)));
var_dump($fastest(str_repeat('.', 20_000_000)) < 10 * $fastest(str_repeat('.', 20_000)));
var_dump($fastest("$header." . str_repeat('A', 20_000_000) . '.AAAA') < 10 * $fastest("$header." . str_repeat('A', 20_000) . '.AAAA'));
/* The deepest nesting and the largest number of members that fit. */
foreach ([str_repeat('[', 8000), str_repeat('{"a":', 2000), '{"a":' . str_repeat('[', 3000) . str_repeat(']', 3000) . '}', '{' . implode(',', array_map(fn (int $i): string => "\"$i\":0", range(1, 1000))) . '}'] as $payload) {
    echo reason(signed_claims($payload), Key::fromPem(pem('rsa2048_public')), ['require' => []]), "\n";
}
?>
--EXPECT--
oauth2_jwt_sign(): Argument #1 ($claims) must not make a token longer than 16384 bytes
int(16384)
string(8) "ACCEPTED"
int(16384)
ACCEPTED
int(16386)
malformed
malformed malformed bool(true)
malformed malformed bool(true)
malformed malformed bool(true)
malformed
malformed
malformed
ACCEPTED
