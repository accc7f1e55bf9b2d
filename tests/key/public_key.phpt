--TEST--
publicKey() returns a key without private part, which cannot sign
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach (['rsa2048_pkcs8', 'p256_pkcs8', 'ed25519_pkcs8'] as $name) {
    $key = OAuth2\Key::fromPem(pem($name), keyId: 'k');
    $public = $key->publicKey();
    var_dump($public->private, $public->keyId, $public->algorithm === $key->algorithm, $public->thumbprint() === $key->thumbprint());
    var_dump($public->toPem() === $key->toPublicPem(), $public->publicKey()->toPem() === $public->toPem());
    echo outcome(fn () => oauth2_jwt_sign([], $public)), "\n";
    var_dump(array_keys($key->toPublicJwk()));
}
?>
--EXPECT--
bool(false)
string(1) "k"
bool(true)
bool(true)
bool(true)
bool(true)
ValueError: oauth2_jwt_sign(): Argument #2 ($key) must be a private key
array(6) {
  [0]=>
  string(3) "kty"
  [1]=>
  string(3) "use"
  [2]=>
  string(3) "alg"
  [3]=>
  string(3) "kid"
  [4]=>
  string(1) "n"
  [5]=>
  string(1) "e"
}
bool(false)
string(1) "k"
bool(true)
bool(true)
bool(true)
bool(true)
ValueError: oauth2_jwt_sign(): Argument #2 ($key) must be a private key
array(7) {
  [0]=>
  string(3) "kty"
  [1]=>
  string(3) "crv"
  [2]=>
  string(3) "use"
  [3]=>
  string(3) "alg"
  [4]=>
  string(3) "kid"
  [5]=>
  string(1) "x"
  [6]=>
  string(1) "y"
}
bool(false)
string(1) "k"
bool(true)
bool(true)
bool(true)
bool(true)
ValueError: oauth2_jwt_sign(): Argument #2 ($key) must be a private key
array(6) {
  [0]=>
  string(3) "kty"
  [1]=>
  string(3) "crv"
  [2]=>
  string(3) "use"
  [3]=>
  string(3) "alg"
  [4]=>
  string(3) "kid"
  [5]=>
  string(1) "x"
}
