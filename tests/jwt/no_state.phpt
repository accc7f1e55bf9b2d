--TEST--
No call leaves state for later calls: the flaws of an older extension, each tried twice
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\Key;

$key = Key::fromPem(pem('rsa2048_pkcs8'));
$none = b64u('{"alg":"none"}') . '.' . b64u('{"exp":1700000060}') . '.';
$good = signed_claims('{"exp":1700000060,"iss":"a","aud":"b"}');
for ($i = 0; $i < 2; ++$i) {
    /* An unverified read once switched "none" on for all later calls. */
    oauth2_jwt_decode_unverified($none);
    echo reason($none, $key), ' ', reason(b64u('{"alg":"HS256"}') . '.' . b64u('{"exp":1700000060}') . '.' . b64u(hash_hmac('sha256', b64u('{"alg":"HS256"}') . '.' . b64u('{"exp":1700000060}'), pem('rsa2048_public'), true)), $key->publicKey()), "\n";
    /* A leeway, clock or expectation of one call does not affect the next. */
    echo reason($good, $key, ['leeway' => 300, 'now' => NOW + 300]), ' ', reason($good, $key, ['now' => NOW + 300]), "\n";
    echo reason($good, $key, ['issuer' => 'x']), ' ', reason($good, $key), ' ', reason($good, $key, ['audience' => 'x']), ' ', reason($good, $key), "\n";
    /* exp as a string once meant no expiry, and missing iss and aud were accepted. */
    echo reason(signed_claims('{"exp":"1700000060"}'), $key), ' ', reason(signed_claims('{"exp":1700000060}'), $key, ['issuer' => 'a']), ' ', reason(signed_claims('{"exp":1700000060}'), $key, ['audience' => 'b']), "\n";
    /* No "alg", and one that is not a string. */
    echo reason(signed_bytes('{"typ":"JWT"}', '{"exp":1700000060}'), $key), ' ', reason(signed_bytes('{"alg":["RS256"]}', '{"exp":1700000060}'), $key), "\n";
    /* A malformed token is an exception, never null. */
    echo reason('', $key), ' ', reason('a.b.c', $key), "\n";
    /* After an invalid signature the key still verifies a valid one. */
    foreach (['rsa2048_pkcs8' => 'RS256', 'rsa2048_e3' => 'PS256', 'p256_pkcs8' => 'ES256', 'ed25519_pkcs8' => 'EdDSA'] as $name => $algorithm) {
        $other = Key::fromPem(pem($name), null, $algorithm);
        $token = oauth2_jwt_sign(['exp' => NOW + 60], $other);
        $bad = substr_replace($token, $token[-30] === 'A' ? 'B' : 'A', -30, 1);
        echo reason($bad, $other), ' ', reason($token, $other), ' ', reason($bad, $other->publicKey()), ' ', reason($token, $other->publicKey()), "\n";
    }
}
?>
--EXPECT--
algorithm algorithm
ACCEPTED expired
issuer ACCEPTED audience ACCEPTED
malformed issuer audience
malformed malformed
malformed malformed
signature ACCEPTED signature ACCEPTED
signature ACCEPTED signature ACCEPTED
signature ACCEPTED signature ACCEPTED
signature ACCEPTED signature ACCEPTED
algorithm algorithm
ACCEPTED expired
issuer ACCEPTED audience ACCEPTED
malformed issuer audience
malformed malformed
malformed malformed
signature ACCEPTED signature ACCEPTED
signature ACCEPTED signature ACCEPTED
signature ACCEPTED signature ACCEPTED
signature ACCEPTED signature ACCEPTED
