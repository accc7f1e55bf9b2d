--TEST--
oauth2_secret_equals() compares strings of equal and unequal lengths byte by byte
--EXTENSIONS--
oauth2
--FILE--
<?php
$long = str_repeat('k', 100000);
$cases = [
    ['', '', true], ['a', 'a', true], ["a\0b", "a\0b", true], [$long, $long, true],
    ['', "\0", false], ["\0", '', false], ['a', '', false], ['', 'a', false], ['a', 'aa', false], ['aa', 'a', false],
    ["a\0b", "a\0c", false], ["a\0", 'a', false], [$long, $long . 'k', false], [$long, substr($long, 1), false],
    ['0e1', '0e2', false], ['1', '01', false], ['a', 'A', false], ["\xc3\xa4", "a\xcc\x88", false],
    [str_repeat('x', 257), 'x', false], ['x', str_repeat('x', 257), false],
];
foreach ($cases as $i => [$known, $given, $expected]) {
    if (oauth2_secret_equals($known, $given) !== $expected) {
        echo "case $i\n";
    }
}
echo count($cases), " cases\n";
foreach ([[null, 'a'], ['a', []], [new stdClass(), 'a']] as [$known, $given]) {
    try {
        oauth2_secret_equals(...(fn() => [$known, $given])());
    } catch (TypeError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECTF--
20 cases

Deprecated: oauth2_secret_equals(): Passing null to parameter #1 ($known) of type string is deprecated in %s on line %d
oauth2_secret_equals(): Argument #2 ($given) must be of type string, array given
oauth2_secret_equals(): Argument #1 ($known) must be of type string, stdClass given
