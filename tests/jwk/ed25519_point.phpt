--TEST--
An Ed25519 key is a point of the main group in its canonical form, in every form of a key
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';
require __DIR__ . '/../inc/der.inc';

$points = [
    'the base point' => '5866666666666666666666666666666666666666666666666666666666666666',
    /* The base point and the point of order two: what CVE-2025-69277 lets through. */
    'a point of order 2L' => '9599999999999999999999999999999999999999999999999999999999999999',
    'the same with the other sign' => '9599999999999999999999999999999999999999999999999999999999999919',
    'the neutral element' => '0100000000000000000000000000000000000000000000000000000000000000',
    'order 2' => 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'order 4' => '0000000000000000000000000000000000000000000000000000000000000000',
    'order 4, the other sign' => '0000000000000000000000000000000000000000000000000000000000000080',
    'order 8' => '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'order 8, another' => 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'not canonical' => 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'no point' => '0200000000000000000000000000000000000000000000000000000000000000',
];
foreach ($points as $name => $hex) {
    $x = hex2bin($hex);
    $jwk = ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => b64u($x)];
    $pem = block('PUBLIC KEY', der(0x30, algorithm('2b6570'), der(0x03, "\0$x")));
    echo "$name: ", outcome(fn () => OAuth2\Key::fromJwk($jwk)), '; ', outcome(fn () => OAuth2\Key::fromPem($pem)), '; ',
        count(OAuth2\KeySet::fromJwks(['keys' => [$jwk]])), "\n";
}
?>
--EXPECT--
the base point: ok; ok; 1
a point of order 2L: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
the same with the other sign: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
the neutral element: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
order 2: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
order 4: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
order 4, the other sign: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
order 8: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
order 8, another: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
not canonical: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
no point: OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; OAuth2\InvalidKeyException: The key has a point that is not in Ed25519's group; 0
