--TEST--
A text is refused unless it contains exactly one certificate with a supported, strong key
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';
require __DIR__ . '/../inc/der.inc';

use OAuth2\Key;

$spki = spki('p256_public');
$good = certificate($spki);
$body = fn (string $pem): string => (string) base64_decode((string) preg_replace('/-----.*?-----|\s/', '', $pem));
$der = $body($good);
$signature = algorithm('2a8648ce3d040302');
$names = der(0x30) . der(0x30) . der(0x30);
foreach ([
    'empty' => '',
    'no PEM' => 'MII',
    'DER' => $der,
    'a key' => pem('p256_public'),
    'a private key' => pem('p256_pkcs8'),
    'a certificate request' => block('CERTIFICATE REQUEST', $der),
    'a trusted certificate' => block('TRUSTED CERTIFICATE', $der),
    'with its key' => $good . pem('p256_pkcs8'),
    'behind a public key' => pem('p256_public') . $good,
    'beside an OpenSSH key' => $good . block('OPENSSH PRIVATE KEY', 'x'),
    'two' => $good . $good,
    'NUL behind' => "$good\0",
    'without its end' => substr($good, 0, 60),
    'bad base64' => substr_replace($good, '!', 60, 1),
    'empty block' => block('CERTIFICATE', ''),
    'headers' => str_replace("-----\n", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: A\n\n", $good),
    'too long' => str_pad($good, 16385),
    'a key as certificate' => block('CERTIFICATE', $spki),
    'an encrypted key as certificate' => block('CERTIFICATE', $body(pem('p256_encrypted'))),
    'cut' => block('CERTIFICATE', substr($der, 0, -1)),
    'data behind' => block('CERTIFICATE', $der . "\0"),
    'data within' => block('CERTIFICATE', der(0x30, der(0x30, integer(1), $signature, $names, $spki), $signature, der(0x03, "\0s"), der(0x30))),
    'no serial number' => certificate($spki, serial: ''),
    'no signature' => certificate($spki, end: ''),
    'a signature of bits' => certificate($spki, end: der(0x03, "\1s")),
    'a name is missing' => block('CERTIFICATE', der(0x30, der(0x30, integer(1), $signature, der(0x30), der(0x30), $spki), $signature, der(0x03, "\0s"))),
    'a name too many' => certificate(der(0x30) . $spki),
    'two keys' => certificate($spki . $spki),
    'extensions first' => certificate($spki, behind: der(0xa3, '') . der(0x81, "\0")),
    'the key is a bit string' => certificate(der(0x03, "\0")),
    'indefinite length' => block('CERTIFICATE', "\x30\x80" . substr($der, 4) . "\0\0"),
    'RSA of 1024 bits' => certificate(spki('rsa1024_public')),
    'explicit curve' => certificate(spki('p256_explicit_public')),
    'another algorithm' => certificate(der(0x30, algorithm('2b656e'), der(0x03, "\0x"))),
] as $name => $text) {
    echo "$name: ", outcome(fn () => Key::fromCertificate($text)), "\n";
}
echo 'not of the algorithm: ', outcome(fn () => Key::fromCertificate($good, 'RS256')), "\n";
echo 'unknown algorithm: ', outcome(fn () => Key::fromCertificate($good, 'none')), "\n";
echo 'empty key ID: ', outcome(fn () => Key::fromCertificate($good, keyId: '')), "\n";
?>
--EXPECT--
empty: OAuth2\InvalidKeyException: The key of the certificate is missing: the text is not one PEM block of a certificate
no PEM: OAuth2\InvalidKeyException: The key of the certificate is missing: the text is not one PEM block of a certificate
DER: OAuth2\InvalidKeyException: The key of the certificate is missing: the text is not one PEM block of a certificate
a key: OAuth2\InvalidKeyException: The key of the certificate is missing: the text is not one PEM block of a certificate
a private key: OAuth2\InvalidKeyException: The key of the certificate is missing: the text is not one PEM block of a certificate
a certificate request: OAuth2\InvalidKeyException: The key of the certificate is missing: the text is not one PEM block of a certificate
a trusted certificate: OAuth2\InvalidKeyException: The key of the certificate is missing: the text is not one PEM block of a certificate
with its key: OAuth2\InvalidKeyException: The key of the certificate is beside another key; pass the certificate alone
behind a public key: OAuth2\InvalidKeyException: The key of the certificate is beside another key; pass the certificate alone
beside an OpenSSH key: OAuth2\InvalidKeyException: The key of the certificate is beside another key; pass the certificate alone
two: OAuth2\InvalidKeyException: The key of the certificate is one of several in the text; pass a text with one certificate
NUL behind: OAuth2\InvalidKeyException: The key of the certificate is missing: the text is not one PEM block of a certificate
without its end: OAuth2\InvalidKeyException: The key of the certificate is missing: the text is not one PEM block of a certificate
bad base64: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
empty block: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
headers: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
too long: OAuth2\InvalidKeyException: The certificate is a PEM text longer than 16384 bytes
a key as certificate: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
an encrypted key as certificate: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
cut: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
data behind: OAuth2\InvalidKeyException: The key of the certificate has extra data after the key in its PEM block
data within: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
no serial number: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
no signature: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
a signature of bits: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
a name is missing: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
a name too many: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
two keys: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
extensions first: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
the key is a bit string: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
indefinite length: OAuth2\InvalidKeyException: The key of the certificate could not be read: the certificate is malformed
RSA of 1024 bits: OAuth2\InvalidKeyException: The key of the certificate has an RSA modulus that is not of 2048 to 8192 bits
explicit curve: OAuth2\InvalidKeyException: The key of the certificate names its curve by explicit parameters
another algorithm: OAuth2\InvalidKeyException: The key of the certificate is neither RSA nor of the curves P-256 or Ed25519
not of the algorithm: OAuth2\InvalidKeyException: The key of the certificate is not of the given algorithm
unknown algorithm: ValueError: OAuth2\Key::fromCertificate(): Argument #2 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
empty key ID: ValueError: OAuth2\Key::fromCertificate(): Argument #3 ($keyId) must be UTF-8 of 1 to 256 bytes
