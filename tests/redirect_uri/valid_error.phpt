--TEST--
oauth2_redirect_uri_valid() refuses URIs that are relative, ambiguous or hostile, or have parameters of the response
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
foreach (refused_uris() as $name => $uri) {
    if (oauth2_redirect_uri_valid($uri) !== false) {
        echo "accepted: $name\n";
    }
}
echo count(refused_uris()), " refused\n";
?>
--EXPECT--
195 refused
