--TEST--
oauth2_secret_generate() refuses lengths outside 16 to 1024
--EXTENSIONS--
oauth2
--FILE--
<?php
foreach ([15, 1025, 0, -1, PHP_INT_MAX, PHP_INT_MIN] as $bytes) {
    try {
        oauth2_secret_generate($bytes);
        echo "accepted $bytes\n";
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
try {
    oauth2_secret_generate('many');
} catch (TypeError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
oauth2_secret_generate(): Argument #1 ($bytes) must be between 16 and 1024
oauth2_secret_generate(): Argument #1 ($bytes) must be between 16 and 1024
oauth2_secret_generate(): Argument #1 ($bytes) must be between 16 and 1024
oauth2_secret_generate(): Argument #1 ($bytes) must be between 16 and 1024
oauth2_secret_generate(): Argument #1 ($bytes) must be between 16 and 1024
oauth2_secret_generate(): Argument #1 ($bytes) must be between 16 and 1024
oauth2_secret_generate(): Argument #1 ($bytes) must be of type int, string given
