--TEST--
A PEM text that is not exactly one supported and strong key is refused
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
    'byte order mark' => "\u{feff}$good",
    'text before' => "key:\n$good",
    'text behind' => "{$good}x",
    'dash behind' => "$good-",
    'NUL behind' => "$good\0",
    'two blocks' => $good . $good,
    'two kinds' => $good . pem('p256_public'),
    'parameters first' => pem('p256_with_parameters'),
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
