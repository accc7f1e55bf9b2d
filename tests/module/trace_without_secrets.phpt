--TEST--
An exception of this extension contains no arguments of any frame and no secret in its text
--EXTENSIONS--
oauth2
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=1000
--FILE--
<?php
const MARK = 'the-secret-that-must-not-show';

final class Vault
{
    public function open(string $sealed, string $key, array $more): string
    {
        return oauth2_open($sealed, $key, MARK);
    }
}

function outer(string $secret): void
{
    (new Vault())->open('v1.' . $secret, str_pad($secret, 32, '.'), ['nested' => $secret]);
}

try {
    outer(MARK);
} catch (OAuth2\Exception $e) {
    var_dump(get_class($e), str_contains($e . print_r($e->getTrace(), true) . var_export($e->getTrace(), true) . $e->getTraceAsString(), MARK));
    var_dump(array_column($e->getTrace(), 'args'));
}

/* ValueErrors are PHP's own; in them, SensitiveParameter hides the arguments of this extension. */
foreach ([fn() => oauth2_seal(MARK, MARK), fn() => oauth2_open(MARK, MARK), fn() => oauth2_pkce_challenge(MARK), fn() => oauth2_pkce_verify(MARK, MARK, 'no')] as $call) {
    try {
        $call();
    } catch (ValueError $e) {
        var_dump(str_contains($e . print_r($e->getTrace(), true), MARK), $e->getTrace()[0]['args'][0]::class);
    }
}

/* A subclass of OAuth2\Exception has the same trace without arguments. */
final class Mine extends OAuth2\Exception
{
}
(function (string $secret): void {
    $e = new Mine('text');
    var_dump(str_contains(print_r($e->getTrace(), true), MARK), $e->getMessage());
})(MARK);
?>
--EXPECT--
string(22) "OAuth2\CryptoException"
bool(false)
array(3) {
  [0]=>
  array(0) {
  }
  [1]=>
  array(0) {
  }
  [2]=>
  array(0) {
  }
}
bool(false)
string(23) "SensitiveParameterValue"
bool(false)
string(23) "SensitiveParameterValue"
bool(false)
string(23) "SensitiveParameterValue"
bool(false)
string(23) "SensitiveParameterValue"
bool(false)
string(4) "text"
