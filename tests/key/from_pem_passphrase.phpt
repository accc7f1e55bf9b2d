--TEST--
An encrypted PEM needs its passphrase; OpenSSL does not prompt for it
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach (['rsa2048_encrypted', 'rsa2048_pkcs1_encrypted', 'p256_encrypted'] as $name) {
    foreach (['none' => null, 'empty' => '', 'wrong' => 'correct horsf', 'longer' => "correct horse ", 'huge' => str_repeat('x', 5000), 'right' => 'correct horse'] as $which => $passphrase) {
        echo "$name, $which: ", outcome(fn () => OAuth2\Key::fromPem(pem($name), $passphrase)), "\n";
    }
}
echo "not encrypted, passphrase: ", outcome(fn () => OAuth2\Key::fromPem(pem('rsa2048_pkcs8'), 'correct horse')), "\n";
/* The cache must not replace the passphrase. */
echo "again without: ", outcome(fn () => OAuth2\Key::fromPem(pem('rsa2048_encrypted'))), "\n";
?>
--EXPECT--
rsa2048_encrypted, none: OAuth2\InvalidKeyException: The key is encrypted, and there is no passphrase
rsa2048_encrypted, empty: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
rsa2048_encrypted, wrong: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
rsa2048_encrypted, longer: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
rsa2048_encrypted, huge: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
rsa2048_encrypted, right: ok
rsa2048_pkcs1_encrypted, none: OAuth2\InvalidKeyException: The key is encrypted, and there is no passphrase
rsa2048_pkcs1_encrypted, empty: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
rsa2048_pkcs1_encrypted, wrong: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
rsa2048_pkcs1_encrypted, longer: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
rsa2048_pkcs1_encrypted, huge: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
rsa2048_pkcs1_encrypted, right: ok
p256_encrypted, none: OAuth2\InvalidKeyException: The key is encrypted, and there is no passphrase
p256_encrypted, empty: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
p256_encrypted, wrong: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
p256_encrypted, longer: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
p256_encrypted, huge: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
p256_encrypted, right: ok
not encrypted, passphrase: ok
again without: OAuth2\InvalidKeyException: The key is encrypted, and there is no passphrase
