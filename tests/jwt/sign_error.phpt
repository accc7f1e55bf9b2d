--TEST--
Values that JSON or a JWT cannot contain are not signed
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

final class Chatty implements JsonSerializable, Stringable
{
    public function jsonSerialize(): mixed
    {
        echo "RAN\n";

        return 'x';
    }

    public function __toString(): string
    {
        echo "RAN\n";

        return 'x';
    }
}

enum Suit: string
{
    case Hearts = 'h';
}

$key = OAuth2\Key::fromPem(pem('ed25519_pkcs8'));
$nest = function (int $levels): array {
    for ($value = [], $i = 1; $i < $levels; ++$i) {
        $value = ['a' => $value];
    }

    return $value;
};
$loop = ['a' => 1];
$loop['self'] = &$loop;
foreach ([
    'object' => ['a' => new stdClass()], 'JsonSerializable' => ['a' => new Chatty()], 'deep' => ['a' => [['b' => new Chatty()]]], 'enum' => ['a' => Suit::Hearts], 'closure' => ['a' => fn () => 1], 'key' => ['a' => $key],
    'resource' => ['a' => STDIN], 'INF' => ['a' => INF], '-INF' => ['a' => -INF], 'NAN' => ['a' => [NAN]], 'UTF-8' => ['a' => "\xff"], 'UTF-8 cut' => ['a' => "\u{e4}x\xc3"], 'overlong' => ['a' => "\xc0\xaf"], 'surrogate' => ['a' => "\xed\xa0\x80"],
    'UTF-8 in a name' => ["\xff" => 1], 'NUL in a name' => ["a\0" => 1], 'loop' => $loop, '16 deep' => $nest(16), '17 deep' => $nest(17), 'list 17 deep' => ['a' => [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]],
] as $name => $claims) {
    echo "$name: ", outcome(fn () => oauth2_jwt_sign($claims, $key)), "\n";
}
foreach ([
    ['alg' => 'none'], ['alg' => 'RS256'], ['alg' => 'eddsa'], ['alg' => null], ['alg' => ['EdDSA']], ['typ' => null], ['typ' => 1], ['kid' => 5], ['kid' => null], ['cty' => []], ['crit' => []], ['crit' => ['x'], 'x' => 1], ['b64' => false], ['b64' => true],
    ['x' => new Chatty()], ['x' => NAN], ['x' => "\xff"],
] as $header) {
    echo json_encode(array_map(get_debug_type(...), $header)), ': ', outcome(fn () => oauth2_jwt_sign([], $key, $header)), "\n";
}
echo outcome(fn () => oauth2_jwt_sign([], $key->publicKey())), "\n";
echo outcome(fn () => oauth2_jwt_sign([], new OAuth2\KeySet($key))), "\n";
echo outcome(fn () => oauth2_jwt_sign(new stdClass(), $key)), "\n";
?>
--EXPECT--
object: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not contain an object or a resource
JsonSerializable: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not contain an object or a resource
deep: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not contain an object or a resource
enum: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not contain an object or a resource
closure: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not contain an object or a resource
key: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not contain an object or a resource
resource: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not contain an object or a resource
INF: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must contain finite numbers only
-INF: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must contain finite numbers only
NAN: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must contain finite numbers only
UTF-8: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must contain UTF-8 only
UTF-8 cut: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must contain UTF-8 only
overlong: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must contain UTF-8 only
surrogate: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must contain UTF-8 only
UTF-8 in a name: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must contain UTF-8 only
NUL in a name: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not contain a member name with a NUL byte
loop: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not be nested more than 16 deep
16 deep: ok
17 deep: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not be nested more than 16 deep
list 17 deep: ValueError: oauth2_jwt_sign(): Argument #1 ($claims) must not be nested more than 16 deep
{"alg":"string"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not name another "alg" than the key's
{"alg":"string"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not name another "alg" than the key's
{"alg":"string"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not name another "alg" than the key's
{"alg":"null"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not name another "alg" than the key's
{"alg":"array"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not name another "alg" than the key's
{"typ":"null"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must have strings for "typ", "cty" and "kid"
{"typ":"int"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must have strings for "typ", "cty" and "kid"
{"kid":"int"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must have strings for "typ", "cty" and "kid"
{"kid":"null"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must have strings for "typ", "cty" and "kid"
{"cty":"array"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must have strings for "typ", "cty" and "kid"
{"crit":"array"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not have "crit" or "b64"
{"crit":"array","x":"int"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not have "crit" or "b64"
{"b64":"bool"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not have "crit" or "b64"
{"b64":"bool"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not have "crit" or "b64"
{"x":"Chatty"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must not contain an object or a resource
{"x":"float"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must contain finite numbers only
{"x":"string"}: ValueError: oauth2_jwt_sign(): Argument #3 ($header) must contain UTF-8 only
ValueError: oauth2_jwt_sign(): Argument #2 ($key) must be a private key
TypeError: oauth2_jwt_sign(): Argument #2 ($key) must be of type OAuth2\Key, OAuth2\KeySet given
TypeError: oauth2_jwt_sign(): Argument #1 ($claims) must be of type array, stdClass given
