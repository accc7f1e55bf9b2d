--TEST--
oauth2_secret_generate() returns the requested number of random bytes as base64url without padding
--EXTENSIONS--
oauth2
--FILE--
<?php
foreach ([16, 17, 18, 32, 1023, 1024] as $bytes) {
    $secret = oauth2_secret_generate($bytes);
    printf("%d: %d %s\n", $bytes, strlen($secret), preg_match('/\A[A-Za-z0-9_-]+\z/', $secret) ? 'base64url' : $secret);
    if (strlen(base64_decode(strtr($secret, '-_', '+/'))) !== $bytes) {
        echo "decodes to another length\n";
    }
}
var_dump(strlen(oauth2_secret_generate()));

$seen = [];
for ($i = 0; $i < 1000; $i++) {
    $seen[oauth2_secret_generate(16)] = true;
}
var_dump(count($seen));
?>
--EXPECT--
16: 22 base64url
17: 23 base64url
18: 24 base64url
32: 43 base64url
1023: 1364 base64url
1024: 1366 base64url
int(43)
int(1000)
