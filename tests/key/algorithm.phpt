--TEST--
A key has exactly one algorithm, and one that does not fit its kind is refused
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach (['rsa2048_pkcs8', 'p256_pkcs8', 'ed25519_pkcs8'] as $name) {
    foreach (['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'] as $algorithm) {
        try {
            $key = OAuth2\Key::fromPem(pem($name), null, $algorithm);
            echo "$name as $algorithm: $key->algorithm {$key->publicKey()->algorithm} {$key->toPublicJwk()['alg']}\n";
        } catch (OAuth2\InvalidKeyException $e) {
            echo "$name as $algorithm: {$e->getMessage()}\n";
        }
    }
}
foreach (['', 'none', 'rs256', 'RS256 ', "RS256\0", 'RS384', 'RS512', 'PS384', 'ES384', 'ES512', 'ES256K', 'HS256', 'Ed448', 'RSA', 'dir'] as $algorithm) {
    echo var_export($algorithm, true), ': ', outcome(fn () => OAuth2\Key::fromPem(pem('rsa2048_pkcs8'), null, $algorithm)), "\n";
}
?>
--EXPECT--
rsa2048_pkcs8 as RS256: RS256 RS256 RS256
rsa2048_pkcs8 as PS256: PS256 PS256 PS256
rsa2048_pkcs8 as ES256: The key is not of the given algorithm
rsa2048_pkcs8 as EdDSA: The key is not of the given algorithm
rsa2048_pkcs8 as Ed25519: The key is not of the given algorithm
p256_pkcs8 as RS256: The key is not of the given algorithm
p256_pkcs8 as PS256: The key is not of the given algorithm
p256_pkcs8 as ES256: ES256 ES256 ES256
p256_pkcs8 as EdDSA: The key is not of the given algorithm
p256_pkcs8 as Ed25519: The key is not of the given algorithm
ed25519_pkcs8 as RS256: The key is not of the given algorithm
ed25519_pkcs8 as PS256: The key is not of the given algorithm
ed25519_pkcs8 as ES256: The key is not of the given algorithm
ed25519_pkcs8 as EdDSA: EdDSA EdDSA EdDSA
ed25519_pkcs8 as Ed25519: EdDSA EdDSA EdDSA
'': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'none': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'rs256': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'RS256 ': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'RS256' . "\0" . '': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'RS384': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'RS512': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'PS384': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'ES384': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'ES512': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'ES256K': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'HS256': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'Ed448': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'RSA': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
'dir': ValueError: OAuth2\Key::fromPem(): Argument #3 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
