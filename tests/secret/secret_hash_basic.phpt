--TEST--
oauth2_secret_hash() returns a salted, versioned hash that verifies only the same bytes
--EXTENSIONS--
oauth2
--FILE--
<?php
$secrets = ['x', "\0", "a\0b", str_repeat('s', 64), str_repeat("\xff", 128), str_repeat('l', 100000)];
foreach ($secrets as $secret) {
    $hash = oauth2_secret_hash($secret);
    $again = oauth2_secret_hash($secret);
    var_dump(
        preg_match('/\A\$oauth2\$v=1\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}\z/', $hash) === 1
        && $hash !== $again
        && oauth2_secret_verify($secret, $hash)
        && oauth2_secret_verify($secret, $again)
    );
    foreach ([$secret . "\0", $secret . "\n", substr($secret, 1), substr($secret, 0, -1), strtoupper($secret) . ' ', ''] as $other) {
        if (oauth2_secret_verify($other, $hash)) {
            echo "verified another secret: ", bin2hex($other), "\n";
        }
    }
}
try {
    oauth2_secret_hash('');
} catch (ValueError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
oauth2_secret_hash(): Argument #1 ($secret) must not be empty
