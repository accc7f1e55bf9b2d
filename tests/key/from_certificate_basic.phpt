--TEST--
The public key of a certificate is read, whatever else the certificate says
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';
require __DIR__ . '/../inc/der.inc';

use OAuth2\Key;

$real = pem('certificate');
$key = Key::fromCertificate($real);
echo $key->algorithm, ' ', $key->private ? 'private' : 'public', ' ', $key->keyId === $key->thumbprint() ? 'thumbprint' : '', "\n";
echo Key::fromCertificate($real, keyId: 'mine')->keyId, "\n";

foreach (['rsa2048_public', 'p256_public', 'ed25519_public'] as $name) {
    $made = certificate(spki($name));
    $key = Key::fromCertificate($made);
    echo "$name: $key->algorithm ", $key->toPublicPem() === Key::fromPem(pem($name))->toPublicPem() ? 'the same' : 'another', "\n";
}
echo Key::fromCertificate(certificate(spki('rsa2048_public')), 'PS256')->algorithm, "\n";

$spki = spki('p256_public');
$optional = der(0x81, "\0a") . der(0x82, "\0b") . der(0xa3, der(0x30));
$same = fn (string $text): string => Key::fromCertificate($text)->toPublicPem() === pem('p256_public') ? 'the same' : 'another';
foreach ([
    'version 1' => certificate($spki, version: ''),
    'unique IDs and extensions' => certificate($spki, behind: $optional),
    'a negative serial number' => certificate($spki, serial: der(0x02, "\xff")),
    'a serial number of 64 bytes' => certificate($spki, serial: der(0x02, str_repeat("\x01", 64))),
    'comments, CRLF and a byte order mark' => "\xef\xbb\xbfsubject=CN = x\r\n" . str_replace("\n", "\r\n", certificate($spki)) . "\r\nend",
    'the older label' => str_replace('CERTIFICATE', 'X509 CERTIFICATE', certificate($spki)),
    'a certificate request beside it' => certificate($spki) . block('CERTIFICATE REQUEST', 'x'),
] as $name => $text) {
    echo "$name: ", $same($text), "\n";
}
echo 'again: ', $same(certificate($spki)), "\n";
?>
--EXPECT--
ES256 public thumbprint
mine
rsa2048_public: RS256 the same
p256_public: ES256 the same
ed25519_public: EdDSA the same
PS256
version 1: the same
unique IDs and extensions: the same
a negative serial number: the same
a serial number of 64 bytes: the same
comments, CRLF and a byte order mark: the same
the older label: the same
a certificate request beside it: the same
again: the same
