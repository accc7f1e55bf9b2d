--TEST--
A key has exactly one algorithm, and one that does not fit its kind is refused
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach (['rsa2048_pkcs8', 'p256_pkcs8', 'ed25519_pkcs8'] as $name) {
    foreach (['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'] as $algorithm) {
        try {
            $key = OAuth2\Key::fromPem(pem($name), null, $algorithm);
            echo "$name as $algorithm: $key->algorithm {$key->publicKey()->algorithm} {$key->toPublicJwk()['alg']}\n";
        } catch (OAuth2\InvalidKeyException $e) {
            echo "$name as $algorithm: {$e->getMessage()}\n";
        }
    }
}
foreach (['', 'none', 'rs256', 'RS256 ', "RS256\0", 'RS384', 'RS512', 'PS384', 'ES384', 'ES512', 'ES256K', 'HS256', 'Ed448', 'RSA', 'dir'] as $algorithm) {
    echo var_export($algorithm, true), ': ', outcome(fn () => OAuth2\Key::fromPem(pem('rsa2048_pkcs8'), null, $algorithm)), "\n";
}
?>
--EXPECT--
