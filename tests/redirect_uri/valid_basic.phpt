--TEST--
oauth2_redirect_uri_valid() accepts https, loopback http and private-use schemes with a dot
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
foreach (VALID_URIS as $uri) {
    if (oauth2_redirect_uri_valid($uri) !== true) {
        echo "refused: $uri\n";
    }
}
echo count(VALID_URIS), " accepted\n";
?>
--EXPECT--
39 accepted
