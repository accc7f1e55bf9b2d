--TEST--
A key in the header is never used: neither jwk, jku, x5u nor x5c
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

$trusted = Key::fromPem(pem('rsa2048_public'), keyId: 'trusted');
$attacker = Key::fromPem(pem('rsa2048_e3'), keyId: 'trusted');
$certificate = base64_encode('certificate');
foreach ([
    'jwk' => ['jwk' => $attacker->toPublicJwk()],
    'jku' => ['jku' => 'http://127.0.0.1:1/jwks.json'],
    'x5u' => ['x5u' => 'file:///etc/passwd'],
    'x5c' => ['x5c' => [$certificate], 'x5t' => 'AAAA'],
] as $name => $header) {
    $theirs = oauth2_jwt_sign(['exp' => NOW + 60], $attacker, $header);
    $ours = oauth2_jwt_sign(['exp' => NOW + 60], Key::fromPem(pem('rsa2048_pkcs8'), keyId: 'trusted'), $header);
    echo "$name: ", reason($theirs, $trusted), ' ', reason($theirs, new KeySet($trusted)), ' ', reason($ours, new KeySet($trusted)), "\n";
}
/* A DPoP proof contains its key; the caller may pass that key explicitly (RFC 9449 4.2). */
$proof = 'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg';
$key = Key::fromJwk(oauth2_jwt_decode_unverified($proof)['header']['jwk']);
echo json_encode(oauth2_jwt_verify($proof, $key, ['type' => 'dpop+jwt', 'require' => ['jti', 'htm', 'htu'], 'now' => 1562262616, 'max_age' => 300])), "\n";
echo reason($proof, $key, ['type' => 'at+jwt', 'require' => []]), "\n";
?>
--EXPECT--
jwk: signature signature ACCEPTED
jku: signature signature ACCEPTED
x5u: signature signature ACCEPTED
x5c: signature signature ACCEPTED
{"jti":"-BwC3ESc6acc2lTc","htm":"POST","htu":"https:\/\/server.example.com\/token","iat":1562262616}
type
