--TEST--
oauth2_jwt_decode_unverified() returns header and claims of any text in the form of a JWT
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach ([
    'eyJhbGciOiJub25lIn0.e30.', b64u('{}') . '.' . b64u('{"sub":"x","exp":"never"}') . '.AAAA', b64u('{"alg":"HS256","kid":["x"],"crit":["y"]}') . '.' . b64u('{"a":1.0}') . '.AAAA', signed_claims('{"exp":1}'),
] as $token) {
    var_export(oauth2_jwt_decode_unverified($token));
    echo "\n";
}
foreach (['', 'a.b', 'a.b.c.d.e', 'e30.e30', 'e30.e30.=', 'W10.e30.', 'e30.W10.', 'e30..', 'e30.e30.A', b64u('{"a":1,"a":2}') . '.e30.', 'e30.' . b64u('{"a":1,"a":2}') . '.', 'e30.' . b64u('{"a":1e999}') . '.', str_repeat('A', 16385)] as $token) {
    echo outcome(fn () => oauth2_jwt_decode_unverified($token)), "\n";
}
?>
--EXPECT--
array (
  'header' => 
  array (
    'alg' => 'none',
  ),
  'claims' => 
  array (
  ),
)
array (
  'header' => 
  array (
  ),
  'claims' => 
  array (
    'sub' => 'x',
    'exp' => 'never',
  ),
)
array (
  'header' => 
  array (
    'alg' => 'HS256',
    'kid' => 
    array (
      0 => 'x',
    ),
    'crit' => 
    array (
      0 => 'y',
    ),
  ),
  'claims' => 
  array (
    'a' => 1.0,
  ),
)
array (
  'header' => 
  array (
    'alg' => 'RS256',
  ),
  'claims' => 
  array (
    'exp' => 1,
  ),
)
malformed (The token does not have three parts)
malformed (The token does not have three parts)
malformed (The token does not have three parts)
malformed (The token does not have three parts)
malformed (The token has a part that is not base64url)
malformed (The token's header is not a JSON object without duplicate members)
malformed (The token's claims are not a JSON object without duplicate members)
malformed (The token has an empty header or payload)
malformed (The token has a part that is not base64url)
malformed (The token's header is not a JSON object without duplicate members)
malformed (The token's claims are not a JSON object without duplicate members)
malformed (The token's claims are not a JSON object without duplicate members)
malformed (The token is longer than 16384 bytes)
