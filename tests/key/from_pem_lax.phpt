--TEST--
A PEM text as people have it is read (RFC 7468 3), and what is no key in it is named
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$good = pem('p256_pkcs8');
$certificate = pem('certificate');
$parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
$secp384r1 = "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n";
$bags = "Bag Attributes\n    friendlyName: key 1\n    localKeyID: 54 69 6D 65\nKey Attributes: <No Attributes>\n";
$thumbprint = OAuth2\Key::fromPem($good)->thumbprint();
$read = [
    'byte order mark' => "\u{feff}$good",
    'text before' => "key:\n$good",
    'text behind' => "{$good}x",
    'dash behind' => "$good-",
    'a comment line of dashes' => "-----\n----- BEGIN of the key -----\n$good-----\n",
    'a comment that names a block' => "# paste the text from -----BEGIN to -----END here\n$good",
    'Bag Attributes' => $bags . $good,
    'Bag Attributes of a chain' => "$bags$good\nBag Attributes\nsubject=CN = x\n$certificate",
    'certificate first' => $certificate . $good,
    'certificate behind' => $good . $certificate,
    'two certificates' => $certificate . $good . $certificate,
    'parameters first' => pem('p256_with_parameters'),
    'parameters behind' => $good . $parameters,
    'CRLF' => str_replace("\n", "\r\n", $good),
    'CR' => str_replace("\n", "\r", $good),
    'CR and a byte order mark' => "\u{feff}" . str_replace("\n", "\r", $bags . $good),
    'blanks at line ends' => str_replace("\n", " \t\n", $good),
    'blanks at line starts' => preg_replace('/^/m', "    ", $good),
    'empty lines' => str_replace("\n", "\n\n", $good),
    'vertical tabs and form feeds' => str_replace("\n", "\v\n\f", $good),
    'on one line' => str_replace("\n", ' ', $good),
    'on one line, with its certificate' => str_replace("\n", ' ', $good . $certificate),
    'without blanks' => str_replace("\n", '', $good),
    'no line end' => rtrim($good),
    'long lines' => "-----BEGIN PRIVATE KEY-----\n" . preg_replace('/-----.*?-----|\s/', '', $good) . "\n-----END PRIVATE KEY-----\n",
];
foreach ($read as $name => $pem) {
    echo "$name: ", outcome(function () use ($pem, $thumbprint) {
        $key = OAuth2\Key::fromPem($pem);
        if (!in_array($key->thumbprint(), [$thumbprint, OAuth2\Key::fromPem(pem('p256_sec1'))->thumbprint()], true) || !$key->private) {
            throw new Exception('ANOTHER KEY');
        }
    }), "\n";
}
echo "encrypted, CR: ", outcome(fn () => OAuth2\Key::fromPem(str_replace("\n", "\r", pem('rsa2048_encrypted')), 'correct horse')), "\n";
foreach (["\r\n" => 'CRLF', "\r" => 'CR', " \n" => 'blanks at line ends'] as $end => $name) {
    echo "headers, $name: ", outcome(fn () => OAuth2\Key::fromPem("x: y\n" . str_replace("\n", $end, pem('rsa2048_pkcs1_encrypted')), 'correct horse')), "\n";
}
$der = base64_decode(preg_replace('/-----.*?-----|\s/', '', $good));
$refused = [
    'two keys' => $good . $good,
    'two kinds of one key' => $good . pem('p256_public'),
    'a key of another kind beside' => $good . pem('p384'),
    'a key that is not read beside' => str_replace('PRIVATE', 'OPENSSH PRIVATE', $good) . $good,
    'and behind' => $good . str_replace('PRIVATE', 'DSA PRIVATE', $good),
    'a second key without its end' => $good . substr($good, 0, 60),
    'a certificate without its end' => $good . substr($certificate, 0, 60),
    'a key in a certificate' => str_replace("-----BEGIN CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\n$good", $certificate),
    'certificate' => $certificate,
    'two certificates' => $certificate . $certificate,
    'certificate, trusted' => str_replace('CERTIFICATE', 'TRUSTED CERTIFICATE', $certificate),
    'parameters' => $parameters,
    'parameters of another curve' => $secp384r1 . $good,
    'parameters that are none' => str_replace('Bggqh', 'BAgqh', $parameters) . $good,
    'certificate request' => str_replace('CERTIFICATE', 'CERTIFICATE REQUEST', $certificate),
    'OpenSSH' => str_replace('PRIVATE', 'OPENSSH PRIVATE', $good),
    'OpenSSH, public' => 'ssh-rsa AAAAB3NzaC1yc2E= somebody',
    'OpenSSH, public ECDSA' => 'ecdsa-sha2-nistp256 AAAA somebody',
    'SSH2' => str_replace('PRIVATE', 'SSH2 PUBLIC', $good),
    'OpenPGP' => "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOY\n-----END PGP PRIVATE KEY BLOCK-----\n",
    'DSA' => str_replace('PRIVATE', 'DSA PRIVATE', $good),
    'DER' => $der,
    'UTF-16' => "\xff\xfe" . implode("\0", str_split($good)) . "\0",
    'UTF-16, big endian' => "\xfe\xff\0" . implode("\0", str_split($good)),
    'NUL' => "$good\0",
    'four dashes' => str_replace('-----', '----', $good),
    'six dashes behind' => rtrim($good) . "-\n",
    'text at the end' => rtrim($good) . "x\n",
    'text at the beginning' => "x$good",
    'lower case' => strtolower(substr($good, 0, 28)) . substr($good, 28),
    'no label' => str_replace(' PRIVATE KEY', ' ', $good),
    'a long label' => str_replace('PRIVATE', str_repeat('PRIVATE ', 10), $good),
    'text in the body' => preg_replace('/\n/', "\nnote\n", $good, 1),
    'passphrase missing' => pem('p256_encrypted'),
    'passphrase missing, headers' => pem('rsa2048_pkcs1_encrypted'),
];
foreach ($refused as $name => $pem) {
    echo "$name: ", outcome(fn () => OAuth2\Key::fromPem($pem)), "\n";
}
?>
--EXPECT--
byte order mark: ok
text before: ok
text behind: ok
dash behind: ok
a comment line of dashes: ok
a comment that names a block: ok
Bag Attributes: ok
Bag Attributes of a chain: ok
certificate first: ok
certificate behind: ok
two certificates: ok
parameters first: ok
parameters behind: ok
CRLF: ok
CR: ok
CR and a byte order mark: ok
blanks at line ends: ok
blanks at line starts: ok
empty lines: ok
vertical tabs and form feeds: ok
on one line: ok
on one line, with its certificate: ok
without blanks: ok
no line end: ok
long lines: ok
encrypted, CR: ok
headers, CRLF: ok
headers, CR: ok
headers, blanks at line ends: ok
two keys: OAuth2\InvalidKeyException: The key is one of several in the text; pass a text with one key
two kinds of one key: OAuth2\InvalidKeyException: The key is one of several in the text; pass a text with one key
a key of another kind beside: OAuth2\InvalidKeyException: The key is one of several in the text; pass a text with one key
a key that is not read beside: OAuth2\InvalidKeyException: The key is one of several in the text; pass a text with one key
and behind: OAuth2\InvalidKeyException: The key is one of several in the text; pass a text with one key
a second key without its end: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
a certificate without its end: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
a key in a certificate: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
certificate: OAuth2\InvalidKeyException: The key is missing: the text contains only a certificate
two certificates: OAuth2\InvalidKeyException: The key is missing: the text contains only a certificate
certificate, trusted: OAuth2\InvalidKeyException: The key is missing: the text contains only a certificate
parameters: OAuth2\InvalidKeyException: The key is missing: the text contains only the parameters of a curve
parameters of another curve: OAuth2\InvalidKeyException: The key has EC PARAMETERS that do not name P-256
parameters that are none: OAuth2\InvalidKeyException: The key has EC PARAMETERS that do not name P-256
certificate request: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
OpenSSH: OAuth2\InvalidKeyException: The key is in the format of OpenSSH; convert it with ssh-keygen -m PKCS8
OpenSSH, public: OAuth2\InvalidKeyException: The key is in the format of OpenSSH; convert it with ssh-keygen -m PKCS8
OpenSSH, public ECDSA: OAuth2\InvalidKeyException: The key is in the format of OpenSSH; convert it with ssh-keygen -m PKCS8
SSH2: OAuth2\InvalidKeyException: The key is in the format of OpenSSH; convert it with ssh-keygen -m PKCS8
OpenPGP: OAuth2\InvalidKeyException: The key is an OpenPGP key, which is not supported
DSA: OAuth2\InvalidKeyException: The key is neither RSA nor of the curves P-256 or Ed25519
DER: OAuth2\InvalidKeyException: The key is binary (DER); convert it to PEM with openssl pkey
UTF-16: OAuth2\InvalidKeyException: The key is UTF-16 text; save it as ASCII or UTF-8
UTF-16, big endian: OAuth2\InvalidKeyException: The key is UTF-16 text; save it as ASCII or UTF-8
NUL: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
four dashes: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
six dashes behind: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
text at the end: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
text at the beginning: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
lower case: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
no label: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
a long label: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
text in the body: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
passphrase missing: OAuth2\InvalidKeyException: The key is encrypted, and there is no passphrase
passphrase missing, headers: OAuth2\InvalidKeyException: The key is encrypted, and there is no passphrase
