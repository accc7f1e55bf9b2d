--TEST--
exp, nbf, iat, leeway, max_age and now at their boundaries
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$key = OAuth2\Key::fromPem(pem('rsa2048_public'));
$check = function (string $claims, array $expect = []) use ($key): void {
    echo $claims, ' ', json_encode($expect), ': ', reason(signed_claims($claims), $key, $expect), "\n";
};
/* now = 1700000000 */
$check('{"exp":1700000001}');
$check('{"exp":1700000000}');
$check('{"exp":1699999999}');
$check('{"exp":1700000000.5}');
$check('{"exp":1699999999.9}');
$check('{"exp":0}');
$check('{"exp":1699999970}', ['leeway' => 30]);
$check('{"exp":1699999971}', ['leeway' => 30]);
$check('{"exp":1699999701}', ['leeway' => 300]);
$check('{"exp":1699999700}', ['leeway' => 300]);
$check('{"exp":253402300799}');
$check('{"exp":1700000060}', ['now' => 1700000059]);
$check('{"exp":1700000060}', ['now' => 1700000060]);
$check('{"exp":1700000060}', ['now' => 0]);
$check('{"exp":1700000060,"nbf":1700000000}');
$check('{"exp":1700000060,"nbf":1700000001}');
$check('{"exp":1700000060,"nbf":1700000000.1}');
$check('{"exp":1700000060,"nbf":1700000030}', ['leeway' => 30]);
$check('{"exp":1700000060,"nbf":1700000031}', ['leeway' => 30]);
$check('{"exp":1700000060,"iat":1700000000}');
$check('{"exp":1700000060,"iat":1700000001}');
$check('{"exp":1700000060,"iat":1700000030}', ['leeway' => 30]);
$check('{"exp":1700000060,"iat":1700000031}', ['leeway' => 30]);
$check('{"exp":1700000060,"iat":253402300799}');
$check('{"exp":1700000060,"iat":1699999940}', ['max_age' => 60]);
$check('{"exp":1700000060,"iat":1699999939}', ['max_age' => 60]);
$check('{"exp":1700000060,"iat":1699999930}', ['max_age' => 60, 'leeway' => 10]);
$check('{"exp":1700000060,"iat":1699999929}', ['max_age' => 60, 'leeway' => 10]);
$check('{"exp":1700000060,"iat":1700000000}', ['max_age' => 0]);
$check('{"exp":1700000060,"iat":1699999999}', ['max_age' => 0]);
$check('{"exp":1700000060}', ['max_age' => 60]);
$check('{"exp":1699999999,"nbf":1700000001,"iat":1700000001}');
/* With the real clock: a token of this second is valid, one that expired in the last second is not. */
$token = oauth2_jwt_sign(['iat' => time(), 'nbf' => time(), 'exp' => time() + 60], OAuth2\Key::fromPem(pem('rsa2048_pkcs8')));
echo count(oauth2_jwt_verify($token, $key)), "\n";
echo outcome(fn () => oauth2_jwt_verify(signed_claims('{"exp":' . (time() - 1) . '}'), $key)), "\n";
echo outcome(fn () => oauth2_jwt_verify(signed_claims('{"exp":' . (time() + 100) . ',"nbf":' . (time() + 50) . '}'), $key)), "\n";
?>
--EXPECT--
{"exp":1700000001} []: ACCEPTED
{"exp":1700000000} []: expired
{"exp":1699999999} []: expired
{"exp":1700000000.5} []: ACCEPTED
{"exp":1699999999.9} []: expired
{"exp":0} []: expired
{"exp":1699999970} {"leeway":30}: expired
{"exp":1699999971} {"leeway":30}: ACCEPTED
{"exp":1699999701} {"leeway":300}: ACCEPTED
{"exp":1699999700} {"leeway":300}: expired
{"exp":253402300799} []: ACCEPTED
{"exp":1700000060} {"now":1700000059}: ACCEPTED
{"exp":1700000060} {"now":1700000060}: expired
{"exp":1700000060} {"now":0}: ACCEPTED
{"exp":1700000060,"nbf":1700000000} []: ACCEPTED
{"exp":1700000060,"nbf":1700000001} []: not_before
{"exp":1700000060,"nbf":1700000000.1} []: not_before
{"exp":1700000060,"nbf":1700000030} {"leeway":30}: ACCEPTED
{"exp":1700000060,"nbf":1700000031} {"leeway":30}: not_before
{"exp":1700000060,"iat":1700000000} []: ACCEPTED
{"exp":1700000060,"iat":1700000001} []: issued_at
{"exp":1700000060,"iat":1700000030} {"leeway":30}: ACCEPTED
{"exp":1700000060,"iat":1700000031} {"leeway":30}: issued_at
{"exp":1700000060,"iat":253402300799} []: issued_at
{"exp":1700000060,"iat":1699999940} {"max_age":60}: ACCEPTED
{"exp":1700000060,"iat":1699999939} {"max_age":60}: issued_at
{"exp":1700000060,"iat":1699999930} {"max_age":60,"leeway":10}: ACCEPTED
{"exp":1700000060,"iat":1699999929} {"max_age":60,"leeway":10}: issued_at
{"exp":1700000060,"iat":1700000000} {"max_age":0}: ACCEPTED
{"exp":1700000060,"iat":1699999999} {"max_age":0}: issued_at
{"exp":1700000060} {"max_age":60}: issued_at
{"exp":1699999999,"nbf":1700000001,"iat":1700000001} []: expired
3
expired (The token has expired)
not_before (The token is not valid yet)
