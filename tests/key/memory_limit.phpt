--TEST--
Running out of memory in the middle of a call ends the request and nothing else
--EXTENSIONS--
oauth2
--FILE--
<?php
/* The limit is met inside of the extension's own allocations: building the header and claims of tokens and reading sets. */
ini_set('memory_limit', '8M');
register_shutdown_function(function (): void {
    /* Without Zend's allocator, as under valgrind, there is no limit. */
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
