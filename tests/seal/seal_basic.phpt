--TEST--
oauth2_open() returns the text that oauth2_seal() sealed with the same key and context
--EXTENSIONS--
oauth2
--FILE--
<?php
$key = oauth2_derive_key('secret', 'seal');
foreach (['', 'x', "\0", "a\0b", str_repeat("\xff", 100000)] as $data) {
    foreach (['', 'user 1', "\0", str_repeat('c', 5000)] as $context) {
        $sealed = oauth2_seal($data, $key, $context);
        if (oauth2_open($sealed, $key, $context) !== $data || !preg_match('/\Av1\.[A-Za-z0-9_-]+\z/', $sealed)) {
            echo "failed: ", bin2hex(substr($data, 0, 10)), ' ', bin2hex(substr($context, 0, 10)), "\n";
        }
        if (strlen($sealed) !== 3 + (int) ceil((24 + strlen($data) + 16) * 4 / 3)) {
            echo "length ", strlen($sealed), "\n";
        }
    }
}
var_dump(oauth2_seal('x', $key) === oauth2_seal('x', $key));
var_dump(oauth2_open(oauth2_seal('x', $key), $key));
?>
--EXPECT--
bool(false)
string(1) "x"
