--TEST--
One id may stand for keys of several algorithms (RFC 7517 4.5); different keys of one id and algorithm are left out
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

$ec = Key::fromPem(pem('p256_pkcs8'), keyId: 'k');
$ed = Key::fromPem(pem('ed25519_pkcs8'), keyId: 'k');
$rs = Key::fromPem(pem('rsa2048_pkcs8'), keyId: 'k');
$ps = Key::fromPem(pem('rsa2048_pkcs8'), algorithm: 'PS256', keyId: 'k');
$other = Key::generate('ES256', keyId: 'k');
$third = Key::generate('ES256', keyId: 'k');
$set = fn (Key ...$keys): KeySet => KeySet::fromJwks(['keys' => array_map(fn (Key $key) => $key->toPublicJwk(), $keys)]);
$token = fn (Key $key, array $header = []): string => oauth2_jwt_sign(['exp' => NOW + 60], $key, $header);

$all = $set($ec, $ed, $rs, $ps);
var_dump(count($all), count($all->toJwks()['keys']), KeySet::fromJwks($all->toJwks())->toJwks() === $all->toJwks());
foreach ($all as $id => $key) {
    echo "$id $key->algorithm ", reason($token(['ES256' => $ec, 'EdDSA' => $ed, 'RS256' => $rs, 'PS256' => $ps][$key->algorithm]), $all), "\n";
}
/* With the id alone there is no telling. */
var_dump($all->find('k'), $all->find('k', 'ES256')->algorithm, $all->find('k', 'PS256')->algorithm, $all->find('l', 'ES256'));
var_dump($set($ec)->find('k')->algorithm, $set($ec)->find('k', 'EdDSA'), $set($ec)->find("k\0", 'ES256'), $set($ec)->find(str_repeat('k', 300)));
echo outcome(fn () => $all->find('k', 'HS256')), "\n", outcome(fn () => $all->find('k', '')), "\n";
/* The id is known, but for another algorithm. */
echo reason($token($ed), $set($ec, $rs)), ' ', reason($token($ed), $set($ec)), ' ', reason($token($ed, ['kid' => 'x']), $set($ec, $ed)), "\n";

/* Two that differ are both left out, and a third one does not fill the place. */
foreach (['two' => [$ec, $other], 'the first again' => [$ec, $other, $ec], 'three' => [$ec, $other, $third], 'with others' => [$ed, $ec, $rs, $other]] as $name => $keys) {
    $left = $set(...$keys);
    echo "$name: ", count($left), ' ', count($left->toJwks()['keys']), ' ', implode(' ', array_map(fn (Key $key): string => reason($token($key), $left), $keys)), "\n";
    foreach ($left as $id => $key) {
        echo "  $id $key->algorithm\n";
    }
}
/* The same key again is one key. Its thumbprint is its id, if it has no other. */
$plain = fn (Key $key): array => array_diff_key($key->toPublicJwk(), ['kid' => 1]);
echo count($set($ec, $ec, $ec)), ' ', count(KeySet::fromJwks(['keys' => [$plain($ec), $plain($ec), $ec->toPublicJwk()]])), ' ', count(KeySet::fromJwks(['keys' => [$plain($ec), $plain($other)]])), "\n";

/* A set without a key verifies nothing. */
foreach ([new KeySet(), $set($ec, $other), KeySet::fromJwks('{"keys":[]}'), KeySet::fromJwks('{"keys":[{"kty":"oct","k":"AA"}]}')] as $none) {
    echo count($none), ' ', reason($token($ec), $none), ' ', reason($token($ec, ['kid' => 'x']), $none), "\n";
}
/* What the constructor is given has one key an id, and says so. */
echo outcome(fn () => new KeySet($ec, $rs)), "\n", outcome(fn () => KeySet::fromJwks($all->toJwks(), true)), "\n";
?>
--EXPECT--
int(4)
int(4)
bool(true)
k ES256 ACCEPTED
k EdDSA ACCEPTED
k RS256 ACCEPTED
k PS256 ACCEPTED
NULL
string(5) "ES256"
string(5) "PS256"
NULL
string(5) "ES256"
NULL
NULL
NULL
ValueError: OAuth2\KeySet::find(): Argument #2 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
ValueError: OAuth2\KeySet::find(): Argument #2 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
algorithm algorithm key
two: 0 0 key key
the first again: 0 0 key key key
three: 0 0 key key key
with others: 2 2 ACCEPTED algorithm ACCEPTED algorithm
  k EdDSA
  k RS256
1 2 2
0 key key
0 key key
0 key key
0 key key
OAuth2\InvalidKeyException: Two keys of the set have the same id
OAuth2\InvalidKeyException: Two keys of the set have the same id
