--TEST--
A private PEM with inconsistent numbers is refused
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

/* One octet of each number of the PKCS#1 structure changed. */
$der = base64_decode(preg_replace('/-----.*?-----|\s/', '', pem('rsa2048_pkcs1')));
$details = openssl_pkey_get_details(openssl_pkey_get_private(pem('rsa2048_pkcs1')))['rsa'];
foreach ($details as $name => $number) {
    $at = strpos($der, $number) + strlen($number) - 1;
    $changed = $der;
    $changed[$at] = chr(ord($changed[$at]) ^ 2);
    echo "$name: ", refusal(fn () => OAuth2\Key::fromPem("-----BEGIN RSA PRIVATE KEY-----\n" . chunk_split(base64_encode($changed), 64, "\n") . "-----END RSA PRIVATE KEY-----\n")), "\n";
}
/* The private number of an EC key changed, and a point off the curve. */
$der = base64_decode(preg_replace('/-----.*?-----|\s/', '', pem('p256_pkcs8')));
$ec = openssl_pkey_get_details(openssl_pkey_get_private(pem('p256_pkcs8')))['ec'];
foreach (['d', 'x', 'y'] as $name) {
    $at = strpos($der, $ec[$name]) + strlen($ec[$name]) - 1;
    $changed = $der;
    $changed[$at] = chr(ord($changed[$at]) ^ 1);
    echo "$name: ", refusal(fn () => OAuth2\Key::fromPem("-----BEGIN PRIVATE KEY-----\n" . chunk_split(base64_encode($changed), 64, "\n") . "-----END PRIVATE KEY-----\n")), "\n";
}
?>
--EXPECT--
n: OAuth2\InvalidKeyException
e: OAuth2\InvalidKeyException
d: OAuth2\InvalidKeyException
p: OAuth2\InvalidKeyException
q: OAuth2\InvalidKeyException
dmp1: OAuth2\InvalidKeyException
dmq1: OAuth2\InvalidKeyException
iqmp: OAuth2\InvalidKeyException
d: OAuth2\InvalidKeyException
x: OAuth2\InvalidKeyException
y: OAuth2\InvalidKeyException
