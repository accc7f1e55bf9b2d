--TEST--
oauth2_redirect_uri_valid() refuses what is relative, ambiguous, hostile, or carries parameters of the response
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
foreach (REFUSED_URIS as $name => $uri) {
    if (oauth2_redirect_uri_valid($uri) !== false) {
        echo "accepted: $name\n";
    }
}
echo count(REFUSED_URIS), " refused\n";
?>
--EXPECT--
129 refused
