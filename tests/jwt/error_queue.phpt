--TEST--
Neither success nor failure changes OpenSSL's error queue
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

while (openssl_error_string() !== false) {
}
$rsa = private_jwk('rsa2048_pkcs8');
$ec = private_jwk('p256_pkcs8');
while (openssl_error_string() !== false) {
}
$key = Key::fromPem(pem('rsa2048_pkcs8'));
$token = oauth2_jwt_sign(['exp' => NOW + 60], $key);
$calls = [
    fn () => Key::generate('RS256'), fn () => Key::generate('ES256'), fn () => Key::fromPem(pem('rsa2048_encrypted')), fn () => Key::fromPem(pem('rsa2048_encrypted'), 'wrong'), fn () => Key::fromPem(pem('rsa1024')), fn () => Key::fromPem(pem('p256_explicit')),
    fn () => Key::fromPem(substr(pem('rsa2048_pkcs8'), 0, 800) . "\n-----END PRIVATE KEY-----"), fn () => Key::fromPem(pem('dsa')), fn () => Key::fromPem(pem('ed448')), fn () => Key::fromPem(pem('p256_sec1')), fn () => Key::fromPem(pem('rsa2048_public')),
    fn () => Key::fromJwk($rsa), fn () => Key::fromJwk(['d' => 'AQAB'] + $rsa), fn () => Key::fromJwk($ec), fn () => Key::fromJwk(['x' => $ec['y']] + $ec), fn () => Key::fromJwk(['d' => $ec['x']] + $ec),
    fn () => KeySet::fromJwks(['keys' => [['x' => $ec['y']] + $ec]]), fn () => Key::unseal($key->seal(str_repeat('w', 32)), str_repeat('w', 32)), fn () => $key->toPem(), fn () => $key->toPublicPem(), fn () => $key->toPublicJwk(), fn () => $key->publicKey()->thumbprint(),
    fn () => oauth2_jwt_verify($token, $key, ['now' => NOW]), fn () => oauth2_jwt_verify(substr($token, 0, -10) . 'AAAAAAAAAA', $key, ['now' => NOW]), fn () => oauth2_jwt_verify(substr($token, 0, strrpos($token, '.') + 1) . str_repeat('A', 342), $key),
    fn () => oauth2_jwt_verify(substr_replace(oauth2_jwt_sign([], Key::fromJwk($ec)), 'AAAA', -6, 4), Key::fromJwk($ec)), fn () => oauth2_jwt_sign([], Key::fromPem(pem('rsa2048_pkcs8'), null, 'PS256')), fn () => oauth2_jwt_sign([], Key::fromJwk($ec)),
];
foreach ($calls as $i => $call) {
    outcome($call);
    if (($error = openssl_error_string()) !== false) {
        echo "$i left $error\n";
    }
}
/* Earlier errors stay in the queue: ext/openssl moves them to its own queue at its next call. */
openssl_pkey_get_private('no key');
$before = 0;
while (openssl_error_string() !== false) {
    ++$before;
}
openssl_pkey_get_private('no key');
/* Without the first call, because generating an RSA key takes a minute under valgrind. */
array_map(outcome(...), array_slice($calls, 1));
$after = 0;
while (openssl_error_string() !== false) {
    ++$after;
}
var_dump($before === $after, $before > 0);
?>
--EXPECT--
bool(true)
bool(true)
