--TEST--
Two keys with the same id, and values other than keys, are refused
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

$key = Key::fromPem(pem('p256_pkcs8'));
$other = Key::fromPem(pem('ed25519_pkcs8'), keyId: $key->keyId);
echo outcome(fn () => new KeySet($key, $key)), "\n";
echo outcome(fn () => new KeySet($key, $key->publicKey())), "\n";
echo outcome(fn () => new KeySet($key, $other)), "\n";
echo outcome(fn () => new KeySet(1)), "\n";
echo outcome(fn () => new KeySet($key, null)), "\n";
echo outcome(fn () => new KeySet(new KeySet())), "\n";
echo outcome(fn () => new KeySet([$key])), "\n";
/* PHP 8.6 says it in other words. */
echo str_replace('Internal function OAuth2\KeySet::__construct() does not accept named variadic arguments',
    'OAuth2\KeySet::__construct() does not accept unknown named parameters', outcome(fn () => new KeySet(a: $key))), "\n";
echo outcome(function () use ($key) {
    foreach (new KeySet($key) as &$reference) {
    }
}), "\n";
?>
--EXPECT--
OAuth2\InvalidKeyException: Two keys of the set have the same id
OAuth2\InvalidKeyException: Two keys of the set have the same id
OAuth2\InvalidKeyException: Two keys of the set have the same id
TypeError: OAuth2\KeySet::__construct(): Argument #1 must be of type OAuth2\Key, int given
TypeError: OAuth2\KeySet::__construct(): Argument #2 must be of type OAuth2\Key, null given
TypeError: OAuth2\KeySet::__construct(): Argument #1 must be of type OAuth2\Key, OAuth2\KeySet given
TypeError: OAuth2\KeySet::__construct(): Argument #1 must be of type OAuth2\Key, array given
ArgumentCountError: OAuth2\KeySet::__construct() does not accept unknown named parameters
Error: An iterator cannot be used with foreach by reference
