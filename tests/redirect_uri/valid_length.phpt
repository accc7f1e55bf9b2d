--TEST--
oauth2_redirect_uri_valid() accepts 2048 bytes, and no more
--EXTENSIONS--
oauth2
--FILE--
<?php
$start = 'https://app.example/';
foreach ([2047, 2048, 2049, 10240, 10000000] as $length) {
    var_dump(oauth2_redirect_uri_valid(str_pad($start, $length, 'a')));
}
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
bool(false)
bool(false)
