--TEST--
RSA keys that are too small, too large, even, with a bad exponent or weak by CVE-2017-15361 are refused
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$n = unb64u(private_jwk('rsa2048_pkcs8')['n']);
$rsa = fn (string $n, string $e = "\1\0\1"): string => outcome(fn () => OAuth2\Key::fromJwk(['kty' => 'RSA', 'n' => b64u($n), 'e' => b64u($e)]));
$even = $n;
$even[255] = chr(ord($even[255]) & 0xfe);
echo '2048 bits: ', $rsa($n), "\n";
echo '1024 bits: ', $rsa(substr($n, 0, 127) . "\xff"), "\n";
echo '2047 bits: ', $rsa(chr(0x7f) . substr($n, 1)), "\n";
echo '8193 bits: ', $rsa("\1" . str_repeat("\0", 1023) . "\1"), "\n";
echo '16384 bits: ', $rsa(str_repeat("\xff", 2048)), "\n";
echo 'n = 1: ', $rsa("\1"), "\n";
echo 'n = 0: ', $rsa("\0"), "\n";
echo 'n even: ', $rsa($even), "\n";
echo 'n with zero before: ', $rsa("\0" . $n), "\n";
echo 'n divisible by 3: ', $rsa(str_repeat("\xff", 256)), "\n";
foreach (['0' => "\0", '1' => "\1", '2' => "\2", '65536' => "\1\0\0", 'zero before' => "\0\1\0\1", '3' => "\3", '64 bits' => str_repeat("\xff", 8), '65 bits' => "\1" . str_repeat("\0", 7) . "\1", 'as long as n' => str_repeat("\xff", 256), 'empty' => ''] as $name => $e) {
    echo "e $name: ", $rsa($n, $e), "\n";
}
/* Modulo every small prime, a power of 65537 has the pattern of that library's keys, and so has its public key. */
$roca = 'AanFpofbj7KjD4Lf-N2hVMKR7yewSyXhhbirIMTGpfYEhZ_lnt5UoK98DnKIgArXGTu3MaW_HhFw16HGaTDUHqPrId7fe4r11CqRw09yBFuW79V8sYIwHdzCaWflUI6auImYbVfoN9_nD5n8N8SY9DwXw7mwZM9wREPXoDPgOoIWl6q_MPsp7n0zs3Z5ZaiQWOOzl1S9OhwAfSiiOwz6efnXEaxuTEtPd7BjSx7NaFka8Dx9U7YqXy2RFj1O9PjyaDGuRh7YXsX3iMUSP_wSyHQg_c_qHRtKUsNSGCT7OZg0hzm2KphtjnayKJvC64vAbROBR4Ubg6Bxg9IQVZ-QYyE';
echo 'ROCA: ', $rsa(unb64u($roca)), "\n";
?>
--EXPECT--
2048 bits: ok
1024 bits: OAuth2\InvalidKeyException: The key has an RSA modulus that is not of 2048 to 8192 bits
2047 bits: OAuth2\InvalidKeyException: The key has an RSA modulus that is not of 2048 to 8192 bits
8193 bits: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url
16384 bits: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url
n = 1: OAuth2\InvalidKeyException: The key has an RSA modulus that is not of 2048 to 8192 bits
n = 0: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url
n even: OAuth2\InvalidKeyException: The key has an even RSA modulus
n with zero before: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url
n divisible by 3: OAuth2\InvalidKeyException: The key has a modulus with a small factor
e 0: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url
e 1: OAuth2\InvalidKeyException: The key has an RSA exponent that is even, 1, or longer than 64 bits
e 2: OAuth2\InvalidKeyException: The key has an RSA exponent that is even, 1, or longer than 64 bits
e 65536: OAuth2\InvalidKeyException: The key has an RSA exponent that is even, 1, or longer than 64 bits
e zero before: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url
e 3: ok
e 64 bits: ok
e 65 bits: OAuth2\InvalidKeyException: The key has an RSA exponent that is even, 1, or longer than 64 bits
e as long as n: OAuth2\InvalidKeyException: The key has an RSA exponent that is even, 1, or longer than 64 bits
e empty: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url
ROCA: OAuth2\InvalidKeyException: The key has a modulus of the kind that CVE-2017-15361 factors
