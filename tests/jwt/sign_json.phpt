--TEST--
Signing keeps the order, slashes, Unicode and zero fractions, and writes an object at the top level
--EXTENSIONS--
oauth2
--INI--
serialize_precision=3
precision=3
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$key = OAuth2\Key::fromPem(pem('ed25519_pkcs8'), keyId: "k\"\u{e4}/");
$show = function (array $claims, array $header = []) use ($key): void {
    [$head, $payload] = explode('.', oauth2_jwt_sign($claims, $key, $header));
    echo unb64u($head), ' ', addcslashes(unb64u($payload), "\177..\177"), "\n";
};
$show([]);
$show(['z' => 1, 'a' => 2, 'm' => 3]);
$show(['https://x/' => 'a/b', 'u' => "\u{e4}\u{1f511}\u{2028}", 'c' => "\0\1\x08\t\n\x0b\x0c\r\x1f\"\\\x7f"]);
$show(['f' => 1.0, 'g' => 0.1, 'h' => -0.0, 'i' => 1e100, 'j' => 1.5e-7, 'k' => 123456789.123456789, 'l' => 1e15]);
$show(['i' => 0, 'n' => null, 't' => true, 'f' => false, 'max' => PHP_INT_MAX, 'min' => PHP_INT_MIN]);
$show([1, 2]);
$show(['a' => [], 'b' => [1, [2]], 'c' => ['x' => []], 'd' => [1 => 'a'], 'e' => [5 => 'a', 'b']]);
$value = 'v';
$list = [1];
$show(['r' => &$value, 's' => [&$list]]);
$show([], ['typ' => 'at+jwt']);
$show([], ['typ' => 'at+jwt', 'x' => ['y' => 1], 'kid' => 'other', 'alg' => 'EdDSA']);
$show([], ['alg' => 'Ed25519']);
$show([], ['jwk' => ['kty' => 'OKP']]);
$show([], ['zero']);
/* Signing runs no user code and does not change its arguments. */
$claims = ['a' => ['b' => 1]];
$copy = $claims;
oauth2_jwt_sign($claims, $key);
var_dump($claims === $copy);
?>
--EXPECT--
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/"} {}
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/"} {"z":1,"a":2,"m":3}
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/"} {"https://x/":"a/b","u":"ä🔑 ","c":"\u0000\u0001\b\t\n\u000b\f\r\u001f\"\\\177"}
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/"} {"f":1.0,"g":0.1,"h":-0.0,"i":1.0E+100,"j":1.5E-7,"k":123456789.12345679,"l":1000000000000000.0}
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/"} {"i":0,"n":null,"t":true,"f":false,"max":9223372036854775807,"min":-9223372036854775808}
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/"} {"0":1,"1":2}
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/"} {"a":[],"b":[1,[2]],"c":{"x":[]},"d":{"1":"a"},"e":{"5":"a","6":"b"}}
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/"} {"r":"v","s":[[1]]}
{"alg":"EdDSA","kid":"k\"ä/","typ":"at+jwt"} {}
{"typ":"at+jwt","x":{"y":1},"kid":"other","alg":"EdDSA"} {}
{"typ":"JWT","kid":"k\"ä/","alg":"Ed25519"} {}
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/","jwk":{"kty":"OKP"}} {}
{"alg":"EdDSA","typ":"JWT","kid":"k\"ä/","0":"zero"} {}
bool(true)
