--TEST--
A key set finds, counts and iterates keys by id, and exports only public parts
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$rsa = OAuth2\Key::fromPem(pem('rsa2048_pkcs8'), keyId: '1');
$ec = OAuth2\Key::fromPem(pem('p256_pkcs8'), keyId: 'two');
$set = new OAuth2\KeySet($rsa, $ec);
var_dump(count($set), $set->find('1') === $rsa, $set->find('two') === $ec, $set->find('2'), $set->find('Two'), $set->find(''), $set->find("two\0"));
foreach ($set as $id => $key) {
    var_dump($id, $key->keyId);
}
foreach ($set as $outer) {
    foreach ($set as $inner) {
        echo "$outer->keyId/$inner->keyId ";
    }
}
echo "\n", json_encode(array_keys(iterator_to_array($set->getIterator()))), "\n";
echo json_encode(array_map(array_keys(...), $set->toJwks()['keys'])), "\n";
$again = OAuth2\KeySet::fromJwks(json_encode($set->toJwks()));
var_dump($again->toJwks() === $set->toJwks(), $again->find('1')->private);
var_dump(count(new OAuth2\KeySet()), (new OAuth2\KeySet())->toJwks());
/* The iterator keeps the set alive. */
$iterator = (new OAuth2\KeySet(OAuth2\Key::fromPem(pem('p256_pkcs8'), keyId: 'kept')))->getIterator();
gc_collect_cycles();
var_dump($iterator->valid(), $iterator->current()->keyId);
?>
--EXPECT--
int(2)
bool(true)
bool(true)
NULL
NULL
NULL
NULL
string(1) "1"
string(1) "1"
string(3) "two"
string(3) "two"
1/1 1/two two/1 two/two 
[1,"two"]
[["kty","use","alg","kid","n","e"],["kty","crv","use","alg","kid","x","y"]]
bool(true)
bool(false)
int(0)
array(1) {
  ["keys"]=>
  array(0) {
  }
}
bool(true)
string(4) "kept"
