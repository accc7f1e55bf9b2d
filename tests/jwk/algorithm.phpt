--TEST--
The algorithm argument of fromJwk() must agree with the JWK, and decides if the JWK names none
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$rsa = array_intersect_key(private_jwk('rsa2048_pkcs8'), ['kty' => 1, 'n' => 1, 'e' => 1]);
foreach ([[null, null], [null, 'RS256'], [null, 'PS256'], ['PS256', null], ['PS256', 'PS256'], ['PS256', 'RS256'], ['RS256', 'PS256'], [null, 'ES256'], [null, 'EdDSA'], ['RS512', 'RS256'], [null, 'RS512'], [null, 'none']] as [$member, $argument]) {
    $jwk = $member === null ? $rsa : $rsa + ['alg' => $member];
    try {
        echo OAuth2\Key::fromJwk($jwk, $argument)->algorithm, "\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
RS256
RS256
PS256
PS256
PS256
OAuth2\InvalidKeyException: The key has another "alg" than the given algorithm
OAuth2\InvalidKeyException: The key has another "alg" than the given algorithm
OAuth2\InvalidKeyException: The key is not of the given algorithm
OAuth2\InvalidKeyException: The key is not of the given algorithm
OAuth2\InvalidKeyException: The key has an "alg" that is not supported
ValueError: OAuth2\Key::fromJwk(): Argument #2 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
ValueError: OAuth2\Key::fromJwk(): Argument #2 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
