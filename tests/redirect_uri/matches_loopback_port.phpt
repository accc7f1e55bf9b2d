--TEST--
RFC 8252 7.3: two http URIs of the same loopback host may differ in the port; path and query must be equal
--EXTENSIONS--
oauth2
--FILE--
<?php
foreach (['127.0.0.1', '[::1]', 'localhost'] as $host) {
    foreach (['', '/', '/cb', '/cb?x=1', '?x'] as $rest) {
        foreach (['', ':1', ':80', ':49152', ':65535'] as $registered) {
            foreach (['', ':2', ':80', ':8080', ':65535'] as $given) {
                if (!oauth2_redirect_uri_matches("http://$host$registered$rest", "http://$host$given$rest")) {
                    echo "does not match: $host$registered$rest and $host$given$rest\n";
                }
            }
        }
        foreach (['', '/', '/cb', '/cb/', '/CB', '/%63b', '/cb?x=1', '/cb?x=2', '/cb?', '?x', '?y', '/cb/../x', '/cb?x=1?y', '/cb#', '/cb\\'] as $other) {
            if ($other !== $rest && oauth2_redirect_uri_matches("http://$host:1$rest", "http://$host:2$other")) {
                echo "matched: $host$rest and $host$other\n";
            }
        }
    }
}
echo "done\n";
?>
--EXPECT--
done
