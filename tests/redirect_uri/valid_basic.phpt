--TEST--
oauth2_redirect_uri_valid() accepts https, loopback http and private-use schemes with a dot
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
foreach (accepted_uris() as $uri) {
    if (oauth2_redirect_uri_valid($uri) !== true) {
        echo "refused: $uri\n";
    }
}
echo count(accepted_uris()), " accepted\n";
?>
--EXPECT--
59 accepted
