--TEST--
A redirect URI has at most OAUTH2_REDIRECT_URI_MAX_BYTES (2048) bytes; the parts of a longer one are returned, too
--EXTENSIONS--
oauth2
--FILE--
<?php
var_dump(OAUTH2_REDIRECT_URI_MAX_BYTES);
$start = 'https://app.example/';
foreach ([2047, 2048, 2049, 10240, 10000000] as $length) {
    $uri = str_pad($start, $length, 'a');
    var_dump(oauth2_redirect_uri_valid($uri));
    $parts = oauth2_redirect_uri_parse($uri);
    echo $parts['refused'] ?? 'none', ' ', $parts['origin'], ' ', strlen($parts['path']) - $length, "\n";
}
?>
--EXPECT--
int(2048)
bool(true)
none https://app.example -19
bool(true)
none https://app.example -19
bool(false)
length https://app.example -19
bool(false)
length https://app.example -19
bool(false)
length https://app.example -19
