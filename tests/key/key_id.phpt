--TEST--
The key id defaults to the thumbprint; a given one is UTF-8 of 1 to 256 bytes
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach (['a', '2011-04-29', "\u{e4}\u{1f511}", "with\0nul", '123', str_repeat('k', 256)] as $id) {
    $key = OAuth2\Key::fromPem(pem('p256_pkcs8'), keyId: $id);
    var_dump($key->keyId === $id && $key->publicKey()->keyId === $id && $key->toPublicJwk()['kid'] === $id
        && OAuth2\Key::unseal($key->seal(str_repeat('w', 32)), str_repeat('w', 32))->keyId === $id
        && OAuth2\Key::fromJwk($key->toPublicJwk())->keyId === $id
        && oauth2_jwt_decode_unverified(oauth2_jwt_sign([], $key))['header']['kid'] === $id);
}
foreach (['', "\xff", "a\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3", str_repeat('k', 257)] as $id) {
    echo outcome(fn () => OAuth2\Key::fromPem(pem('p256_pkcs8'), keyId: $id)), "\n";
    echo outcome(fn () => OAuth2\Key::generate('EdDSA', null, $id)), "\n";
}
$key = OAuth2\Key::fromPem(pem('p256_pkcs8'));
var_dump($key->keyId === $key->thumbprint(), strlen($key->keyId));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
ValueError: OAuth2\Key::fromPem(): Argument #4 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::generate(): Argument #3 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::fromPem(): Argument #4 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::generate(): Argument #3 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::fromPem(): Argument #4 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::generate(): Argument #3 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::fromPem(): Argument #4 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::generate(): Argument #3 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::fromPem(): Argument #4 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::generate(): Argument #3 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::fromPem(): Argument #4 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::generate(): Argument #3 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::fromPem(): Argument #4 ($keyId) must be UTF-8 of 1 to 256 bytes
ValueError: OAuth2\Key::generate(): Argument #3 ($keyId) must be UTF-8 of 1 to 256 bytes
bool(true)
int(43)
