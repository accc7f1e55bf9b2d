--TEST--
A JWK Set is an object with a list of keys, in at most 64 KiB without duplicate members
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$key = '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}';
foreach ([
    'good' => "{\"keys\":[$key]}",
    'empty' => '{"keys":[]}',
    'more members' => "{\"issuer\":\"x\",\"keys\":[$key]}",
    'no keys' => '{}',
    'keys is a key' => "{\"keys\":$key}",
    'keys is an empty object' => '{"keys":{}}',
    'an empty object beside' => '{"a":{},"keys":[]}',
    'an empty object before a list' => '{"a":{},"b":{"keys":[]},"keys":[{}]}',
    'keys is null' => '{"keys":null}',
    'keys is text' => '{"keys":"[]"}',
    'a key' => $key,
    'a list' => "[$key]",
    'duplicate keys' => "{\"keys\":[],\"keys\":[$key]}",
    'duplicate in a key' => '{"keys":[' . str_replace('{', '{"kty":"OKP",', $key) . ']}',
    'keys as an object' => "{\"keys\":{\"0\":$key}}",
    'key_ops as an object' => '{"keys":[' . str_replace('{', '{"key_ops":{"0":"verify"},', $key) . ']}',
    'key_ops as an empty object' => '{"keys":[' . str_replace('{', '{"key_ops":{},', $key) . ",$key]}",
    'twice' => "{\"keys\":[$key,$key]}",
    'nothing' => '',
    'at the limit' => str_pad("{\"keys\":[$key]}", 65536),
    'too long' => str_pad("{\"keys\":[$key]}", 65537),
] as $name => $text) {
    $lax = outcome(fn () => OAuth2\KeySet::fromJwks($text));
    $strict = outcome(fn () => OAuth2\KeySet::fromJwks($text, true));
    echo "$name: $lax", $lax === $strict ? '' : "; STRICT $strict", "\n";
}
foreach ([[], ['keys' => 1], ['keys' => ['a' => json_decode($key, true)]], ['keys' => [new stdClass()]], ['keys' => [json_decode($key)]]] as $array) {
    echo outcome(fn () => OAuth2\KeySet::fromJwks($array)), '; ', outcome(fn () => OAuth2\KeySet::fromJwks($array, true)), "\n";
}
?>
--EXPECT--
good: ok
empty: ok
more members: ok
no keys: OAuth2\InvalidKeyException: The key set has no list "keys"
keys is a key: OAuth2\InvalidKeyException: The key set has no list "keys"
keys is an empty object: OAuth2\InvalidKeyException: The key set is not a JSON object without duplicate members
an empty object beside: ok
an empty object before a list: ok; STRICT OAuth2\InvalidKeyException: A key of the set has no "kty"
keys is null: OAuth2\InvalidKeyException: The key set has no list "keys"
keys is text: OAuth2\InvalidKeyException: The key set has no list "keys"
a key: OAuth2\InvalidKeyException: The key set has no list "keys"
a list: OAuth2\InvalidKeyException: The key set is not a JSON object without duplicate members
duplicate keys: OAuth2\InvalidKeyException: The key set is not a JSON object without duplicate members
duplicate in a key: OAuth2\InvalidKeyException: The key set is not a JSON object without duplicate members
keys as an object: OAuth2\InvalidKeyException: The key set is not a JSON object without duplicate members
key_ops as an object: ok; STRICT OAuth2\InvalidKeyException: A key of the set has a "key_ops" that is not a list
key_ops as an empty object: ok; STRICT OAuth2\InvalidKeyException: A key of the set has a "key_ops" that is not a list
twice: ok; STRICT OAuth2\InvalidKeyException: Two keys of the set have the same id
nothing: OAuth2\InvalidKeyException: The key set is not a JSON object without duplicate members
at the limit: ok
too long: OAuth2\InvalidKeyException: The key set is a text longer than 65536 bytes
OAuth2\InvalidKeyException: The key set has no list "keys"; OAuth2\InvalidKeyException: The key set has no list "keys"
OAuth2\InvalidKeyException: The key set has no list "keys"; OAuth2\InvalidKeyException: The key set has no list "keys"
OAuth2\InvalidKeyException: The key set has no list "keys"; OAuth2\InvalidKeyException: The key set has no list "keys"
ok; OAuth2\InvalidKeyException: A key of the set is not an object
ok; OAuth2\InvalidKeyException: A key of the set is not an object
