--TEST--
An encrypted PEM with an excessive cost of key derivation is refused at once
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

function der(int $tag, string ...$parts): string
{
    $content = implode('', $parts);
    $length = strlen($content);

    return chr($tag) . ($length < 128 ? chr($length) : "\x82" . pack('n', $length)) . $content;
}
function integer(int|string $number): string
{
    $octets = is_string($number) ? $number : ltrim(pack('J', $number), "\0");

    return der(0x02, is_int($number) && ($octets === '' || ord($octets[0]) > 127) ? "\0$octets" : $octets);
}
function encrypted(string $algorithm): string
{
    $text = base64_encode(der(0x30, $algorithm, der(0x04, str_repeat('x', 64))));

    return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" . chunk_split($text, 64, "\n") . "-----END ENCRYPTED PRIVATE KEY-----\n";
}
function algorithm(string $oid, string ...$parameters): string
{
    return der(0x30, der(0x06, hex2bin($oid)), ...$parameters);
}

const PBES2 = '2a864886f70d01050d';
const PBKDF2 = '2a864886f70d01050c';
const SCRYPT = '2b06010401da47040b';
const PBE_SHA1_3DES = '2a864886f70d010c0103';
$cipher = algorithm('60864801650304012a', der(0x04, str_repeat('i', 16)));
$salt = der(0x04, 'saltsalt');
$pbkdf2 = fn (int|string $rounds): string => algorithm(PBES2, der(0x30, algorithm(PBKDF2, der(0x30, $salt, integer($rounds))), $cipher));
$scrypt = fn (int|string ...$numbers): string => algorithm(PBES2, der(0x30, algorithm(SCRYPT, der(0x30, $salt, ...array_map(integer(...), $numbers))), $cipher));

foreach (['p256_encrypted', 'p256_encrypted_scrypt', 'p256_encrypted_pbes1'] as $name) {
    echo "$name: ", OAuth2\Key::fromPem(pem($name), 'correct horse')->thumbprint() === OAuth2\Key::fromPem(pem('p256_pkcs8'))->thumbprint() ? 'read' : 'ANOTHER', "\n";
}
/* The cost is acceptable, so the wrong passphrase is the reason. */
echo 'few rounds: ', outcome(fn () => OAuth2\Key::fromPem(encrypted($pbkdf2(1000)), 'x')), "\n";
foreach ([
    'PBKDF2, 2^31-1 rounds' => $pbkdf2(2 ** 31 - 1),
    'PBKDF2, one round too many' => $pbkdf2(2_000_001),
    'PBKDF2, 2^63 rounds' => $pbkdf2(PHP_INT_MAX),
    'PBKDF2, 2^80 rounds' => $pbkdf2("\1" . str_repeat("\0", 10)),
    'PBKDF2, negative rounds' => $pbkdf2("\x80"),
    'PBKDF2 without rounds' => algorithm(PBES2, der(0x30, algorithm(PBKDF2, der(0x30, $salt)), $cipher)),
    'PBKDF2 without parameters' => algorithm(PBES2, der(0x30, algorithm(PBKDF2), $cipher)),
    'PBES2 without parameters' => algorithm(PBES2),
    'PBES1, 2^31-1 rounds' => algorithm(PBE_SHA1_3DES, der(0x30, $salt, integer(2 ** 31 - 1))),
    'PBES1 without parameters' => algorithm(PBE_SHA1_3DES),
    'scrypt, p of 2^17 within the memory allowed' => $scrypt(2 ** 17, 1, 2 ** 17),
    'scrypt, N of 2^62' => $scrypt(2 ** 62, 4, 1),
    'scrypt, a product that overflows' => $scrypt(2 ** 22, 2 ** 21, 2 ** 22),
    'scrypt, r of 2^80' => $scrypt(2, "\1" . str_repeat("\0", 10), 1),
    'scrypt, one too few' => $scrypt(2 ** 10, 8),
    'an unknown derivation' => algorithm(PBES2, der(0x30, algorithm('2a030405', der(0x30, $salt, integer(1))), $cipher)),
] as $name => $algorithm) {
    echo "$name: ", outcome(fn () => OAuth2\Key::fromPem(encrypted($algorithm), 'correct horse')), "\n";
}
/* Under another label it is refused even with the correct passphrase: OpenSSL 3.5 checks more than the label. */
foreach (['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PUBLIC KEY', 'RSA PUBLIC KEY'] as $label) {
    foreach ([encrypted($pbkdf2(2 ** 31 - 1)), pem('p256_encrypted')] as $pem) {
        echo "$label: ", outcome(fn () => OAuth2\Key::fromPem(str_replace('ENCRYPTED PRIVATE KEY', $label, $pem), 'correct horse')), "\n";
    }
}
?>
--EXPECT--
p256_encrypted: read
p256_encrypted_scrypt: read
p256_encrypted_pbes1: read
few rounds: OAuth2\InvalidKeyException: The key could not be read: it is malformed, of an unknown kind, or the passphrase is wrong
PBKDF2, 2^31-1 rounds: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PBKDF2, one round too many: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PBKDF2, 2^63 rounds: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PBKDF2, 2^80 rounds: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PBKDF2, negative rounds: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PBKDF2 without rounds: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PBKDF2 without parameters: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PBES2 without parameters: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PBES1, 2^31-1 rounds: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PBES1 without parameters: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
scrypt, p of 2^17 within the memory allowed: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
scrypt, N of 2^62: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
scrypt, a product that overflows: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
scrypt, r of 2^80: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
scrypt, one too few: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
an unknown derivation: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
RSA PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
RSA PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
EC PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
EC PRIVATE KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PUBLIC KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
PUBLIC KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
RSA PUBLIC KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
RSA PUBLIC KEY: OAuth2\InvalidKeyException: The key is encrypted in a way that is malformed, unknown or takes too long
