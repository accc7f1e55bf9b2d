--TEST--
oauth2_pkce_verify() returns false for every other challenge, malformed ones included
--EXTENSIONS--
oauth2
--FILE--
<?php
$verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
$challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

$verified = [];
for ($i = 0; $i < 43; $i++) {
    for ($bit = 0; $bit < 8; $bit++) {
        $changed = $challenge;
        $changed[$i] = chr(ord($changed[$i]) ^ 1 << $bit);
        if (oauth2_pkce_verify($verifier, $changed)) {
            $verified[] = $changed;
        }
    }
}
$others = [
    '', $verifier, substr($challenge, 0, 42), $challenge . 'A', $challenge . '=', $challenge . "\0", ' ' . $challenge, $challenge . "\n",
    strtr($challenge, '-', '+'), strtoupper($challenge), substr($challenge, 0, 42) . 'N', hash('sha256', $verifier), hash('sha256', $verifier, true),
    str_repeat('A', 100000),
];
foreach ($others as $other) {
    if (oauth2_pkce_verify($verifier, $other)) {
        $verified[] = $other;
    }
}
/* two calls in one process: no state is kept */
if (oauth2_pkce_verify(strrev($verifier), $challenge) || !oauth2_pkce_verify($verifier, $challenge)) {
    $verified[] = 'state';
}
var_dump($verified);
?>
--EXPECT--
array(0) {
}
