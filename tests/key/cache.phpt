--TEST--
The cache of parsed keys is bounded, counts hits and does not affect results
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

function cache(): string
{
    ob_start();
    (new ReflectionExtension('oauth2'))->info();
    preg_match_all('/^parsed key.*$/m', ob_get_clean(), $rows);

    return implode(', ', $rows[0]);
}

echo cache(), "\n";
$pem = pem('rsa2048_pkcs8');
OAuth2\Key::fromPem($pem);
echo cache(), "\n";
OAuth2\Key::fromPem($pem);
echo cache(), "\n";
/* Every argument is part of the cache key. */
$ids = [];
foreach ([[$pem, null, 'RS256'], [$pem, null, 'PS256'], [$pem, '', null, null], [$pem, null, null, 'a'], [$pem, null, null, 'b'], [$pem . "\n"]] as $arguments) {
    $key = OAuth2\Key::fromPem(...$arguments);
    $ids[] = "$key->algorithm $key->keyId";
}
echo implode("\n", $ids), "\n", cache(), "\n";
/* A key that was evicted from the cache still works. */
$key = OAuth2\Key::fromPem($pem);
$wrap = str_repeat('w', 32);
for ($i = 0; $i < 100; ++$i) {
    OAuth2\Key::unseal(OAuth2\Key::generate('EdDSA')->seal($wrap), $wrap);
}
echo cache(), "\n";
var_dump(oauth2_jwt_verify(oauth2_jwt_sign(['exp' => NOW], $key), $key, ['now' => NOW - 1]));
/* A cached sealed key does not open with another wrapping key and is not accepted as PEM. */
$sealed = $key->seal($wrap);
var_dump(OAuth2\Key::unseal($sealed, $wrap)->keyId === $key->keyId);
echo outcome(fn () => OAuth2\Key::unseal($sealed, str_repeat('x', 32))), "\n";
echo outcome(fn () => OAuth2\Key::fromPem($sealed, $wrap)), "\n";
echo outcome(fn () => OAuth2\Key::unseal($pem, $wrap)), "\n";
/* Failures are not cached. */
for ($i = 0; $i < 3; ++$i) {
    echo outcome(fn () => OAuth2\Key::fromPem('x')), "\n";
}
echo cache(), "\n";
?>
--EXPECT--
parsed keys in cache => 0 of 64, parsed key cache hits => 0 of 0
parsed keys in cache => 1 of 64, parsed key cache hits => 0 of 1
parsed keys in cache => 1 of 64, parsed key cache hits => 1 of 2
RS256 Ux4BvJBc_DNYHmbILT_lErjnaEc30Os2CINVm3fW230
PS256 Ux4BvJBc_DNYHmbILT_lErjnaEc30Os2CINVm3fW230
RS256 Ux4BvJBc_DNYHmbILT_lErjnaEc30Os2CINVm3fW230
RS256 a
RS256 b
RS256 Ux4BvJBc_DNYHmbILT_lErjnaEc30Os2CINVm3fW230
parsed keys in cache => 7 of 64, parsed key cache hits => 1 of 8
parsed keys in cache => 64 of 64, parsed key cache hits => 2 of 109
array(1) {
  ["exp"]=>
  int(1700000000)
}
bool(true)
OAuth2\CryptoException: The sealed text does not open
OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
OAuth2\CryptoException: The sealed text does not open
OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
OAuth2\InvalidKeyException: The key is not one PEM block of a private or public key
parsed keys in cache => 64 of 64, parsed key cache hits => 2 of 116
