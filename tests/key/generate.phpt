--TEST--
Keys of each algorithm are generated, and no two are equal
--EXTENSIONS--
oauth2
--FILE--
<?php
/* Few RSA keys, because each takes a minute under valgrind. */
$modulus = fn (OAuth2\Key $key): int => strlen(base64_decode(strtr($key->toPublicJwk()['n'], '-_', '+/')));
$default = OAuth2\Key::generate();
$ps256 = OAuth2\Key::generate('PS256', 2056, 'two');
var_dump($default->algorithm, $modulus($default), $modulus($ps256));
foreach ([[$default, $ps256], ...array_map(fn (string $algorithm): array => [OAuth2\Key::generate($algorithm), OAuth2\Key::generate($algorithm, keyId: 'two')], ['ES256', 'EdDSA', 'Ed25519'])] as [$one, $two]) {
    var_dump($two->algorithm, $one->private && $two->private, $one->keyId === $one->thumbprint(), $one->keyId !== $two->thumbprint(), $two->keyId);
}
foreach ([['RS256', 2047], ['RS256', 2049], ['RS256', 0], ['RS256', -2048], ['RS256', 8200], ['RS256', PHP_INT_MAX], ['ES256', 256], ['EdDSA', 2048], ['none'], ['HS256'], ['es256']] as $arguments) {
    try {
        OAuth2\Key::generate(...$arguments);
        echo "generated\n";
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
string(5) "RS256"
int(256)
int(257)
string(5) "PS256"
bool(true)
bool(true)
bool(true)
string(3) "two"
string(5) "ES256"
bool(true)
bool(true)
bool(true)
string(3) "two"
string(5) "EdDSA"
bool(true)
bool(true)
bool(true)
string(3) "two"
string(5) "EdDSA"
bool(true)
bool(true)
bool(true)
string(3) "two"
OAuth2\Key::generate(): Argument #2 ($bits) must be a multiple of 8 between 2048 and 8192
OAuth2\Key::generate(): Argument #2 ($bits) must be a multiple of 8 between 2048 and 8192
OAuth2\Key::generate(): Argument #2 ($bits) must be a multiple of 8 between 2048 and 8192
OAuth2\Key::generate(): Argument #2 ($bits) must be a multiple of 8 between 2048 and 8192
OAuth2\Key::generate(): Argument #2 ($bits) must be a multiple of 8 between 2048 and 8192
OAuth2\Key::generate(): Argument #2 ($bits) must be a multiple of 8 between 2048 and 8192
OAuth2\Key::generate(): Argument #2 ($bits) must be null unless the algorithm is "RS256" or "PS256"
OAuth2\Key::generate(): Argument #2 ($bits) must be null unless the algorithm is "RS256" or "PS256"
OAuth2\Key::generate(): Argument #1 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
OAuth2\Key::generate(): Argument #1 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
OAuth2\Key::generate(): Argument #1 ($algorithm) must be one of "RS256", "PS256", "ES256", "EdDSA"
