--TEST--
A PEM block is decrypted once, holds what its label names, and nothing behind it
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';
require __DIR__ . '/../inc/der.inc';

use OAuth2\Key;

const PASSPHRASE = 'correct horse';

/** A block that is encrypted in the old way (RFC 1421 4.6.1.3), with AES-128-CBC. */
function headers(string $label, string $content, string $iv = '0123456789abcdef'): string
{
    $key = md5(PASSPHRASE . substr($iv, 0, 8), true);
    $text = base64_encode(openssl_encrypt($content, 'aes-128-cbc', $key, OPENSSL_RAW_DATA, $iv));

    return "-----BEGIN $label-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC," . strtoupper(bin2hex($iv)) . "\n\n"
        . chunk_split($text, 64, "\n") . "-----END $label-----\n";
}
/** EncryptedPrivateKeyInfo (RFC 5208 6) of any content, with so many rounds of PBKDF2. */
function encrypted(string $content, int $rounds = 1000, string $behind = ''): string
{
    $key = hash_pbkdf2('sha256', PASSPHRASE, 'saltsalt', min($rounds, 1000), 16, true);
    $data = openssl_encrypt($content, 'aes-128-cbc', $key, OPENSSL_RAW_DATA, str_repeat('i', 16));
    $kdf = algorithm(PBKDF2, der(0x30, der(0x04, 'saltsalt'), integer($rounds), algorithm('2a864886f70d0209', der(0x05))));

    return der(0x30, algorithm(PBES2, der(0x30, $kdf, algorithm('608648016503040102', der(0x04, str_repeat('i', 16))))), der(0x04, $data), $behind);
}
function body(string $name): string
{
    return (string) base64_decode((string) preg_replace('/-----.*?-----|\s/', '', pem($name)));
}

$pkcs8 = body('p256_pkcs8');
$ec = body('p256_sec1');
$rsa = body('rsa2048_pkcs1');
$rsa8 = body('rsa2048_pkcs8');
$public = body('p256_public');
$ed = body('ed25519_pkcs8');
$seed = substr($ed, -32);
$point = substr(body('ed25519_public'), -32);
$other = str_repeat('x', 32);
$ed25519 = algorithm('2b6570');
$p256 = hex2bin('a00a06082a8648ce3d030107');
$d = substr($ec, 7, 32);
$q = substr($public, -65);
$compressed = chr(2 + (ord($q[64]) & 1)) . substr($q, 1, 32);
$ecAlgorithm = algorithm('2a8648ce3d0201', hex2bin('06082a8648ce3d030107'));

