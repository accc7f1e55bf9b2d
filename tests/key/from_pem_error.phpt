--TEST--
A PEM text is refused unless it contains exactly one supported, strong key
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$good = pem('p256_pkcs8');
$rsa = pem('rsa2048_pkcs8');
$cases = [
    'empty' => '',
    'blanks' => " \n",
    'no PEM' => 'not a key',
    'NUL behind' => "$good\0",
    'two blocks' => $good . $good,
    'two kinds' => $good . pem('p256_public'),
    'certificate' => pem('certificate'),
    'other label' => str_replace('PRIVATE', 'SECRET', $good),
    'other end' => str_replace('END PRIVATE', 'END PUBLIC', $good),
    'no end' => substr($good, 0, 60),
    'private labelled public' => str_replace('PRIVATE', 'PUBLIC', $good),
    'public labelled private' => str_replace('PUBLIC', 'PRIVATE', pem('p256_public')),
    'cut' => substr_replace($rsa, '', 200, 65),
    'bad base64' => substr_replace($rsa, '!', 200, 1),
    'empty block' => "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
    '1024 bits' => pem('rsa1024'),
    '1024 bits public' => pem('rsa1024_public'),
    'three primes' => pem('rsa2048_three_primes'),
    'RSA-PSS' => pem('rsa_pss'),
    'P-384' => pem('p384'),
    'secp256k1' => pem('secp256k1'),
    'explicit curve' => pem('p256_explicit'),
    'explicit curve, public' => pem('p256_explicit_public'),
    'Ed448' => pem('ed448'),
    'X25519' => pem('x25519'),
    'DSA' => pem('dsa'),
    'too long' => str_repeat(' ', 16385),
];
foreach ($cases as $name => $pem) {
    echo "$name: ", outcome(fn () => OAuth2\Key::fromPem($pem)), "\n";
}
echo 'blanks around: ', outcome(fn () => OAuth2\Key::fromPem("\r\n\t $good \n\n")), "\n";
echo 'at the limit: ', outcome(fn () => OAuth2\Key::fromPem(str_pad($good, 16384, "\n"))), "\n";
?>
--EXPECT--
empty: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
blanks: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
no PEM: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
NUL behind: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
two blocks: OAuth2\InvalidKeyException: The key is one of several in the text; pass a text with one key
two kinds: OAuth2\InvalidKeyException: The key is one of several in the text; pass a text with one key
certificate: OAuth2\InvalidKeyException: The key is missing: the text contains only a certificate
other label: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
other end: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
no end: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
private labelled public: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
public labelled private: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
cut: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
bad base64: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
empty block: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
1024 bits: OAuth2\InvalidKeyException: The key has an RSA modulus that is not of 2048 to 8192 bits
1024 bits public: OAuth2\InvalidKeyException: The key has an RSA modulus that is not of 2048 to 8192 bits
three primes: OAuth2\InvalidKeyException: The key is an RSA key of more than two primes
RSA-PSS: OAuth2\InvalidKeyException: The key is neither RSA nor of the curves P-256 or Ed25519
P-384: OAuth2\InvalidKeyException: The key is neither RSA nor of the curves P-256 or Ed25519
secp256k1: OAuth2\InvalidKeyException: The key is neither RSA nor of the curves P-256 or Ed25519
explicit curve: OAuth2\InvalidKeyException: The key names its curve by explicit parameters
explicit curve, public: OAuth2\InvalidKeyException: The key names its curve by explicit parameters
Ed448: OAuth2\InvalidKeyException: The key is neither RSA nor of the curves P-256 or Ed25519
X25519: OAuth2\InvalidKeyException: The key is neither RSA nor of the curves P-256 or Ed25519
DSA: OAuth2\InvalidKeyException: The key is neither RSA nor of the curves P-256 or Ed25519
too long: OAuth2\InvalidKeyException: The key is a PEM text longer than 16384 bytes
blanks around: ok
at the limit: ok
