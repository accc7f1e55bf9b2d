--TEST--
An encrypted PEM needs its passphrase, and nobody is asked at a terminal
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach (['rsa2048_encrypted', 'rsa2048_pkcs1_encrypted', 'p256_encrypted'] as $name) {
    foreach (['none' => null, 'empty' => '', 'wrong' => 'correct horsf', 'longer' => "correct horse\0", 'huge' => str_repeat('x', 5000), 'right' => 'correct horse'] as $which => $passphrase) {
        echo "$name, $which: ", outcome(fn () => OAuth2\Key::fromPem(pem($name), $passphrase)), "\n";
    }
}
echo "not encrypted, passphrase: ", outcome(fn () => OAuth2\Key::fromPem(pem('rsa2048_pkcs8'), 'correct horse')), "\n";
/* The cache must not open what the passphrase did not. */
echo "again without: ", outcome(fn () => OAuth2\Key::fromPem(pem('rsa2048_encrypted'))), "\n";
?>
--EXPECT--