$cases = [
    /* Decrypted once, and what comes out is what the label names. */
    'headers around PKCS#8' => headers('PRIVATE KEY', $pkcs8),
    'headers around PKCS#1' => headers('RSA PRIVATE KEY', $rsa),
    'headers around SEC 1' => headers('EC PRIVATE KEY', $ec),
    'encrypted PKCS#8' => block('ENCRYPTED PRIVATE KEY', encrypted($pkcs8)),
    'headers around encrypted, PRIVATE KEY' => headers('PRIVATE KEY', encrypted($pkcs8)),
    'headers around encrypted with hours of rounds, PRIVATE KEY' => headers('PRIVATE KEY', encrypted($pkcs8, 2_000_000_000)),
    'headers around encrypted with hours of rounds, EC PRIVATE KEY' => headers('EC PRIVATE KEY', encrypted($pkcs8, 2_000_000_000)),
    'headers around encrypted with hours of rounds, RSA PRIVATE KEY' => headers('RSA PRIVATE KEY', encrypted($rsa8, 2_000_000_000)),
    'headers around encrypted, ENCRYPTED PRIVATE KEY' => headers('ENCRYPTED PRIVATE KEY', encrypted($pkcs8)),
    'headers and a plain body' => str_replace("-----\n", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,30\n\n", pem('p256_pkcs8')),
    'encrypted inside encrypted' => block('ENCRYPTED PRIVATE KEY', encrypted(encrypted($pkcs8))),
    'encrypted inside encrypted, hours of rounds' => block('ENCRYPTED PRIVATE KEY', encrypted(encrypted($pkcs8, 2_000_000_000))),
    'SEC 1 inside encrypted' => block('ENCRYPTED PRIVATE KEY', encrypted($ec)),
    'PKCS#1 inside encrypted' => block('ENCRYPTED PRIVATE KEY', encrypted($rsa)),
    'a public key inside encrypted' => block('ENCRYPTED PRIVATE KEY', encrypted($public)),
    'PEM inside encrypted' => block('ENCRYPTED PRIVATE KEY', encrypted(pem('p256_pkcs8'))),
    'encrypted, more behind it' => block('ENCRYPTED PRIVATE KEY', encrypted($pkcs8) . $pkcs8),
    'encrypted, more in it' => block('ENCRYPTED PRIVATE KEY', encrypted($pkcs8, 1000, der(0x04, 'x'))),
    'encrypted, more in the plain text' => block('ENCRYPTED PRIVATE KEY', encrypted($pkcs8 . $pkcs8)),
    'headers, more in the plain text' => headers('EC PRIVATE KEY', $ec . $ec),
    'headers of another kind' => str_replace('Proc-Type: 4,ENCRYPTED', 'Proc-Type: 4,MIC-ONLY', headers('EC PRIVATE KEY', $ec)),
    'headers, unknown cipher' => str_replace('AES-128-CBC', 'ROT-13', headers('EC PRIVATE KEY', $ec)),
    'headers, no cipher' => preg_replace('/AES-128-CBC.*/', '', headers('EC PRIVATE KEY', $ec)),
    'headers, long cipher' => str_replace('AES-128-CBC', str_repeat('A', 5000), headers('EC PRIVATE KEY', $ec)),
    'headers, format in the cipher' => str_replace('AES-128-CBC', '%s%n%n%s', headers('EC PRIVATE KEY', $ec)),
    'headers, short IV' => preg_replace('/(AES-128-CBC,..).*/', '$1', headers('EC PRIVATE KEY', $ec)),
    'headers, one more' => str_replace("\n\n", "\nX: y\n\n", headers('EC PRIVATE KEY', $ec)),
    /* The label tells the type. */
    'PKCS#8 labelled EC' => block('EC PRIVATE KEY', $pkcs8),
    'PKCS#8 labelled RSA' => block('RSA PRIVATE KEY', $rsa8),
    'PKCS#8 of RSA labelled EC' => block('EC PRIVATE KEY', $rsa8),
    'SEC 1 labelled PKCS#8' => block('PRIVATE KEY', $ec),
    'SEC 1 labelled RSA' => block('RSA PRIVATE KEY', $ec),
    'PKCS#1 labelled PKCS#8' => block('PRIVATE KEY', $rsa),
    'PKCS#1 labelled EC' => block('EC PRIVATE KEY', $rsa),
    'public labelled RSA public' => block('RSA PUBLIC KEY', body('rsa2048_public')),
    'RSA public labelled public' => block('PUBLIC KEY', body('rsa2048_public_pkcs1')),
    'private labelled RSA public' => block('RSA PUBLIC KEY', $rsa),
    'RSA public labelled RSA private' => block('RSA PRIVATE KEY', body('rsa2048_public_pkcs1')),
    'a certificate labelled public' => block('PUBLIC KEY', body('certificate')),
    /* All of the DER is the key. */
    'a byte behind PKCS#8' => block('PRIVATE KEY', "$pkcs8\0"),
    'a key behind PKCS#8' => block('PRIVATE KEY', $pkcs8 . $rsa8),
    'a key behind PKCS#1' => block('RSA PRIVATE KEY', $rsa . $rsa),
    'a key behind SEC 1' => block('EC PRIVATE KEY', $ec . $ec),
    'a key behind SubjectPublicKeyInfo' => block('PUBLIC KEY', $public . $public),
    'a key behind RSAPublicKey' => block('RSA PUBLIC KEY', body('rsa2048_public_pkcs1') . body('rsa2048_public_pkcs1')),
    'a key before' => block('PRIVATE KEY', der(0x30, $pkcs8, $pkcs8)),
    'more in PKCS#8' => block('PRIVATE KEY', der(0x30, integer(0), $ed25519, der(0x04, der(0x04, $seed)), der(0x04, 'x'))),
    'more in its OCTET STRING' => block('PRIVATE KEY', der(0x30, integer(0), $ed25519, der(0x04, der(0x04, $seed), der(0x04, $seed)))),
    'more in the seed' => block('PRIVATE KEY', der(0x30, integer(0), $ed25519, der(0x04, der(0x04, $seed . $seed)))),
    'more in PKCS#1' => block('RSA PRIVATE KEY', der(0x30, substr($rsa, 4), integer(1))),
    'more in RSAPublicKey' => block('RSA PUBLIC KEY', der(0x30, substr(body('rsa2048_public_pkcs1'), 4), integer(1))),
    'more in SEC 1' => block('EC PRIVATE KEY', der(0x30, integer(1), der(0x04, $d), $p256, der(0xa1, der(0x03, "\0$q")), integer(1))),
    'more in the point' => block('EC PRIVATE KEY', der(0x30, integer(1), der(0x04, $d), $p256, der(0xa1, der(0x03, "\0$q"), integer(1)))),
    'more in the curve' => block('EC PRIVATE KEY', der(0x30, integer(1), der(0x04, $d), der(0xa0, substr($p256, 2), integer(1)))),
    'more in SubjectPublicKeyInfo' => block('PUBLIC KEY', der(0x30, $ecAlgorithm, der(0x03, "\0$q"), integer(1))),
    'more in an RSA SubjectPublicKeyInfo' => block('PUBLIC KEY', der(0x30, algorithm('2a864886f70d010101', der(0x05)), der(0x03, "\0" . body('rsa2048_public_pkcs1') . 'x'))),
    'more in the algorithm' => block('PUBLIC KEY', der(0x30, algorithm('2b6570', der(0x05)), der(0x03, "\0$point"))),
    'more in the algorithm of EC' => block('PUBLIC KEY', der(0x30, algorithm('2a8648ce3d0201', hex2bin('06082a8648ce3d030107'), der(0x05)), der(0x03, "\0$q"))),
    /* DER and no BER. */
    'a long length' => block('PUBLIC KEY', der(0x30, $ed25519, "\x03\x81\x21\0$point")),
    'an indefinite length' => block('PUBLIC KEY', "\x30\x80" . $ed25519 . der(0x03, "\0$point") . "\0\0"),
    'a padded number' => block('RSA PUBLIC KEY', der(0x30, substr(body('rsa2048_public_pkcs1'), 4, 257 + 4), "\x02\x04\0\x01\0\x01")),
    'a negative number' => block('RSA PUBLIC KEY', der(0x30, der(0x02, substr($rsa, 12, 256)), integer(65537))),
    'unused bits' => block('PUBLIC KEY', der(0x30, $ed25519, der(0x03, "\x01$point"))),
    'a length beyond the end' => block('PUBLIC KEY', "\x30\x82\x40\x00" . $ed25519),
    'a length of four octets' => block('PUBLIC KEY', "\x30\x84\0\0\0\x2a" . $ed25519 . der(0x03, "\0$point")),
    'cut' => block('PRIVATE KEY', substr($pkcs8, 0, -1)),
    /* What a key may have, or lack. */
    'SEC 1 without its point' => block('EC PRIVATE KEY', der(0x30, integer(1), der(0x04, $d), $p256)),
    'SEC 1 without its curve' => block('EC PRIVATE KEY', der(0x30, integer(1), der(0x04, $d), der(0xa1, der(0x03, "\0$q")))),
    'PKCS#8 of EC without its point' => block('PRIVATE KEY', der(0x30, integer(0), $ecAlgorithm, der(0x04, der(0x30, integer(1), der(0x04, $d))))),
    'PKCS#8 of EC with another curve inside' => block('PRIVATE KEY', der(0x30, integer(0), $ecAlgorithm, der(0x04, der(0x30, integer(1), der(0x04, $d), hex2bin('a00706052b8104000a'))))),
    'the private number zero' => block('EC PRIVATE KEY', der(0x30, integer(1), der(0x04, str_repeat("\0", 32)), $p256)),
    'the private number too large' => block('EC PRIVATE KEY', der(0x30, integer(1), der(0x04, str_repeat("\xff", 32)), $p256)),
    'the private number too long' => block('EC PRIVATE KEY', der(0x30, integer(1), der(0x04, "\0$d"), $p256)),
    'a compressed point' => block('PUBLIC KEY', der(0x30, $ecAlgorithm, der(0x03, "\0$compressed"))),
    'a point at infinity' => block('PUBLIC KEY', der(0x30, $ecAlgorithm, der(0x03, "\0\0"))),
    'a point off the curve' => block('PUBLIC KEY', der(0x30, $ecAlgorithm, der(0x03, "\0" . substr($q, 0, -1) . chr(ord($q[64]) ^ 1)))),
    'attributes' => block('PRIVATE KEY', der(0x30, integer(0), $ed25519, der(0x04, der(0x04, $seed)), der(0xa0))),
    'the second version with its public key' => block('PRIVATE KEY', der(0x30, integer(1), $ed25519, der(0x04, der(0x04, $seed)), der(0x81, "\0$point"))),
    'the second version of EC' => block('PRIVATE KEY', der(0x30, integer(1), $ecAlgorithm, der(0x04, $ec), der(0x81, "\0$q"))),
    'the second version of RSA' => block('PRIVATE KEY', der(0x30, integer(1), algorithm('2a864886f70d010101', der(0x05)), der(0x04, $rsa), der(0x81, "\0" . body('rsa2048_public_pkcs1')))),
    'with the public key of another' => block('PRIVATE KEY', der(0x30, integer(1), $ed25519, der(0x04, der(0x04, $seed)), der(0x81, "\0$other"))),
    'the first version with a public key' => block('PRIVATE KEY', der(0x30, integer(0), $ed25519, der(0x04, der(0x04, $seed)), der(0x81, "\0$point"))),
    'a third version' => block('PRIVATE KEY', der(0x30, integer(2), $ed25519, der(0x04, der(0x04, $seed)))),
    'RSA without parameters' => block('PUBLIC KEY', der(0x30, algorithm('2a864886f70d010101'), der(0x03, "\0" . body('rsa2048_public_pkcs1')))),
];
$known = [];
foreach (['p256_pkcs8', 'rsa2048_pkcs8', 'ed25519_pkcs8', 'p256_sec1'] as $name) {
    $known[Key::fromPem(pem($name))->thumbprint()] = true;
}
$started = hrtime(true);
foreach ($cases as $name => $pem) {
    echo "$name: ", outcome(fn () => isset($known[Key::fromPem($pem, PASSPHRASE)->thumbprint()]) ?: throw new Exception('ANOTHER KEY')), "\n";
}
/* No key derivation of 2,000,000,000 rounds was among them. */
var_dump((hrtime(true) - $started) / 1e9 < 60);
?>
--EXPECT--
headers around PKCS#8: ok
headers around PKCS#1: ok
headers around SEC 1: ok
encrypted PKCS#8: ok
headers around encrypted, PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
headers around encrypted with hours of rounds, PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
headers around encrypted with hours of rounds, EC PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
headers around encrypted with hours of rounds, RSA PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
headers around encrypted, ENCRYPTED PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted twice
headers and a plain body: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
encrypted inside encrypted: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
encrypted inside encrypted, hours of rounds: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
SEC 1 inside encrypted: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
PKCS#1 inside encrypted: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a public key inside encrypted: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
PEM inside encrypted: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
encrypted, more behind it: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
encrypted, more in it: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
encrypted, more in the plain text: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
headers, more in the plain text: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
headers of another kind: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
headers, unknown cipher: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
headers, no cipher: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
headers, long cipher: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
headers, format in the cipher: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
headers, short IV: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
headers, one more: OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
PKCS#8 labelled EC: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
PKCS#8 labelled RSA: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
PKCS#8 of RSA labelled EC: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
SEC 1 labelled PKCS#8: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
SEC 1 labelled RSA: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
PKCS#1 labelled PKCS#8: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
PKCS#1 labelled EC: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
public labelled RSA public: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
RSA public labelled public: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
private labelled RSA public: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
RSA public labelled RSA private: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a certificate labelled public: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a byte behind PKCS#8: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
a key behind PKCS#8: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
a key behind PKCS#1: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
a key behind SEC 1: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
a key behind SubjectPublicKeyInfo: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
a key behind RSAPublicKey: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
a key before: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
more in PKCS#8: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
more in its OCTET STRING: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
more in the seed: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
more in PKCS#1: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
more in RSAPublicKey: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
more in SEC 1: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
more in the point: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
more in the curve: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
more in SubjectPublicKeyInfo: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
more in an RSA SubjectPublicKeyInfo: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
more in the algorithm: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
more in the algorithm of EC: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a long length: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
an indefinite length: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a padded number: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a negative number: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
unused bits: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a length beyond the end: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a length of four octets: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
cut: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
SEC 1 without its point: ok
SEC 1 without its curve: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
PKCS#8 of EC without its point: ok
PKCS#8 of EC with another curve inside: OAuth2\InvalidKeyException: The key is neither RSA nor of the curves P-256 or Ed25519
the private number zero: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
the private number too large: OAuth2\InvalidKeyException: The key has a private number that does not belong to its point
the private number too long: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a compressed point: ok
a point at infinity: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
a point off the curve: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
attributes: ok
the second version with its public key: ok
the second version of EC: ok
the second version of RSA: ok
with the public key of another: OAuth2\InvalidKeyException: The key has a public key that does not match its private key
the first version with a public key: OAuth2\InvalidKeyException: The key has extra data after the key in its PEM block
a third version: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
RSA without parameters: ok
bool(true)
