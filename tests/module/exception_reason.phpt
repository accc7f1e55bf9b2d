--TEST--
InvalidTokenException::$reason is readonly, and the classes allow no dynamic properties
--EXTENSIONS--
oauth2
--FILE--
<?php
try {
    oauth2_jwt_decode_unverified('no token');
} catch (OAuth2\InvalidTokenException $e) {
    var_dump($e->reason, $e instanceof OAuth2\Exception, $e instanceof RuntimeException, $e->getCode(), $e->getPrevious());
    try {
        $e->reason = 'other';
    } catch (Error $error) {
        echo $error->getMessage(), "\n";
    }
    try {
        $e->other = 'other';
    } catch (Error $error) {
        echo $error->getMessage(), "\n";
    }
    var_dump($e->reason);
}
?>
--EXPECT--
string(9) "malformed"
bool(true)
bool(true)
int(0)
NULL
Cannot modify readonly property OAuth2\InvalidTokenException::$reason
Cannot create dynamic property OAuth2\InvalidTokenException::$other
string(9) "malformed"
