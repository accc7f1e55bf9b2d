--TEST--
Members of a JWK are canonical base64url of the correct length; kty, crv, alg, use, key_ops and kid are consistent
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$ec = ['kty' => 'EC', 'crv' => 'P-256', 'x' => 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', 'y' => 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'];
$okp = ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'];
$rsa = array_intersect_key(private_jwk('rsa2048_pkcs8'), ['kty' => 1, 'n' => 1, 'e' => 1]);
$cases = [
    'good' => [$ec, []],
    'no kty' => [$ec, ['kty' => null]],
    'kty ec' => [$ec, ['kty' => 'ec']],
    'kty oct' => [$ec, ['kty' => 'oct', 'k' => 'AAAA']],
    'kty list' => [$ec, ['kty' => ['EC']]],
    'kty RSA for EC' => [$ec, ['kty' => 'RSA']],
    'kty EC for OKP' => [$okp, ['kty' => 'EC']],
    'no crv' => [$ec, ['crv' => null]],
    'crv P-384' => [$ec, ['crv' => 'P-384']],
    'crv secp256k1' => [$ec, ['crv' => 'secp256k1']],
    'crv Ed25519 for EC' => [$ec, ['crv' => 'Ed25519']],
    'crv X25519' => [$okp, ['crv' => 'X25519']],
    'crv Ed448' => [$okp, ['crv' => 'Ed448']],
    'no x' => [$ec, ['x' => null]],
    'no y' => [$ec, ['y' => null]],
    'x list' => [$ec, ['x' => [$ec['x']]]],
    'x empty' => [$ec, ['x' => '']],
    'x short' => [$ec, ['x' => b64u(substr(unb64u($ec['x']), 1))]],
    'x long' => [$ec, ['x' => b64u("\0" . unb64u($ec['x']))]],
    'x padded' => [$ec, ['x' => $ec['x'] . '=']],
    'x with blank' => [$ec, ['x' => substr_replace($ec['x'], ' ', 9, 0)]],
    'x with newline' => [$ec, ['x' => $ec['x'] . "\n"]],
    'x in base64' => [$ec, ['y' => strtr($ec['y'], '-_', '+/')]],
    'x with stray bits' => [$ec, ['x' => substr($ec['x'], 0, -1) . 'V']],
    'off the curve' => [$ec, ['y' => substr_replace($ec['y'], 'A', 9, 1)]],
    'zero point' => [$ec, ['x' => b64u(str_repeat("\0", 32)), 'y' => b64u(str_repeat("\0", 32))]],
    'x above p' => [$ec, ['x' => b64u(str_repeat("\xff", 32))]],
    'Ed25519 short' => [$okp, ['x' => b64u(str_repeat("\1", 31))]],
    'Ed25519 small order' => [$okp, ['x' => b64u("\1" . str_repeat("\0", 31))]],
    'Ed25519 not canonical' => [$okp, ['x' => b64u(str_repeat("\xff", 32))]],
    'Ed25519 no point' => [$okp, ['x' => b64u("\2" . str_repeat("\0", 31))]],
    'alg fits' => [$ec, ['alg' => 'ES256']],
    'alg Ed25519' => [$okp, ['alg' => 'Ed25519']],
    'alg EdDSA' => [$okp, ['alg' => 'EdDSA']],
    'alg of other kty' => [$ec, ['alg' => 'RS256']],
    'alg unknown' => [$ec, ['alg' => 'ES521']],
    'alg none' => [$ec, ['alg' => 'none']],
    'alg HS256' => [$rsa, ['alg' => 'HS256']],
    'alg RS512' => [$rsa, ['alg' => 'RS512']],
    'alg list' => [$ec, ['alg' => ['ES256']]],
    'alg PS256' => [$rsa, ['alg' => 'PS256']],
    'use sig' => [$ec, ['use' => 'sig']],
    'use enc' => [$ec, ['use' => 'enc']],
    'use number' => [$ec, ['use' => 1]],
    'key_ops verify' => [$ec, ['key_ops' => ['verify']]],
    'key_ops sign' => [$ec, ['key_ops' => ['sign']]],
    'key_ops empty' => [$ec, ['key_ops' => []]],
    'key_ops encrypt' => [$rsa, ['key_ops' => ['encrypt']]],
    'key_ops string' => [$ec, ['key_ops' => 'verify']],
    'key_ops map' => [$ec, ['key_ops' => ['a' => 'verify']]],
    'key_ops number' => [$ec, ['key_ops' => [1]]],
    'kid empty' => [$ec, ['kid' => '']],
    'kid number' => [$ec, ['kid' => 1]],
    'kid list' => [$ec, ['kid' => ['a']]],
    'kid invalid UTF-8' => [$ec, ['kid' => "\xff"]],
    'kid too long' => [$ec, ['kid' => str_repeat('k', 257)]],
    'kid traversal' => [$ec, ['kid' => "../../dev/null' OR 1=1 -- "]],
    'unknown member' => [$ec, ['x5u' => 'https://evil.example/', 'foo' => [1]]],
];
foreach ($cases as $name => [$jwk, $change]) {
    $jwk = array_filter($change + $jwk, fn (mixed $value): bool => $value !== null);
    printf("%s: %s\n", $name, str_replace('OAuth2\InvalidKeyException: The key ', '', outcome(fn () => OAuth2\Key::fromJwk($jwk))));
}
/* A caller's array may contain references. */
$x = $ec['x'];
$ec['x'] = &$x;
echo outcome(fn () => OAuth2\Key::fromJwk($ec)), "\n";
?>
--EXPECT--
good: ok
no kty: has no "kty"
kty ec: has a "kty" that is not supported
kty oct: has a "kty" that is not supported
kty list: has no "kty"
kty RSA for EC: lacks a member of its "kty", or has one that is not canonical base64url
kty EC for OKP: has a "crv" that is not supported
no crv: has no "crv"
crv P-384: has a "crv" that is not supported
crv secp256k1: has a "crv" that is not supported
crv Ed25519 for EC: has a "crv" that is not supported
crv X25519: has a "crv" that is not supported
crv Ed448: has a "crv" that is not supported
no x: lacks a member of its "kty", or has one that is not canonical base64url
no y: lacks a member of its "kty", or has one that is not canonical base64url
x list: lacks a member of its "kty", or has one that is not canonical base64url
x empty: lacks a member of its "kty", or has one that is not canonical base64url
x short: has coordinates that are no point of P-256
x long: has coordinates that are no point of P-256
x padded: lacks a member of its "kty", or has one that is not canonical base64url
x with blank: lacks a member of its "kty", or has one that is not canonical base64url
x with newline: lacks a member of its "kty", or has one that is not canonical base64url
x in base64: lacks a member of its "kty", or has one that is not canonical base64url
x with stray bits: lacks a member of its "kty", or has one that is not canonical base64url
off the curve: has coordinates that are no point of P-256
zero point: has coordinates that are no point of P-256
x above p: has coordinates that are no point of P-256
Ed25519 short: has Ed25519 members that are not of 32 octets
Ed25519 small order: has a point that is not in Ed25519's group
Ed25519 not canonical: has a point that is not in Ed25519's group
Ed25519 no point: has a point that is not in Ed25519's group
alg fits: ok
alg Ed25519: ok
alg EdDSA: ok
alg of other kty: has an "alg" that does not fit its "kty"
alg unknown: has an "alg" that is not supported
alg none: has an "alg" that is not supported
alg HS256: has an "alg" that is not supported
alg RS512: has an "alg" that is not supported
alg list: has an "alg" that is not a string
alg PS256: ok
use sig: ok
use enc: has a "use" other than "sig"
use number: has a "use" that is not a string
key_ops verify: ok
key_ops sign: has a "key_ops" with an operation twice, or one that is not its own
key_ops empty: has a "key_ops" without its operation
key_ops encrypt: has a "key_ops" with an operation twice, or one that is not its own
key_ops string: has a "key_ops" that is not a list
key_ops map: has a "key_ops" that is not a list
key_ops number: has a "key_ops" with values that are not strings
kid empty: has a "kid" that is not a string of 1 to 256 bytes of UTF-8
kid number: has a "kid" that is not a string of 1 to 256 bytes of UTF-8
kid list: has a "kid" that is not a string of 1 to 256 bytes of UTF-8
kid invalid UTF-8: has a "kid" that is not a string of 1 to 256 bytes of UTF-8
kid too long: has a "kid" that is not a string of 1 to 256 bytes of UTF-8
kid traversal: ok
unknown member: ok
ok
