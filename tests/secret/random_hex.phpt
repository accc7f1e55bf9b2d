--TEST--
oauth2_random_hex() returns 1 to 1024 random bytes as lower-case hexadecimal digits
--EXTENSIONS--
oauth2
--FILE--
<?php
foreach ([1, 16, 32, 1024] as $bytes) {
    $hex = oauth2_random_hex($bytes);
    printf("%d: %d %s\n", $bytes, strlen($hex), preg_match('/\A[0-9a-f]+\z/', $hex) ? 'hex' : $hex);
}
var_dump(strlen(oauth2_random_hex()));
$seen = [];
for ($i = 0; $i < 1000; $i++) {
    $seen[oauth2_random_hex()] = true;
}
var_dump(count($seen));
foreach ([0, -1, 1025, PHP_INT_MAX] as $bytes) {
    try {
        oauth2_random_hex($bytes);
        echo "accepted $bytes\n";
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
1: 2 hex
16: 32 hex
32: 64 hex
1024: 2048 hex
int(32)
int(1000)
oauth2_random_hex(): Argument #1 ($bytes) must be between 1 and 1024
oauth2_random_hex(): Argument #1 ($bytes) must be between 1 and 1024
oauth2_random_hex(): Argument #1 ($bytes) must be between 1 and 1024
oauth2_random_hex(): Argument #1 ($bytes) must be between 1 and 1024
