--TEST--
The exceptions have one root, and a reason that cannot be changed
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach (['InvalidTokenException', 'InvalidKeyException', 'CryptoException'] as $name) {
    $class = new ReflectionClass("OAuth2\\$name");
    var_dump($class->getParentClass()->getName(), $class->isFinal());
}
var_dump(get_parent_class('OAuth2\Exception'));
try {
    oauth2_jwt_verify('x', OAuth2\Key::generate('EdDSA'));
} catch (OAuth2\InvalidTokenException $e) {
    var_dump($e->reason, $e->getCode(), $e->getPrevious());
    echo refusal(fn () => $e->reason = 'key'), "\n";
}
?>
--EXPECT--
string(16) "OAuth2\Exception"
bool(true)
string(16) "OAuth2\Exception"
bool(true)
string(16) "OAuth2\Exception"
bool(true)
string(16) "RuntimeException"
string(9) "malformed"
int(0)
NULL
Error
