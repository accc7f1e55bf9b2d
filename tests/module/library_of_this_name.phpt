--TEST--
A library in PHP with classes of these names ends in a clear error, and not in a mixture of both
--EXTENSIONS--
oauth2
--FILE--
<?php
spl_autoload_register(function (string $class): void {
    $file = __DIR__ . '/library/' . strtr($class, '\\', '/') . '.inc';
    if (is_file($file)) {
        require $file;
    }
});
/* What only the library has is loaded, and works beside the extension. */
$client = new OAuth2\Client();
foreach (['fail', 'failWithCode'] as $method) {
    try {
        $client->$method();
    } catch (OAuth2\Exception $e) {
        echo 'MIXED: ', get_class($e), "\n";
    } catch (Error $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
/* What it derives from the root is one of ours to whoever catches it: the documents say so. */
var_dump(new OAuth2\ClientException('x') instanceof RuntimeException, oauth2_random_hex(1) !== '');
/* A library that loads its files by itself. */
require __DIR__ . '/library/OAuth2/Exception.inc';
echo "NOT REACHED\n";
?>
--EXPECTF--
Error: Cannot instantiate abstract class OAuth2\Exception
Error: Cannot instantiate abstract class OAuth2\Exception
bool(true)
bool(true)

Fatal error: Cannot %r(declare class OAuth2\\Exception, because the name is already in use|redeclare class OAuth2\\Exception)%r in %sException.inc on line %d%A
