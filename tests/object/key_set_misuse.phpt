--TEST--
A key set cannot be changed, copied or stored, and constructing it again changes nothing
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

$mine = Key::fromPem(pem('ed25519_pkcs8'), keyId: 'mine');
$theirs = Key::fromPem(pem('p256_pkcs8'), keyId: 'theirs');
$set = new KeySet($mine);
$class = new ReflectionClass(KeySet::class);
$constructor = new ReflectionMethod(KeySet::class, '__construct');
$empty = new KeySet();
$read = KeySet::fromJwks($set->toJwks());
$attempts = [
    'constructor again' => fn () => $set->__construct($theirs),
    'constructor by reflection' => fn () => $constructor->invoke($set, $theirs),
    'constructor of an empty one' => fn () => $empty->__construct($theirs),
    'constructor of a read one' => fn () => $read->__construct($theirs),
    'newInstanceWithoutConstructor' => fn () => $class->newInstanceWithoutConstructor(),
    'clone' => fn () => clone $set,
    'serialize' => fn () => serialize($set),
    'unserialize' => fn () => unserialize('O:13:"OAuth2\KeySet":0:{}'),
    'dynamic property' => fn () => $set->keys = [],
    'append' => function () use ($set, $theirs) { $set[] = $theirs; },
    'element' => fn () => $set['mine'],
    'serialize the iterator' => fn () => serialize($set->getIterator()),
    'clone the iterator' => fn () => clone $set->getIterator(),
];
foreach ($attempts as $name => $attempt) {
    echo "$name: ", refusal($attempt), "\n";
}
var_dump(count($set), count($empty), count($read), $set->find('theirs'), $set->find('mine') === $mine);
/* A set whose construction failed contains no key. */
var_dump($class->isFinal(), $class->isCloneable(), $set == new KeySet($mine));
var_dump((array) $set, get_object_vars($set));
?>
--EXPECT--
constructor again: Error
constructor by reflection: Error
constructor of an empty one: Error
constructor of a read one: Error
newInstanceWithoutConstructor: ReflectionException
clone: Error
serialize: Exception
unserialize: Exception
dynamic property: Error
append: Error
element: Error
serialize the iterator: Exception
clone the iterator: Error
int(1)
int(0)
int(1)
NULL
bool(true)
bool(true)
bool(false)
bool(false)
array(0) {
}
array(0) {
}
