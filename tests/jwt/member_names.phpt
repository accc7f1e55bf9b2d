--TEST--
Names that collide in PHP's hash tables cost no more than others; duplicates are found even among many names
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

/* PHP's string hash is h * 33 + c: "az", "bY" and "c8" have the same hash, and so have all sequences of them. */
function colliding(int $count): array
{
    $names = [''];
    while (count($names) < $count) {
        $longer = [];
        foreach ($names as $name) {
            array_push($longer, "{$name}az", "{$name}bY", "{$name}c8");
        }
        $names = $longer;
    }

    return array_slice($names, 0, $count);
}
function ordinary(int $count): array
{
    return array_map(fn (int $i): string => sprintf('x%011x', $i * 0x9e3779b1), range(1, $count));
}
function object(array $names): string
{
    return '{' . implode(',', array_map(fn (int|string $name): string => "\"$name\":0", $names)) . '}';
}
function fastest(callable $call): int
{
    $best = PHP_INT_MAX;
    for ($i = 0; $i < (TIMED ? 20 : 1); ++$i) {
        $start = hrtime(true);
        $call();
        $best = min($best, hrtime(true) - $start);
    }

    return $best;
}

/** Reads claims without the cost of a signature. */
function read(string $claims): string
{
    try {
        oauth2_jwt_decode_unverified(b64u('{"alg":"RS256"}') . '.' . b64u($claims) . '.');
    } catch (OAuth2\InvalidTokenException $e) {
        return $e->reason;
    }

    return 'read';
}

/* Times mean nothing under valgrind and sanitizers (no Zend allocator), or in a debug build, which looks up names twice. */
define('TIMED', getenv('USE_ZEND_ALLOC') !== '0' && !PHP_DEBUG);
$key = Key::fromPem(pem('rsa2048_public'));
foreach (['header' => 600, 'numbers' => 600, 'key set' => 2900] as $where => $count) {
    $took = [];
    foreach (['ordinary', 'chosen'] as $kind) {
        $names = match (true) {
            $kind === 'ordinary' => ordinary($count),
            /* The hash of an integer is the integer modulo the table's size. */
            $where === 'numbers' => array_map(fn (int $i): int => $i << 40, range(1, $count)),
            default => colliding($count),
        };
        $text = object($names);
        $took[] = $where === 'key set'
            ? fastest(function () use ($text) { try { KeySet::fromJwks($text); } catch (OAuth2\InvalidKeyException) { } })
            : fastest(fn () => reason(b64u($text) . '.e30.', $key));
    }
    echo "$where: ", !TIMED || $took[1] < 4 * $took[0] ? 'no dearer' : "$took[1] ns against $took[0] ns", "\n";
}

$names = [];
foreach (range(1, 40) as $i) {
    $names[] = $i % 3 === 0 ? $i : ($i % 3 === 1 ? "n$i" : "0$i");
}
var_dump(array_keys(oauth2_jwt_decode_unverified(b64u('{"alg":"RS256"}') . '.' . b64u(object($names)) . '.')['claims']) === $names);
$refused = 0;
foreach ($names as $at => $name) {
    /* The duplicate at the end, at the front and in the middle, so that it is found among few and many names. */
    foreach ([[...$names, $name], [$name, ...$names], [...array_slice($names, 0, $at), $name, ...array_slice($names, $at)]] as $twice) {
        $refused += read(object($twice)) === 'malformed';
    }
}
var_dump($refused);
/* The same names in several objects are not duplicates, whether the objects are nested or not. */
$inner = object($names);
echo read(substr($inner, 0, -1) . ",\"a\":$inner,\"b\":[$inner,$inner],\"c\":{\"a\":$inner,\"c\":$inner}}"), "\n";
/* An escaped name equals the unescaped one; another spelling of a number is a different name. */
foreach (['\u006e1' => 'malformed', '03' => 'read', '+3' => 'read', '3 ' => 'read', '\u0033' => 'malformed'] as $name => $expected) {
    var_dump(read(object([...$names, $name])) === $expected);
}
?>
--EXPECT--
header: no dearer
numbers: no dearer
key set: no dearer
bool(true)
int(120)
read
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
