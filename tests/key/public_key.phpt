--TEST--
publicKey() has no private part and cannot sign
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
