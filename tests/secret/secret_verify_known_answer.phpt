--TEST--
oauth2_secret_verify() accepts version 1 of its format exactly
--EXTENSIONS--
oauth2
--FILE--
<?php
/* BLAKE2b-256 with salt 00..0f and personalisation "oauth2.secret.v1", computed by Python's hashlib */
$secret = 'correct horse battery staple';
$hash = '$oauth2$v=1$AAECAwQFBgcICQoLDA0ODw$YUxd25xi9efaZkJ-rCTW00z7E5vBfrobAxC0Kq1Csjg';
var_dump(oauth2_secret_verify($secret, $hash));

$accepted = [];
for ($i = 0; $i < strlen($hash); $i++) {
    for ($byte = 0; $byte < 256; $byte++) {
        $changed = $hash;
        $changed[$i] = chr($byte);
        if ($changed !== $hash && oauth2_secret_verify($secret, $changed)) {
            $accepted[] = $changed;
        }
    }
}
var_dump($accepted);

$malformed = [
    '', '$', '$oauth2$', '$oauth2$v=1$', substr($hash, 0, -1), $hash . 'A', $hash . "\0", $hash . '=', ' ' . $hash, $hash . "\n",
    strtoupper($hash), str_replace('v=1', 'v=2', $hash), str_replace('v=1', 'v=01', $hash), str_replace('$v=1', '', $hash),
    strtr($hash, '-', '+'), hash('sha256', $secret), $secret, "\0", str_repeat('$oauth2$v=1$', 1000),
];
foreach ($malformed as $text) {
    if (oauth2_secret_verify($secret, $text) !== false) {
        echo "verified $text\n";
    }
}
echo count($malformed), " malformed\n";
?>
--EXPECT--
bool(true)
array(0) {
}
19 malformed
