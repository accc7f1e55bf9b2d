--TEST--
A public key is never used as an HMAC secret: tokens signed with its text are refused
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

$pem = pem('rsa2048_public');
$key = Key::fromPem($pem, keyId: 'k');
$texts = [
    'PEM' => $pem, 'PEM without newline' => rtrim($pem), 'blank before' => " $pem", 'newline before' => "\n$pem", 'byte order mark' => "\u{feff}$pem", 'PKCS #1' => pem('rsa2048_public_pkcs1'),
    'DER' => base64_decode(preg_replace('/-----.*?-----|\s/', '', $pem)), 'JWK' => json_encode($key->toPublicJwk()), 'n' => $key->toPublicJwk()['n'], 'n raw' => unb64u($key->toPublicJwk()['n']), 'empty' => '',
];
foreach ($texts as $name => $secret) {
    $reasons = [];
    foreach (['HS256' => 'sha256', 'HS384' => 'sha384', 'HS512' => 'sha512'] as $algorithm => $hash) {
        foreach ([$algorithm, 'RS256'] as $named) {
            $input = b64u(json_encode(['alg' => $named, 'kid' => 'k'])) . '.' . b64u('{"exp":1700000060}');
            $token = $input . '.' . b64u(hash_hmac($hash, $input, $secret, true));
            $reasons[reason($token, $key)] = true;
            $reasons[reason($token, new KeySet($key))] = true;
        }
    }
    echo "$name: ", implode(' ', array_keys($reasons)), "\n";
}
?>
--EXPECT--
PEM: algorithm signature
PEM without newline: algorithm signature
blank before: algorithm signature
newline before: algorithm signature
byte order mark: algorithm signature
PKCS #1: algorithm signature
DER: algorithm signature
JWK: algorithm signature
n: algorithm signature
n raw: algorithm signature
empty: algorithm signature
