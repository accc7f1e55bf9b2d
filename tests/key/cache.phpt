--TEST--
The cache of parsed keys is bounded, counts its hits and has no effect on results
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
/* Every argument is part of what is looked up. */
$ids = [];
foreach ([[$pem, null, 'RS256'], [$pem, null, 'PS256'], [$pem, '', null, null], [$pem, null, null, 'a'], [$pem, null, null, 'b'], [$pem . "\n"]] as $arguments) {
    $key = OAuth2\Key::fromPem(...$arguments);
    $ids[] = "$key->algorithm $key->keyId";
}
echo implode("\n", $ids), "\n", cache(), "\n";
/* A key that left the cache still works while somebody has it. */
$key = OAuth2\Key::fromPem($pem);
$wrap = str_repeat('w', 32);
for ($i = 0; $i < 100; ++$i) {
    OAuth2\Key::unseal(OAuth2\Key::generate('EdDSA')->seal($wrap), $wrap);
}
echo cache(), "\n";
var_dump(oauth2_jwt_verify(oauth2_jwt_sign(['exp' => NOW], $key), $key, ['now' => NOW - 1]));
/* Failures are not kept. */
for ($i = 0; $i < 3; ++$i) {
    echo outcome(fn () => OAuth2\Key::fromPem('x')), "\n";
}
echo cache(), "\n";
?>
--EXPECT--
