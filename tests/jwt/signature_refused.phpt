--TEST--
A signature must have the exact length of its algorithm and be the key's signature of exactly these bytes
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\Key;

$swap = function (string $token, string $signature): string {
    return substr($token, 0, strrpos($token, '.') + 1) . b64u($signature);
};
$claims = ['exp' => NOW + 60];
$n = hex2bin('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
$add = function (string $number, int $by): string {
    $number[31] = chr(ord($number[31]) + $by);

    return $number;
};
$key = Key::fromPem(pem('p256_pkcs8'));
do {
    $token = oauth2_jwt_sign($claims, $key);
    $raw = unb64u(substr($token, strrpos($token, '.') + 1));
} while (ord($raw[0]) > 0x7f || ord($raw[0]) < 1);
$r = substr($raw, 0, 32);
$s = substr($raw, 32);
$zero = str_repeat("\0", 32);
$one = $add($zero, 1);
$der = "\x30\x46\x02\x21\0$r\x02\x21\0$s";
openssl_sign(substr($token, 0, strrpos($token, '.')), $realDer, pem('p256_pkcs8'), OPENSSL_ALGO_SHA256);
foreach ([
    'good' => $raw, 'empty' => '', 'r zero' => $zero . $s, 's zero' => $r . $zero, 'both zero' => $zero . $zero, 'r = n' => $n . $s, 's = n' => $r . $n, 'both n' => $n . $n,
    'r = n - 1' => $add($n, -1) . $s, 'r = n + 1' => $add($n, 1) . $s, 'r = 1' => $one . $s, 'both 1' => $one . $one, 'all ones' => str_repeat("\xff", 64), 'DER' => $realDer,
    '63 octets' => substr($raw, 0, 63), '63, first gone' => substr($raw, 1), '65 octets' => "$raw\0", '66 octets' => "\0$r\0$s", '64 of 96' => "$raw$zero", 'swapped' => $s . $r, 'r twice' => $r . $r,
    'DER by hand' => $der,
] as $name => $signature) {
    echo "ES256 $name: ", reason($swap($token, $signature), $key), "\n";
}
/* ECDSA is malleable: n - s verifies as well as s, in every library. So a signature cannot serve as an id. */
$rsa = Key::fromPem(pem('rsa2048_pkcs8'));
$token = oauth2_jwt_sign($claims, $rsa);
$raw = unb64u(substr($token, strrpos($token, '.') + 1));
$public = openssl_pkey_get_details(openssl_pkey_get_private(pem('rsa2048_pkcs8')))['rsa']['n'];
foreach ([
    'good' => $raw, 'empty' => '', 'zero' => str_repeat("\0", 256), 'one' => str_repeat("\0", 255) . "\1", 'n' => $public, 'shorter' => substr($raw, 1), 'cut' => substr($raw, 0, 255), 'longer' => "$raw\0", 'zero before' => "\0$raw", 'all ones' => str_repeat("\xff", 256),
    '512 octets' => $raw . $raw, '1024 octets' => str_repeat($raw, 4), '1025 octets' => str_repeat($raw, 4) . "\0",
] as $name => $signature) {
    echo "RS256 $name: ", reason($swap($token, $signature), $rsa), "\n";
}
/* Encoded messages that a lax verifier accepts: signed with the private key, but with wrong padding. */
$hash = hash('sha256', substr($token, 0, strrpos($token, '.')), true);
$info = hex2bin('3031300d060960864801650304020105000420');
foreach ([
    'right' => "\0\1" . str_repeat("\xff", 202) . "\0$info$hash",
    'short padding, garbage behind' => "\0\1" . str_repeat("\xff", 8) . "\0$info$hash" . str_repeat("\0", 194),
    'garbage in the padding' => "\0\1" . str_repeat("\xff", 100) . "\xfe" . str_repeat("\xff", 101) . "\0$info$hash",
    'block type 2' => "\0\2" . str_repeat("\xff", 202) . "\0$info$hash",
    'block type 0' => "\0\0" . str_repeat("\0", 202) . "\0$info$hash",
    'no NULL' => "\0\1" . str_repeat("\xff", 204) . "\0" . hex2bin('302f300b0609608648016503040201' . '0420') . $hash,
    'SHA-1 named' => "\0\1" . str_repeat("\xff", 206) . "\0" . hex2bin('302d300906052b0e03021a05000420') . $hash,
    'SHA-512 named' => "\0\1" . str_repeat("\xff", 202) . "\0" . hex2bin('3031300d060960864801650304020305000420') . $hash,
    'no DigestInfo' => "\0\1" . str_repeat("\xff", 221) . "\0$hash",
] as $name => $message) {
    $message = str_pad(substr($message, 0, 256), 256, "\0");
    openssl_private_encrypt($message, $signature, pem('rsa2048_pkcs8'), OPENSSL_NO_PADDING);
    echo "RS256 padding $name: ", reason($swap($token, $signature), $rsa), "\n";
}
$pss = Key::fromPem(pem('rsa2048_pkcs8'), null, 'PS256');
$token = oauth2_jwt_sign($claims, $pss);
$header = b64u('{"alg":"PS256"}') . '.' . b64u(json_encode($claims));
openssl_sign($header, $signature, pem('rsa2048_pkcs8'), OPENSSL_ALGO_SHA256);
echo 'PS256 good: ', reason($token, $pss), ', with a PKCS #1 v1.5 signature: ', reason("$header." . b64u($signature), $pss), ', by an RS256 key: ', reason($token, $rsa), "\n";
$okp = Key::fromPem(pem('ed25519_pkcs8'));
$token = oauth2_jwt_sign($claims, $okp);
$raw = unb64u(substr($token, strrpos($token, '.') + 1));
/* S + L is congruent to S, but RFC 8032 5.1.7 refuses it. */
$order = strrev(hex2bin('1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed'));
for ($i = 0, $carry = 0, $high = ''; $i < 32; ++$i) {
    $carry += ord($raw[32 + $i]) + ord($order[$i]);
    $high .= chr($carry & 255);
    $carry >>= 8;
}
foreach ([
    'good' => $raw, 'empty' => '', 'zeros' => str_repeat("\0", 64), '63 octets' => substr($raw, 0, 63), '65 octets' => "$raw\0", 'S + L' => substr($raw, 0, 32) . $high, 'R of small order' => "\1" . str_repeat("\0", 63),
] as $name => $signature) {
    echo "EdDSA $name: ", reason($swap($token, $signature), $okp), "\n";
}
?>
--EXPECT--
ES256 good: ACCEPTED
ES256 empty: signature
ES256 r zero: signature
ES256 s zero: signature
ES256 both zero: signature
ES256 r = n: signature
ES256 s = n: signature
ES256 both n: signature
ES256 r = n - 1: signature
ES256 r = n + 1: signature
ES256 r = 1: signature
ES256 both 1: signature
ES256 all ones: signature
ES256 DER: signature
ES256 63 octets: signature
ES256 63, first gone: signature
ES256 65 octets: signature
ES256 66 octets: signature
ES256 64 of 96: signature
ES256 swapped: signature
ES256 r twice: signature
ES256 DER by hand: signature
RS256 good: ACCEPTED
RS256 empty: signature
RS256 zero: signature
RS256 one: signature
RS256 n: signature
RS256 shorter: signature
RS256 cut: signature
RS256 longer: signature
RS256 zero before: signature
RS256 all ones: signature
RS256 512 octets: signature
RS256 1024 octets: signature
RS256 1025 octets: malformed
RS256 padding right: ACCEPTED
RS256 padding short padding, garbage behind: signature
RS256 padding garbage in the padding: signature
RS256 padding block type 2: signature
RS256 padding block type 0: signature
RS256 padding no NULL: signature
RS256 padding SHA-1 named: signature
RS256 padding SHA-512 named: signature
RS256 padding no DigestInfo: signature
PS256 good: ACCEPTED, with a PKCS #1 v1.5 signature: signature, by an RS256 key: algorithm
EdDSA good: ACCEPTED
EdDSA empty: signature
EdDSA zeros: signature
EdDSA 63 octets: signature
EdDSA 65 octets: signature
EdDSA S + L: signature
EdDSA R of small order: signature
