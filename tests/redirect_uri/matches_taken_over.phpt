--TEST--
A registered URI that the current rules refuse still matches itself, unless it has no scheme, a refused scheme, a '#' or a byte outside 0x21-0x7e
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
$not = [];
foreach (refused_uris() as $name => $uri) {
    if (!oauth2_redirect_uri_matches($uri, $uri)) {
        $not[] = $name;
    }
}
echo implode("\n", $not), "\n";
?>
--EXPECT--
empty
relative
scheme-relative
no scheme
scheme only
fragment
empty fragment
fragment before the host ends
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
overlong UTF-8
non-ASCII path
IDN in Unicode
full-width dot
javascript
javascript in mixed case
javascript with authority
data
vbscript
file
blob
about
filesystem
view-source
intent
ftp
ws
mailto
scheme with a leading digit
scheme with a blank
private-use scheme alone
private-use scheme with fragment
asterisk alone
http with several faults
refused scheme with other faults
refused scheme alone
fragment right after the scheme
fragment before a question mark
tab after the slashes
two URIs with a blank
two URIs with a line break
behind a fragment
