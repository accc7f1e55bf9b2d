--TEST--
InvalidTokenException has a reason however it was made
--EXTENSIONS--
oauth2
--FILE--
<?php
use OAuth2\{CryptoException, InvalidKeyException, InvalidTokenException};

$e = new InvalidTokenException('x', 3, new LogicException('y'));
var_dump($e->reason, $e->getMessage(), $e->getCode(), $e->getPrevious()->getMessage());
foreach ([fn () => $e->reason = 'key', function () use ($e) { unset($e->reason); }, fn () => clone $e] as $change) {
    try {
        $change();
        echo "CHANGED\n";
    } catch (Error $error) {
        echo $error->getMessage(), "\n";
    }
}
$e->__construct('z');
var_dump($e->reason, $e->getMessage());
/* The reason that was found survives where exceptions are kept. */
foreach (['x' => 'malformed', 'e30.e30.AA' => 'malformed'] as $token => $reason) {
    try {
        oauth2_jwt_verify($token, OAuth2\Key::generate('EdDSA'));
    } catch (InvalidTokenException $e) {
        var_dump($e->reason === $reason, unserialize(serialize($e))->reason === $reason);
    }
}
try {
    $key = OAuth2\Key::generate('EdDSA');
    oauth2_jwt_verify(oauth2_jwt_sign(['exp' => 1], $key), $key);
} catch (InvalidTokenException $e) {
    var_dump($e->reason, unserialize(serialize($e))->reason);
}
var_dump(unserialize('O:28:"OAuth2\InvalidTokenException":0:{}')->reason ?? null);
foreach ([InvalidKeyException::class, CryptoException::class] as $class) {
    var_dump((new $class('x'))->getMessage());
}
/* And so it does where nobody catches it. */
throw new InvalidTokenException('made by hand');
?>
--EXPECTF--
string(5) "claim"
string(1) "x"
int(3)
string(1) "y"
Cannot modify readonly property OAuth2\InvalidTokenException::$reason
Cannot unset readonly property OAuth2\InvalidTokenException::$reason
Trying to clone an uncloneable object of class OAuth2\InvalidTokenException
string(5) "claim"
string(1) "z"
bool(true)
bool(true)
bool(true)
bool(true)
string(7) "expired"
string(7) "expired"
string(5) "claim"
string(1) "x"
string(1) "x"

Fatal error: Uncaught OAuth2\InvalidTokenException: made by hand in %s:%d
Stack trace:
#0 {main}
  thrown in %s on line %d
