--TEST--
Where a list is defined an object is none, an empty one neither; and an empty part is named
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$key = OAuth2\Key::fromPem(pem('p256_public'));
foreach ([
    '{"aud":[]}', '{"aud":{}}', '{"aud":{"0":"a"}}', '{"aud":{"a":"b"}}', '{"aud":["a",{}]}', '{"aud":[{}]}', '{"a":{},"aud":[]}', '{"a":{},"aud":"a"}',
    '{"a":[{}],"aud":[]}', '{"a":{"aud":{}}}', '{"a":{"aud":[]}}', '{"a":{"keys":{}}}', '{"a":{"key_ops":{}}}', '{"a":{"x":{}},"aud":[]}', '{"a":{}}', '{"aud":null}',
] as $claims) {
    echo "$claims: ", outcome(fn () => oauth2_jwt_verify(signed_claims_es256($claims), $key, ['require' => [], 'now' => NOW])), "\n";
}
foreach (['a.b', 'a.b.c.d', '..', '.e30.AA', 'e30..AA', 'e30..', '..AA', 'e30.e30.', '', '.'] as $token) {
    echo "\"$token\": ", outcome(fn () => oauth2_jwt_decode_unverified($token)), '; ', outcome(fn () => oauth2_jwt_verify($token, $key)), "\n";
}
foreach (['{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","key_ops":%s}'] as $jwk) {
    foreach (['["verify"]', '[]', '{}', '{"0":"verify"}', 'null', '"verify"'] as $operations) {
        echo "$operations: ", outcome(fn () => OAuth2\Key::fromJwk(sprintf($jwk, $operations))), "\n";
    }
}
?>
--EXPECT--
{"aud":[]}: ok
{"aud":{}}: malformed (The token's claims are not a JSON object without duplicate members)
{"aud":{"0":"a"}}: malformed (The token's claims are not a JSON object without duplicate members)
{"aud":{"a":"b"}}: malformed (The token has a registered claim of the wrong type or out of range)
{"aud":["a",{}]}: malformed (The token has a registered claim of the wrong type or out of range)
{"aud":[{}]}: malformed (The token has a registered claim of the wrong type or out of range)
{"a":{},"aud":[]}: ok
{"a":{},"aud":"a"}: ok
{"a":[{}],"aud":[]}: ok
{"a":{"aud":{}}}: ok
{"a":{"aud":[]}}: ok
{"a":{"keys":{}}}: ok
{"a":{"key_ops":{}}}: ok
{"a":{"x":{}},"aud":[]}: ok
{"a":{}}: ok
{"aud":null}: malformed (The token has a registered claim of the wrong type or out of range)
"a.b": malformed (The token does not have three parts); malformed (The token does not have three parts)
"a.b.c.d": malformed (The token does not have three parts); malformed (The token does not have three parts)
"..": malformed (The token has an empty header or payload); malformed (The token has an empty header or payload)
".e30.AA": malformed (The token has an empty header or payload); malformed (The token has an empty header or payload)
"e30..AA": malformed (The token has an empty header or payload); malformed (The token has an empty header or payload)
"e30..": malformed (The token has an empty header or payload); malformed (The token has an empty header or payload)
"..AA": malformed (The token has an empty header or payload); malformed (The token has an empty header or payload)
"e30.e30.": ok; malformed (The token's header lacks "alg", or has an "alg", "typ", "cty" or "kid" that is not a string)
"": malformed (The token does not have three parts); malformed (The token does not have three parts)
".": malformed (The token does not have three parts); malformed (The token does not have three parts)
["verify"]: ok
[]: OAuth2\InvalidKeyException: The key has a "key_ops" without its operation
{}: OAuth2\InvalidKeyException: The key has a "key_ops" that is not a list
{"0":"verify"}: OAuth2\InvalidKeyException: The key has a "key_ops" that is not a list
null: OAuth2\InvalidKeyException: The key has a "key_ops" that is not a list
"verify": OAuth2\InvalidKeyException: The key has a "key_ops" that is not a list
