--TEST--
fromJwks() passes over what it cannot use (RFC 7517 5); the strict form refuses the set, and says why
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
    'kid empty' => ['kid' => ''] + $okp,
    'x5c only' => ['kty' => 'RSA', 'x5c' => ['MIIB'], 'kid' => 'x'],
    'EC without y' => array_diff_key($ec, ['y' => 1]),
    'padded n' => ['kty' => 'RSA', 'n' => str_repeat('q', 342) . '==', 'e' => 'AQAB'],
    'k alone' => ['k' => 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ'],
    'private' => ['d' => 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI'] + $ec,
    'private of another key' => ['kid' => 'p', 'd' => 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI'] + $okp,
    'private of an unknown kind' => ['kty' => 'AKP', 'alg' => 'ML-DSA-44', 'priv' => 'AA'],
    'string' => 'x',
    'list' => [],
    'null' => null,
    'same kid' => ['kid' => 'good'] + $okp,
    'same kid, but skipped' => ['kid' => 'good', 'use' => 'enc'] + $okp,
    'same thumbprint' => $ec,
];
foreach ($cases as $name => $member) {
    $jwks = ['keys' => [$ec, $member]];
    $call = function (array|string $jwks, bool $strict): string {
        try {
            return count(OAuth2\KeySet::fromJwks($jwks, $strict)) . ' in the set';
        } catch (Exception $e) {
            return get_class($e) . ": {$e->getMessage()}";
        }
    };
    foreach ([false, true] as $strict) {
        $results = [$call($jwks, $strict), $call(json_encode($jwks), $strict)];
        echo $strict ? 'strict: ' : "$name: ", $results[0], $results[0] === $results[1] ? '' : " BUT AS TEXT $results[1]", "\n";
    }
}
?>
--EXPECT--
kty unknown: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "kty" that is not supported
oct: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set is symmetric
P-384: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "crv" that is not supported
Ed448: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "crv" that is not supported
X25519: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "crv" that is not supported
alg unknown: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has an "alg" that is not supported
alg encryption: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has an "alg" that is not supported
use enc: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "use" other than "sig"
use enc, malformed: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "use" other than "sig"
key_ops encrypt: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "key_ops" with an operation twice, or one that is not its own
unknown member: 2 in the set
strict: 2 in the set
no kty: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has no "kty"
kty number: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has no "kty"
no crv: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has no "crv"
off the curve: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has coordinates that are no point of P-256
padded: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set lacks a member of its "kty", or has one that is not canonical base64url
alg of other kty: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has an "alg" that does not fit its "kty"
weak RSA: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has an RSA modulus that is not of 2048 to 8192 bits
kid number: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "kid" that is not a string of 1 to 256 bytes of UTF-8
kid empty: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "kid" that is not a string of 1 to 256 bytes of UTF-8
x5c only: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set lacks a member of its "kty", or has one that is not canonical base64url
EC without y: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set lacks a member of its "kty", or has one that is not canonical base64url
padded n: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set lacks a member of its "kty", or has one that is not canonical base64url
k alone: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set is symmetric
private: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has private members
private of another key: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has private members
private of an unknown kind: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has private members
string: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set is not an object
list: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has no "kty"
null: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set is not an object
same kid: 2 in the set
strict: OAuth2\InvalidKeyException: Two keys of the set have the same id
same kid, but skipped: 1 in the set
strict: OAuth2\InvalidKeyException: A key of the set has a "use" other than "sig"
same thumbprint: 1 in the set
strict: OAuth2\InvalidKeyException: Two keys of the set have the same id
