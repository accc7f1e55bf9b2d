--TEST--
Every PEM form of a key is read, and private and public parts are exported with their labels
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach ([
    'rsa2048_pkcs1', 'rsa2048_pkcs8', 'rsa2048_public', 'rsa2048_public_pkcs1', 'rsa2048_e3', 'p256_sec1', 'p256_pkcs8', 'p256_public',
    'ed25519_pkcs8', 'ed25519_public',
] as $name) {
    $key = OAuth2\Key::fromPem(pem($name));
    $again = OAuth2\Key::fromPem($key->toPem());
    printf("%s: %s %s %s\n", $name, $key->algorithm, $key->private ? 'private' : 'public',
        $key->keyId === $key->thumbprint() && $again->keyId === $key->keyId && $again->private === $key->private ? 'same' : 'DIFFERENT');
}
/* All forms of a key give the same key id. */
$ids = [];
foreach (['rsa2048_pkcs1', 'rsa2048_pkcs8', 'rsa2048_public', 'rsa2048_public_pkcs1'] as $name) {
    $ids[OAuth2\Key::fromPem(pem($name))->keyId] = true;
}
var_dump(count($ids));
/* OpenSSL can read the exported text. */
var_dump(openssl_pkey_get_details(openssl_pkey_get_private(OAuth2\Key::fromPem(pem('rsa2048_pkcs1'))->toPem()))['key'] === pem('rsa2048_public'));
var_dump(OAuth2\Key::fromPem(pem('rsa2048_pkcs1'))->toPem() === pem('rsa2048_pkcs8'));
var_dump(OAuth2\Key::fromPem(pem('p256_sec1'))->toPublicPem() === pem('p256_public'));
var_dump(OAuth2\Key::fromPem(pem('ed25519_pkcs8'))->toPem() === pem('ed25519_pkcs8'));
var_dump(OAuth2\Key::fromPem(pem('ed25519_pkcs8'))->toPublicPem() === pem('ed25519_public'));
var_dump(OAuth2\Key::fromPem(pem('rsa2048_public'))->toPem() === pem('rsa2048_public'));
?>
--EXPECT--
rsa2048_pkcs1: RS256 private same
rsa2048_pkcs8: RS256 private same
rsa2048_public: RS256 public same
rsa2048_public_pkcs1: RS256 public same
rsa2048_e3: RS256 private same
p256_sec1: ES256 private same
p256_pkcs8: ES256 private same
p256_public: ES256 public same
ed25519_pkcs8: EdDSA private same
ed25519_public: EdDSA public same
int(1)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
