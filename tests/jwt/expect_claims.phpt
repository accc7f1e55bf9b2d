--TEST--
issuer, audience, subject, type and require of $expect are compared exactly
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$key = OAuth2\Key::fromPem(pem('rsa2048_public'));
$check = function (array $claims, array $expect) use ($key): void {
    echo json_encode($claims, JSON_UNESCAPED_SLASHES), ' ', json_encode($expect, JSON_UNESCAPED_SLASHES), ': ', reason(signed_claims(json_encode((object) $claims)), $key, $expect + ['require' => []]), "\n";
};
foreach (['https://as.example', 'https://as.example/', 'http://as.example', 'https://AS.example', 'https://as.exampl', ' https://as.example'] as $issuer) {
    $check(['iss' => $issuer], ['issuer' => 'https://as.example']);
}
$check([], ['issuer' => 'https://as.example']);
foreach (['a', 'A', 'ab', '', ['a'], ['b', 'a'], ['b', 'c'], [], ['A'], ['ab']] as $audience) {
    $check(['aud' => $audience], ['audience' => 'a']);
    $check(['aud' => $audience], ['audience' => ['x', 'a']]);
}
$check([], ['audience' => 'a']);
$check(['sub' => 'me'], ['subject' => 'me']);
$check(['sub' => 'Me'], ['subject' => 'me']);
$check([], ['subject' => 'me']);
$check([], ['require' => ['exp']]);
$check([], ['require' => []]);
$check(['a' => null], ['require' => ['a']]);
$check(['a' => 1], ['require' => ['a', 'b']]);
$check(['7' => 1], ['require' => ['7']]);
echo 'exp unless told otherwise: ', reason(signed_claims('{"sub":"x"}'), $key), ' ', reason(signed_claims('{"exp":null}'), $key), "\n";
echo 'told otherwise, exp still counts: ', reason(signed_claims('{"sub":"x","exp":1}'), $key, ['require' => ['sub']]), "\n";
foreach (['at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/AT+jwt', ' at+jwt', 'at+jwt ', 'at+jwt; x=1', 'at+jwtx', 'at', 'JWT', 'text/at+jwt', 'application/application/at+jwt', 'application/', 'x/at+jwt', "at+jwt\0", 'dpop+jwt', ''] as $type) {
    $token = signed_bytes(json_encode(['alg' => 'RS256', 'typ' => $type], JSON_UNESCAPED_SLASHES), '{"exp":1700000060}');
    echo json_encode($type, JSON_UNESCAPED_SLASHES), ': ', reason($token, $key, ['type' => 'at+jwt']), ' ', reason($token, $key, ['type' => 'application/at+jwt']), ' ', reason($token, $key), "\n";
}
/* The prefix "application/" is optional only for a type without another slash. */
$token = signed_bytes('{"alg":"RS256","typ":"application/x/at+jwt"}', '{"exp":1700000060}');
echo 'another slash: ', reason($token, $key, ['type' => 'x/at+jwt']), ' ', reason($token, $key, ['type' => 'application/x/at+jwt']), "\n";
echo 'none: ', reason(signed_claims('{"exp":1700000060}'), $key, ['type' => 'at+jwt']), "\n";
/* References in $expect are accepted as values. */
$audience = ['x', 'a'];
$second = &$audience[1];
$expect = ['audience' => &$audience, 'require' => [], 'now' => NOW];
echo json_encode(oauth2_jwt_verify(signed_claims('{"aud":["b","a"]}'), $key, $expect)), "\n";
?>
--EXPECT--
{"iss":"https://as.example"} {"issuer":"https://as.example"}: ACCEPTED
{"iss":"https://as.example/"} {"issuer":"https://as.example"}: issuer
{"iss":"http://as.example"} {"issuer":"https://as.example"}: issuer
{"iss":"https://AS.example"} {"issuer":"https://as.example"}: issuer
{"iss":"https://as.exampl"} {"issuer":"https://as.example"}: issuer
{"iss":" https://as.example"} {"issuer":"https://as.example"}: issuer
[] {"issuer":"https://as.example"}: issuer
{"aud":"a"} {"audience":"a"}: ACCEPTED
{"aud":"a"} {"audience":["x","a"]}: ACCEPTED
{"aud":"A"} {"audience":"a"}: audience
{"aud":"A"} {"audience":["x","a"]}: audience
{"aud":"ab"} {"audience":"a"}: audience
{"aud":"ab"} {"audience":["x","a"]}: audience
{"aud":""} {"audience":"a"}: audience
{"aud":""} {"audience":["x","a"]}: audience
{"aud":["a"]} {"audience":"a"}: ACCEPTED
{"aud":["a"]} {"audience":["x","a"]}: ACCEPTED
{"aud":["b","a"]} {"audience":"a"}: ACCEPTED
{"aud":["b","a"]} {"audience":["x","a"]}: ACCEPTED
{"aud":["b","c"]} {"audience":"a"}: audience
{"aud":["b","c"]} {"audience":["x","a"]}: audience
{"aud":[]} {"audience":"a"}: audience
{"aud":[]} {"audience":["x","a"]}: audience
{"aud":["A"]} {"audience":"a"}: audience
{"aud":["A"]} {"audience":["x","a"]}: audience
{"aud":["ab"]} {"audience":"a"}: audience
{"aud":["ab"]} {"audience":["x","a"]}: audience
[] {"audience":"a"}: audience
{"sub":"me"} {"subject":"me"}: ACCEPTED
{"sub":"Me"} {"subject":"me"}: subject
[] {"subject":"me"}: subject
[] {"require":["exp"]}: claim
[] {"require":[]}: ACCEPTED
{"a":null} {"require":["a"]}: ACCEPTED
{"a":1} {"require":["a","b"]}: claim
{"7":1} {"require":["7"]}: ACCEPTED
exp unless told otherwise: claim malformed
told otherwise, exp still counts: expired
"at+jwt": ACCEPTED ACCEPTED ACCEPTED
"AT+JWT": ACCEPTED ACCEPTED ACCEPTED
"application/at+jwt": ACCEPTED ACCEPTED ACCEPTED
"Application/AT+jwt": ACCEPTED ACCEPTED ACCEPTED
" at+jwt": type type ACCEPTED
"at+jwt ": type type ACCEPTED
"at+jwt; x=1": type type ACCEPTED
"at+jwtx": type type ACCEPTED
"at": type type ACCEPTED
"JWT": type type ACCEPTED
"text/at+jwt": type type ACCEPTED
"application/application/at+jwt": type type ACCEPTED
"application/": type type ACCEPTED
"x/at+jwt": type type ACCEPTED
"at+jwt\u0000": type type ACCEPTED
"dpop+jwt": type type ACCEPTED
"": type type ACCEPTED
another slash: type ACCEPTED
none: type
{"aud":["b","a"]}
