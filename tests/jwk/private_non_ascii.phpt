--TEST--
A byte beyond US-ASCII is no digit of base64url, in private members neither (libsodium 1.0.18 takes it for "_")
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

/* A seed that is written with "_" twice in a row, once alone, and at the end. */
$seed = unb64u('__AA_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_A');
$jwk = ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => 'anZ-i-4-8cZr5hMJfgD36XaOwWitB66gjOx_Hc8lWv8', 'd' => b64u($seed)];
echo substr($jwk['d'], 0, 5), ': ', outcome(fn () => OAuth2\Key::fromJwk($jwk)), "\n";
foreach (['two bytes of UTF-8' => substr_replace($jwk['d'], "\u{e9}", 0, 2), 'a byte' => substr_replace($jwk['d'], "\xff", 4, 1),
    'the last byte of an octet' => substr_replace($jwk['d'], "\x80", 41, 1)] as $name => $d) {
    echo "$name: ", outcome(fn () => OAuth2\Key::fromJwk(['d' => $d] + $jwk)), '; ';
    $text = str_replace($jwk['d'], $d, json_encode($jwk));
    echo outcome(fn () => OAuth2\Key::fromJwk($text)), "\n";
}
/* And PEM, where it stands for "/". */
$pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
echo outcome(fn () => OAuth2\Key::fromPem($pem)), '; ', outcome(fn () => OAuth2\Key::fromPem(str_replace('S/7', "S\xff7", $pem))), "\n";
?>
--EXPECT--
__AA_: ok
two bytes of UTF-8: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url; OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url
a byte: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url; OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
the last byte of an octet: OAuth2\InvalidKeyException: The key lacks a member of its "kty", or has one that is not canonical base64url; OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
ok; OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
