--TEST--
A registered URI that today's rules refuse still matches itself, unless it would break a header
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
$not = [];
foreach (REFUSED_URIS as $name => $uri) {
    if (!oauth2_redirect_uri_matches($uri, $uri)) {
        $not[] = $name;
    }
}
echo implode("\n", $not), "\n";
?>
--EXPECT--
empty
blank before
blank behind
blank inside
tab in scheme
tab in host
line feed
CR LF and a header
NUL behind
NUL in host
DEL
scheme with a blank
