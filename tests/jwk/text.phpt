--TEST--
A JWK as text is a JSON object of at most 64 KiB without duplicate members
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$jwk = '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}';
foreach ([
    'good' => $jwk,
    'blanks around' => " \r\n\t$jwk ",
    'empty' => '',
    'blanks' => '  ',
    'cut' => substr($jwk, 0, -1),
    'text behind' => "$jwk x",
    'NUL behind' => "$jwk\0",
    'two' => $jwk . $jwk,
    'list' => "[$jwk]",
    'string' => '"x"',
    'null' => 'null',
    'byte order mark' => "\u{feff}$jwk",
    'duplicate kty' => str_replace('{', '{"kty":"OKP",', $jwk),
    'duplicate by escape' => str_replace('{', '{"\u006bty":"OKP",', $jwk),
    'duplicate deep' => str_replace('{', '{"a":[{"b":1,"b":2}],', $jwk),
    'single quotes' => strtr($jwk, '"', "'"),
    'comment' => str_replace('{', '{/**/', $jwk),
    'trailing comma' => str_replace('}', ',}', $jwk),
    'invalid UTF-8' => str_replace('{', "{\"a\":\"\xff\",", $jwk),
    'lone surrogate' => str_replace('{', '{"a":"\ud800",', $jwk),
    'NUL in a name' => str_replace('{', '{"\u0000a":1,', $jwk),
    'deep' => str_replace('{', '{"a":' . str_repeat('[', 15) . str_repeat(']', 15) . ',', $jwk),
    'too deep' => str_replace('{', '{"a":' . str_repeat('[', 16) . str_repeat(']', 16) . ',', $jwk),
    'very deep' => str_replace('{', '{"a":' . str_repeat('[', 20000) . str_repeat(']', 20000) . ',', $jwk),
    'at the limit' => str_pad($jwk, 65536),
    'too long' => str_pad($jwk, 65537),
] as $name => $text) {
    echo "$name: ", outcome(fn () => OAuth2\Key::fromJwk($text)), "\n";
}
?>
--EXPECT--
good: ok
blanks around: ok
empty: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
blanks: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
cut: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
text behind: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
NUL behind: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
two: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
list: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
string: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
null: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
byte order mark: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
duplicate kty: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
duplicate by escape: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
duplicate deep: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
single quotes: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
comment: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
trailing comma: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
invalid UTF-8: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
lone surrogate: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
NUL in a name: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
deep: ok
too deep: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
very deep: OAuth2\InvalidKeyException: The key is not a JSON object without duplicate members
at the limit: ok
too long: OAuth2\InvalidKeyException: The key is a text longer than 65536 bytes
