--TEST--
A key cannot be created, copied, changed or stored except by its own methods
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\Key;

function later(object $reflection, string $method, mixed ...$arguments): mixed
{
    return method_exists($reflection, $method) ? $reflection->$method(...$arguments) : throw new Error();
}
$key = Key::fromPem(pem('ed25519_pkcs8'));
$class = new ReflectionClass(Key::class);
$before = [$key->algorithm, $key->keyId, $key->private, $key->toPem()];
$attempts = [
    'new' => fn () => new Key(),
    'new from inside' => fn () => $class->newInstance(),
    'newInstanceArgs' => fn () => $class->newInstanceArgs([]),
    'newInstanceWithoutConstructor' => fn () => $class->newInstanceWithoutConstructor(),
    'constructor by reflection' => fn () => (new ReflectionMethod(Key::class, '__construct'))->invoke($key),
    'constructor by closure' => fn () => (new ReflectionMethod(Key::class, '__construct'))->getClosure($key)(),
    'clone' => fn () => clone $key,
    'serialize' => fn () => serialize($key),
    'serialize inside' => fn () => serialize([$key]),
    'unserialize O' => fn () => unserialize('O:10:"OAuth2\Key":0:{}'),
    'unserialize O with properties' => fn () => unserialize('O:10:"OAuth2\Key":1:{s:9:"algorithm";s:5:"RS256";}'),
    'unserialize C' => fn () => unserialize('C:10:"OAuth2\Key":0:{}'),
    'write' => fn () => $key->algorithm = 'RS256',
    'write private' => fn () => $key->private = false,
    'append' => fn () => $key->keyId .= 'x',
    'unset' => function () use ($key) { unset($key->keyId); },
    'dynamic property' => fn () => $key->d = 'x',
    'dynamic property, empty name' => fn () => $key->{''} = 'x',
    'array access' => fn () => $key['d'],
    'reference' => function () use ($key) { $reference = &$key->keyId; },
    'foreach by reference' => function () use ($key) { foreach ($key as &$value) { $value = 'x'; } },
    'reflection' => fn () => (new ReflectionProperty(Key::class, 'keyId'))->setValue($key, 'x'),
    'read unknown' => fn () => (function () use ($key) { set_error_handler(fn (int $n, string $text) => throw new Exception($text)); try { return $key->material; } finally { restore_error_handler(); } })(),
    'string' => fn () => (string) $key,
    /* Methods of later PHP versions, if this version has them. */
    'lazy ghost' => fn () => later($class, 'newLazyGhost', fn () => null),
    'lazy proxy' => fn () => later($class, 'newLazyProxy', fn () => $key),
    'reset as lazy ghost' => fn () => later($class, 'resetAsLazyGhost', $key, fn () => null),
    'reset as lazy proxy' => fn () => later($class, 'resetAsLazyProxy', $key, fn () => $key),
    'raw value' => fn () => later(new ReflectionProperty(Key::class, 'keyId'), 'setRawValue', $key, 'x'),
    'raw value of a lazy object' => fn () => later(new ReflectionProperty(Key::class, 'keyId'), 'setRawValueWithoutLazyInitialization', $key, 'x'),
    /* An arrow function takes over no variable that only the evaluated text names. */
    'clone with' => function () use ($key) { return PHP_VERSION_ID < 80500 ? throw new Error() : eval('return clone($key, ["keyId" => "x"]);'); },
    'from inside' => fn () => (@Closure::bind(function () { $this->keyId = 'x'; }, $key, Key::class) ?? throw new Error())(),
    'unset from inside' => fn () => (@Closure::bind(function () { unset($this->keyId); }, $key, Key::class) ?? throw new Error())(),
    'call' => fn () => $key->sign(),
];
foreach ($attempts as $name => $attempt) {
    echo "$name: ", refusal($attempt), "\n";
}
var_dump($before === [$key->algorithm, $key->keyId, $key->private, $key->toPem()]);
var_dump($key == Key::fromPem(pem('ed25519_pkcs8')), $key == $key, isset($key->d), $class->isFinal(), $class->isCloneable(), $class->isInstantiable());
?>
--EXPECT--
new: Error
new from inside: ReflectionException
newInstanceArgs: ReflectionException
newInstanceWithoutConstructor: ReflectionException
constructor by reflection: Error
constructor by closure: Error
clone: Error
serialize: Exception
serialize inside: Exception
unserialize O: Exception
unserialize O with properties: Exception
unserialize C: Exception
write: Error
write private: Error
append: Error
unset: Error
dynamic property: Error
dynamic property, empty name: Error
array access: Error
reference: Error
foreach by reference: Error
reflection: Error
read unknown: Exception
string: Error
lazy ghost: Error
lazy proxy: Error
reset as lazy ghost: Error
reset as lazy proxy: Error
raw value: Error
raw value of a lazy object: Error
clone with: Error
from inside: Error
unset from inside: Error
call: Error
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
bool(false)
bool(false)
