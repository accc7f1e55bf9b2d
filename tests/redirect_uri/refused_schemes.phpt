--TEST--
Schemes that execute, read or delegate are refused in any letter case, and match nothing, not even themselves
--EXTENSIONS--
oauth2
--FILE--
<?php
$schemes = [
    'about', 'blob', 'chrome', 'data', 'feed', 'file', 'filesystem', 'ftp', 'ftps', 'intent', 'jar', 'javascript', 'livescript', 'mailto', 'mhtml', 'mocha',
    'ms-its', 'news', 'nntp', 'res', 'resource', 'sftp', 'sms', 'ssh', 'tel', 'telnet', 'vbscript', 'view-source', 'ws', 'wss', 'wyciwyg',
];
$checked = 0;
foreach ($schemes as $scheme) {
    foreach ([$scheme, strtoupper($scheme), ucfirst($scheme)] as $spelled) {
        foreach (["$spelled:x", "$spelled://app.example/cb", "$spelled:/cb?x=1"] as $uri) {
            $parts = oauth2_redirect_uri_parse($uri, [$spelled]);
            if ($parts['refused'] !== 'scheme' || $parts['kind'] !== null || $parts['scheme'] !== $spelled || array_filter(array_slice($parts, 4), 'is_string') !== []) {
                echo "not refused: $uri\n";
            }
            if (oauth2_redirect_uri_matches($uri, $uri)) {
                echo "matches itself: $uri\n";
            }
            $checked++;
        }
    }
    /* names that only begin or end like one of them */
    foreach (["$scheme.example:x", "app.$scheme:x", "x-$scheme:x", "$scheme-x:x"] as $uri) {
        if (oauth2_redirect_uri_parse($uri)['refused'] === 'scheme' || !oauth2_redirect_uri_matches($uri, $uri)) {
            echo "refused: $uri\n";
        }
    }
}
echo count($schemes), " schemes, $checked URIs\n";
?>
--EXPECT--
31 schemes, 279 URIs
