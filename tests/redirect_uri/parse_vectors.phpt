--TEST--
oauth2_redirect_uri_parse() returns the parts and the first reason to refuse, and oauth2_redirect_uri_valid() agrees
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
$words = [];
foreach (vectors() as [$uri, $parts, $name]) {
    $given = oauth2_redirect_uri_parse($uri);
    if ($given !== $parts) {
        echo "$name: ", json_encode($given, JSON_INVALID_UTF8_SUBSTITUTE), "\n";
    }
    if (oauth2_redirect_uri_valid($uri) !== ($given['refused'] === null)) {
        echo "$name: the two disagree\n";
    }
    $words[$parts['refused'] ?? 'none'] = true;
}
/* valid_length.phpt tests the reason length */
$words = array_keys($words);
sort($words);
echo implode(' ', $words), "\n";
?>
--EXPECT--
byte character dot_segment fragment host http incomplete none percent port query response_parameter scheme scheme_dot together userinfo wildcard
