--TEST--
PS256 requires a salt of exactly 32 octets (RFC 7518 3.5)
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\Key;

/* Made with OpenSSL and salts of 32, 20, 0 and the maximum of octets: {"alg":"PS256"}.{"exp":1700000060}, key rsa2048_pkcs8. */
$key = Key::fromPem(pem('rsa2048_public'), null, 'PS256');
foreach (file(__DIR__ . '/pss_salt.txt', FILE_IGNORE_NEW_LINES) as $line) {
    [$salt, $token] = explode(' ', $line);
    echo "$salt: ", reason($token, $key), "\n";
}
?>
--EXPECT--
32: ACCEPTED
20: signature
0: signature
222: signature
31: signature
33: signature
mgf1-sha1: signature
