--TEST--
oauth2_redirect_uri_matches() compares bytes, without normalisation in either direction
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
$different = 0;
foreach (accepted_uris() as $registered) {
    if (!oauth2_redirect_uri_matches($registered, $registered)) {
        echo "does not match itself: $registered\n";
    }
}

$base = 'https://app.example/cb';
$others = [
    'https://app.example/cb/', 'https://app.example/cb?', 'https://app.example/cb?x=1', 'https://app.example/cb#f', 'https://app.example/CB',
    'https://app.example/%63b', 'https://app.example/cb/../evil', 'https://app.example/./cb', 'https://app.example//cb', 'https://app.example',
    'https://app.example/', 'https://app.example/c', 'https://app.example/cbx', 'https://app.example:443/cb', 'https://app.example:8443/cb',
    'HTTPS://app.example/cb', 'https://APP.EXAMPLE/cb', 'HTTPS://APP.EXAMPLE/cb', 'https://app.example./cb', 'http://app.example/cb',
    'https://app.example.evil.example/cb', 'https://app.example@evil.example/cb', 'https://evil.example\\@app.example/cb',
    'https://app.example%2eevil.example/cb', 'https://app.example%2fcb', 'https://sub.app.example/cb', 'https://xapp.example/cb',
    'https://app.exampl/cb', "https://app.example/cb\0", "https://app.example/cb\r\nX: y", "https://app.example/cb\n", ' https://app.example/cb',
    'https://app.example/cb ', "https://app.example\t/cb", "https://\xd0\xb0pp.example/cb", 'https://xn--pp-6kc.example/cb', 'app.example/cb', '//app.example/cb', '/cb',
    'javascript:alert(1)', '', 'https://app.example/' . str_repeat('a', 10240), "https://app.example/cb\xc0\xae",
];
foreach ($others as $other) {
    foreach ([[$base, $other], [$other, $base]] as [$registered, $given]) {
        if (oauth2_redirect_uri_matches($registered, $given) !== false) {
            echo "matched: $registered and $given\n";
        }
        $different++;
    }
}
echo "$different pairs\n";

/* the port is free only for loopback http */
foreach (['https://app.example%s/cb', 'https://127.0.0.1%s/cb', 'https://localhost%s/cb', 'http://app.example%s/cb', 'http://127.0.0.2%s/cb', 'com.example.app://127.0.0.1%s/cb'] as $format) {
    var_dump(oauth2_redirect_uri_matches(sprintf($format, ''), sprintf($format, ':8080')) || oauth2_redirect_uri_matches(sprintf($format, ':1'), sprintf($format, ':2')));
}
?>
--EXPECT--
86 pairs
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
