--TEST--
An unknown name or an invalid value in $expect throws an Error, even for an invalid token
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$key = OAuth2\Key::fromPem(pem('rsa2048_public'));
foreach ([
    ['aud' => 'x'], ['Issuer' => 'x'], ['algorithms' => ['none']], ['alg' => 'none'], ['verify' => false], ['x'], ['' => 1], ["issuer\0" => 'x'],
    ['issuer' => null], ['issuer' => 1], ['issuer' => ['x']], ['issuer' => ''], ['audience' => null], ['audience' => 1], ['audience' => ''], ['audience' => []], ['audience' => ['a' => 'b']], ['audience' => ['x', 1]], ['audience' => ['x', '']],
    ['subject' => null], ['subject' => ''], ['type' => null], ['type' => ''], ['type' => ['JWT']],
    ['require' => 'exp'], ['require' => null], ['require' => [1]], ['require' => ['a' => 'exp']],
    ['leeway' => -1], ['leeway' => 301], ['leeway' => '30'], ['leeway' => 1.5], ['leeway' => null], ['leeway' => PHP_INT_MAX],
    ['max_age' => -1], ['max_age' => '60'], ['max_age' => null], ['now' => -1], ['now' => '0'], ['now' => null], ['now' => 1.5], ['now' => 253402300800], ['now' => PHP_INT_MIN],
] as $expect) {
    echo json_encode($expect), ': ', str_replace('oauth2_jwt_verify(): Argument #3 ($expect) ', '', outcome(fn () => oauth2_jwt_verify('x', $key, $expect))), "\n";
}
echo outcome(fn () => oauth2_jwt_verify('x', 'secret')), "\n";
echo outcome(fn () => oauth2_jwt_verify('x', null)), "\n";
echo outcome(fn () => oauth2_jwt_verify('x', [$key])), "\n";
echo outcome(fn () => oauth2_jwt_verify('x', new stdClass())), "\n";
?>
--EXPECT--
{"aud":"x"}: ValueError: must have no other names than "issuer", "audience", "subject", "type", "require", "leeway", "max_age" and "now"
{"Issuer":"x"}: ValueError: must have no other names than "issuer", "audience", "subject", "type", "require", "leeway", "max_age" and "now"
{"algorithms":["none"]}: ValueError: must have no other names than "issuer", "audience", "subject", "type", "require", "leeway", "max_age" and "now"
{"alg":"none"}: ValueError: must have no other names than "issuer", "audience", "subject", "type", "require", "leeway", "max_age" and "now"
{"verify":false}: ValueError: must have no other names than "issuer", "audience", "subject", "type", "require", "leeway", "max_age" and "now"
["x"]: ValueError: must have no other names than "issuer", "audience", "subject", "type", "require", "leeway", "max_age" and "now"
{"":1}: ValueError: must have no other names than "issuer", "audience", "subject", "type", "require", "leeway", "max_age" and "now"
{"issuer\u0000":"x"}: ValueError: must have no other names than "issuer", "audience", "subject", "type", "require", "leeway", "max_age" and "now"
{"issuer":null}: TypeError: must have a string for "issuer", null given
{"issuer":1}: TypeError: must have a string for "issuer", int given
{"issuer":["x"]}: TypeError: must have a string for "issuer", array given
{"issuer":""}: ValueError: must not have an empty string for "issuer"
{"audience":null}: TypeError: must have a string or a list of strings for "audience"
{"audience":1}: TypeError: must have a string or a list of strings for "audience"
{"audience":""}: ValueError: must not have an empty string for "audience"
{"audience":[]}: ValueError: must not have an empty list for "audience"
{"audience":{"a":"b"}}: TypeError: must have a string or a list of strings for "audience"
{"audience":["x",1]}: TypeError: must have a string or a list of strings for "audience"
{"audience":["x",""]}: ValueError: must not have an empty string for "audience"
{"subject":null}: TypeError: must have a string for "subject", null given
{"subject":""}: ValueError: must not have an empty string for "subject"
{"type":null}: TypeError: must have a string for "type", null given
{"type":""}: ValueError: must not have an empty string for "type"
{"type":["JWT"]}: TypeError: must have a string for "type", array given
{"require":"exp"}: TypeError: must have a list of strings for "require"
{"require":null}: TypeError: must have a list of strings for "require"
{"require":[1]}: TypeError: must have a list of strings for "require"
{"require":{"a":"exp"}}: TypeError: must have a list of strings for "require"
{"leeway":-1}: ValueError: must have a value between 0 and 300 for "leeway"
{"leeway":301}: ValueError: must have a value between 0 and 300 for "leeway"
{"leeway":"30"}: TypeError: must have an int for "leeway", string given
{"leeway":1.5}: TypeError: must have an int for "leeway", float given
{"leeway":null}: TypeError: must have an int for "leeway", null given
{"leeway":9223372036854775807}: ValueError: must have a value between 0 and 300 for "leeway"
{"max_age":-1}: ValueError: must have a value between 0 and 253402300799 for "max_age"
{"max_age":"60"}: TypeError: must have an int for "max_age", string given
{"max_age":null}: TypeError: must have an int for "max_age", null given
{"now":-1}: ValueError: must have a value between 0 and 253402300799 for "now"
{"now":"0"}: TypeError: must have an int for "now", string given
{"now":null}: TypeError: must have an int for "now", null given
{"now":1.5}: TypeError: must have an int for "now", float given
{"now":253402300800}: ValueError: must have a value between 0 and 253402300799 for "now"
{"now":-9223372036854775808}: ValueError: must have a value between 0 and 253402300799 for "now"
TypeError: oauth2_jwt_verify(): Argument #2 ($keys) must be of type OAuth2\Key|OAuth2\KeySet, string given
TypeError: oauth2_jwt_verify(): Argument #2 ($keys) must be of type OAuth2\Key|OAuth2\KeySet, null given
TypeError: oauth2_jwt_verify(): Argument #2 ($keys) must be of type OAuth2\Key|OAuth2\KeySet, array given
TypeError: oauth2_jwt_verify(): Argument #2 ($keys) must be of type OAuth2\Key|OAuth2\KeySet, stdClass given
