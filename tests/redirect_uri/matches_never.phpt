--TEST--
oauth2_redirect_uri_matches(): a URI with a byte that could corrupt a Location header never matches, not even itself
--EXTENSIONS--
oauth2
--FILE--
<?php
$differs = $matching = 0;
for ($byte = 0; $byte < 256; $byte++) {
    foreach (['https://app.example/%scb', 'https://app.example/cb%s', 'https://app.%sexample/cb', 'com.example.app:/%scb', 'http://127.0.0.1/%scb'] as $format) {
        $uri = sprintf($format, chr($byte));
        $fits = $byte >= 0x21 && $byte <= 0x7e && $byte !== 0x23;
        $matching += (int) $fits;
        if (oauth2_redirect_uri_matches($uri, $uri) !== $fits) {
            printf("%02x in %s\n", $byte, $format);
        }
        /* nor does a loopback URI with such a byte match another port */
        if (!$fits && oauth2_redirect_uri_matches($uri, str_replace('127.0.0.1', '127.0.0.1:5', $uri))) {
            printf("%02x in %s with a port\n", $byte, $format);
        }
    }
}
echo "$matching match themselves\n";
foreach (['', '/cb', '//app.example/cb', 'app.example/cb', '?x', ':', ':/cb', '1a:/cb', 'a_b:/cb', 'https:', 'com.example.app:', '*'] as $uri) {
    var_dump(oauth2_redirect_uri_matches($uri, $uri));
}
?>
--EXPECT--
465 match themselves
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
