--TEST--
fromJwks() skips keys of unknown kinds and refuses malformed keys of known kinds (RFC 7517 5)
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$ec = ['kty' => 'EC', 'crv' => 'P-256', 'x' => 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', 'y' => 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0', 'kid' => 'good'];
$okp = ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', 'kid' => 'okp'];
$cases = [
    'kty unknown' => ['kty' => 'PQC', 'pub' => 1],
    'oct' => ['kty' => 'oct', 'k' => 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ', 'alg' => 'HS256'],
    'P-384' => ['crv' => 'P-384'] + $ec,
    'Ed448' => ['crv' => 'Ed448'] + $okp,
    'X25519' => ['crv' => 'X25519'] + $okp,
    'alg unknown' => ['alg' => 'ES521'] + $ec,
    'alg encryption' => ['alg' => 'ECDH-ES'] + $ec,
    'use enc' => ['use' => 'enc'] + $ec,
    'use enc, malformed' => ['use' => 'enc', 'x' => '!'] + $ec,
    'key_ops encrypt' => ['key_ops' => ['encrypt']] + $ec,
    'unknown member' => ['kid' => 'other', 'ext' => true] + $okp,
    'no kty' => ['kid' => 'x'],
    'kty number' => ['kty' => 1],
    'no crv' => ['kty' => 'EC', 'x' => 'AA', 'y' => 'AA'],
    'off the curve' => ['y' => $ec['x']] + $ec,
    'padded' => ['x' => "$okp[x]="] + $okp,
    'alg of other kty' => ['alg' => 'RS256'] + $ec,
    'weak RSA' => ['kty' => 'RSA', 'n' => 'AQAB', 'e' => 'AQAB'],
    'kid number' => ['kid' => 5] + $okp,
    'string' => 'x',
    'list' => [],
    'null' => null,
    'same kid' => ['kid' => 'good'] + $okp,
    'same kid, but skipped' => ['kid' => 'good', 'use' => 'enc'] + $okp,
    'same thumbprint' => $ec,
];
foreach ($cases as $name => $member) {
    $jwks = ['keys' => [$ec, $member]];
    $call = function (array|string $jwks): string {
        try {
            return count(OAuth2\KeySet::fromJwks($jwks)) . ' in the set';
        } catch (Exception $e) {
            return get_class($e) . ": {$e->getMessage()}";
        }
    };
    $results = [$call($jwks), $call(json_encode($jwks))];
    echo "$name: ", $results[0], $results[0] === $results[1] ? '' : " BUT AS TEXT $results[1]", "\n";
}
?>
--EXPECT--
kty unknown: 1 in the set
oct: 1 in the set
P-384: 1 in the set
Ed448: 1 in the set
X25519: 1 in the set
alg unknown: 1 in the set
alg encryption: 1 in the set
use enc: 1 in the set
use enc, malformed: 1 in the set
key_ops encrypt: 1 in the set
unknown member: 2 in the set
no kty: OAuth2\InvalidKeyException: A key of the set has no "kty"
kty number: OAuth2\InvalidKeyException: A key of the set has no "kty"
no crv: OAuth2\InvalidKeyException: A key of the set has no "crv"
off the curve: OAuth2\InvalidKeyException: A key of the set has coordinates that are no point of P-256
padded: OAuth2\InvalidKeyException: A key of the set lacks a member of its "kty", or has one that is not canonical base64url
alg of other kty: OAuth2\InvalidKeyException: A key of the set has an "alg" that does not fit its "kty"
weak RSA: OAuth2\InvalidKeyException: A key of the set has an RSA modulus that is not of 2048 to 8192 bits
kid number: OAuth2\InvalidKeyException: A key of the set has a "kid" that is not a string of 1 to 256 bytes of UTF-8
string: OAuth2\InvalidKeyException: A key of the set is not an object
list: OAuth2\InvalidKeyException: A key of the set has no "kty"
null: OAuth2\InvalidKeyException: A key of the set is not an object
same kid: OAuth2\InvalidKeyException: Two keys of the set have the same id
same kid, but skipped: 1 in the set
same thumbprint: OAuth2\InvalidKeyException: Two keys of the set have the same id
