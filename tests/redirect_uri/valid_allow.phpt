--TEST--
oauth2_redirect_uri_valid(): $allow allows the named schemes, but never http beyond loopback or a refused scheme
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
var_dump(oauth2_redirect_uri_valid('cursor://host/cb'));
var_dump(oauth2_redirect_uri_valid('cursor://host/cb', ['cursor']));
var_dump(oauth2_redirect_uri_valid('Cursor://host/cb', ['vscode', 'CURSOR']));
var_dump(oauth2_redirect_uri_valid('cursor://host/cb', ['x' => 'cursor']));
var_dump(oauth2_redirect_uri_valid('myapp:/cb', ['cursor']));
var_dump(oauth2_redirect_uri_valid('cursor2:/cb', ['cursor']), oauth2_redirect_uri_valid('curso:/cb', ['cursor']));
var_dump(oauth2_redirect_uri_valid('cursor://host/cb?code=x', ['cursor']));
var_dump(oauth2_redirect_uri_valid('cursor://user@host/cb', ['cursor']));

/* refused URIs stay refused if their scheme is allowed, except these two, for which $allow exists */
$opened = [];
foreach (refused_uris() as $name => $uri) {
    $scheme = strstr($uri, ':', true);
    if (is_string($scheme) && preg_match('/\A[A-Za-z][A-Za-z0-9+.-]*\z/', $scheme) && oauth2_redirect_uri_valid($uri, [$scheme])) {
        $opened[] = $name;
    }
}
var_dump($opened);
?>
--EXPECT--
bool(false)
bool(true)
bool(true)
bool(true)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
array(2) {
  [0]=>
  string(14) "dotless scheme"
  [1]=>
  string(3) "urn"
}
