--TEST--
The kid selects the key of a set; without kid, the set must have exactly one key of the algorithm
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

$rsa = Key::fromPem(pem('rsa2048_pkcs8'), keyId: 'rsa');
$pss = Key::fromPem(pem('rsa2048_pkcs8'), null, 'PS256', 'pss');
$other = Key::fromPem(pem('rsa2048_e3'), keyId: 'other');
$ec = Key::fromPem(pem('p256_pkcs8'), keyId: 'ec');
$sign = function (Key $key, ?string $kid): string {
    /* oauth2_jwt_sign() always writes a kid, so these tokens are signed by hand. */
    $input = b64u(json_encode(array_filter(['alg' => $key->algorithm, 'kid' => $kid], is_string(...)))) . '.' . b64u('{"exp":1700000060}');
    openssl_sign($input, $signature, $key->toPem(), OPENSSL_ALGO_SHA256);

    return $input . '.' . b64u($signature);
};
$none = $sign($rsa, null);
$cases = [
    'kid in the set' => [$sign($rsa, 'rsa'), [$rsa, $other, $ec]],
    'kid of another key' => [$sign($rsa, 'other'), [$rsa, $other]],
    'kid of a key of another algorithm' => [$sign($rsa, 'ec'), [$rsa, $ec]],
    'kid of the same RSA key for PS256' => [$sign($rsa, 'pss'), [$rsa, $pss]],
    'kid unknown' => [$sign($rsa, 'rsb'), [$rsa]],
    'kid in another case' => [$sign($rsa, 'RSA'), [$rsa]],
    'kid with NUL' => [$sign($rsa, "rsa\0"), [$rsa]],
    'kid empty' => [$sign($rsa, ''), [$rsa]],
    'kid __proto__' => [$sign($rsa, '__proto__'), [$rsa]],
    'kid traversal' => [$sign($rsa, '../../dev/null'), [$rsa]],
    'kid SQL' => [$sign($rsa, "' OR 1=1 -- "), [$rsa]],
    'no kid, one key' => [$none, [$rsa]],
    'no kid, one of the algorithm' => [$none, [$rsa, $ec, $pss]],
    'no kid, two of the algorithm' => [$none, [$rsa, $other]],
    'no kid, none of the algorithm' => [$none, [$ec, $pss]],
    'no kid, wrong key' => [$none, [$other]],
    'empty set' => [$none, []],
    'empty set, kid' => [$sign($rsa, 'rsa'), []],
];
foreach ($cases as $name => [$token, $keys]) {
    echo "$name: ", reason($token, new KeySet(...$keys)), "\n";
}
/* With a single key, the kid is ignored and only the signature decides. */
echo reason($none, $rsa), ' ', reason($sign($rsa, 'whatever'), $rsa), ' ', reason($none, $other), ' ', reason($none, $pss), ' ', reason($none, $ec), "\n";
?>
--EXPECT--
kid in the set: ACCEPTED
kid of another key: signature
kid of a key of another algorithm: algorithm
kid of the same RSA key for PS256: algorithm
kid unknown: key
kid in another case: key
kid with NUL: key
kid empty: key
kid __proto__: key
kid traversal: key
kid SQL: key
no kid, one key: ACCEPTED
no kid, one of the algorithm: ACCEPTED
no kid, two of the algorithm: key
no kid, none of the algorithm: key
no kid, wrong key: signature
empty set: key
empty set, kid: key
ACCEPTED ACCEPTED signature algorithm algorithm
