--TEST--
No other spelling of a loopback host matches, in either direction, and no malformed port does
--EXTENSIONS--
oauth2
--FILE--
<?php
$hosts = [
    '127.0.0.1', '[::1]', 'localhost', 'LOCALHOST', 'localhost.', 'Localhost', '127.0.0.2', '127.1', '127.0.0.1.', '0.0.0.0', '[::]', '2130706433', '0x7f000001',
    '0177.0.0.1', '127.000.000.001', '[::ffff:127.0.0.1]', '[0:0:0:0:0:0:0:1]', '[::0001]', '[::1%25lo]', '127.0.0.1.evil.example',
    'localhost.evil.example', 'evil.example', 'user@127.0.0.1', '127.0.0.1@evil.example', 'localhost@127.0.0.1', '127.0.0.1%2e', '::1', '127.0.0.1\\.evil.example',
];
$pairs = 0;
foreach ($hosts as $registered) {
    foreach ($hosts as $given) {
        if ($registered !== $given) {
            $pairs++;
            if (oauth2_redirect_uri_matches("http://$registered/cb", "http://$given:5/cb") || oauth2_redirect_uri_matches("http://$registered:1/cb", "http://$given:1/cb")) {
                echo "matched: $registered and $given\n";
            }
        }
    }
}
echo "$pairs pairs\n";

foreach (array_slice($hosts, 3) as $host) {
    if (oauth2_redirect_uri_matches("http://$host/cb", "http://$host:5/cb")) {
        echo "the port floats for $host\n";
    }
}
foreach ([':', ':0', ':-1', ':080', ':65536', ':99999', ':18446744073709551617', ':1:2', ':+1', ': 1', ':1 ', ":1\n", ':x', ':0x50', ':1@evil.example', ':1\\', ':1#', '%3a1', ':1%00'] as $port) {
    foreach (['127.0.0.1', '[::1]', 'localhost'] as $host) {
        if (oauth2_redirect_uri_matches("http://$host/cb", "http://$host$port/cb") || oauth2_redirect_uri_matches("http://$host$port/cb", "http://$host:5/cb")) {
            echo "matched: $host$port\n";
        }
    }
}
foreach (['HTTP://127.0.0.1:5/cb', 'https://127.0.0.1:5/cb', 'ws://127.0.0.1:5/cb', 'http:/127.0.0.1:5/cb', 'http:127.0.0.1:5/cb', 'http:///127.0.0.1:5/cb', '//127.0.0.1:5/cb', ' http://127.0.0.1:5/cb', "http://127.0.0.1:5/cb\0", "http://127.0.0.1:5/cb\r\n"] as $given) {
    if (oauth2_redirect_uri_matches('http://127.0.0.1/cb', $given) || oauth2_redirect_uri_matches($given, 'http://127.0.0.1/cb')) {
        echo "matched: $given\n";
    }
}
?>
--EXPECT--
756 pairs
