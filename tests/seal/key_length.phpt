--TEST--
oauth2_seal() and oauth2_open() refuse a key that is not 32 bytes long, and data over 16 MiB
--EXTENSIONS--
oauth2
--INI--
memory_limit=256M
--FILE--
<?php
$sealed = oauth2_seal('data', str_repeat('k', 32));
foreach ([0, 1, 31, 33, 64] as $length) {
    foreach ([fn($key) => oauth2_seal('data', $key), fn($key) => oauth2_open($sealed, $key)] as $call) {
        try {
            $call(str_repeat('k', $length));
            echo "accepted $length\n";
        } catch (ValueError $e) {
            echo $e->getMessage(), "\n";
        }
    }
}
$limit = 16 * 1024 * 1024;
var_dump(strlen(oauth2_open(oauth2_seal(str_repeat('d', $limit), str_repeat('k', 32)), str_repeat('k', 32))) === $limit);
try {
    oauth2_seal(str_repeat('d', $limit + 1), str_repeat('k', 32));
} catch (ValueError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
oauth2_seal(): Argument #2 ($key) must be 32 bytes long
oauth2_open(): Argument #2 ($key) must be 32 bytes long
oauth2_seal(): Argument #2 ($key) must be 32 bytes long
oauth2_open(): Argument #2 ($key) must be 32 bytes long
oauth2_seal(): Argument #2 ($key) must be 32 bytes long
oauth2_open(): Argument #2 ($key) must be 32 bytes long
oauth2_seal(): Argument #2 ($key) must be 32 bytes long
oauth2_open(): Argument #2 ($key) must be 32 bytes long
oauth2_seal(): Argument #2 ($key) must be 32 bytes long
oauth2_open(): Argument #2 ($key) must be 32 bytes long
bool(true)
oauth2_seal(): Argument #1 ($data) must be at most 16777216 bytes long
