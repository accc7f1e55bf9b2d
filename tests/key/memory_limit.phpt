--TEST--
Running out of memory during a call ends the request with a normal fatal error
--EXTENSIONS--
oauth2
--FILE--
<?php
/* The limit is reached in the extension's own allocations, while it builds tokens and reads sets. */
ini_set('memory_limit', '8M');
register_shutdown_function(function (): void {
    /* There is no limit without Zend's allocator, as under valgrind. */
    $limited = getenv('USE_ZEND_ALLOC') !== '0';
    echo ((error_get_last()['type'] ?? 0) === E_ERROR) === $limited ? "ended as it must\n" : "ended otherwise\n";
});
ini_set('display_errors', '0');
$key = OAuth2\Key::generate('ES256');
$kept = [];
for ($i = 0; $i < 1000; ++$i) {
    $kept[] = oauth2_jwt_verify(oauth2_jwt_sign(['x' => str_repeat('x', 9000), 'exp' => 2000000000], $key), $key, ['now' => 1]);
    $kept[] = OAuth2\Key::fromPem($key->toPem());
    $kept[] = OAuth2\KeySet::fromJwks(['keys' => [$key->toPublicJwk()]])->toJwks();
}
?>
--EXPECT--
ended as it must
