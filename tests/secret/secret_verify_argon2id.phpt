--TEST--
oauth2_secret_verify() accepts Argon2id in libsodium's format, but not Argon2i, bcrypt, excessive costs or malformed text
--EXTENSIONS--
oauth2
--FILE--
<?php
$hash = '$argon2id$v=19$m=8,t=1,p=1$osGoZhZDZML7v+I98Lg5UQ$KG2nrar2dmK9UiZmISYJQmG1kLxI0hhvIjKf7UbnCz0';
$nul = '$argon2id$v=19$m=64,t=2,p=1$hJCgsSsap4Psly5OMRbzsQ$cSXulS1C4iZ5evgDY75/TkSff9eQJB/DS/SS2d08KC4';
var_dump(oauth2_secret_verify('secret', $hash), oauth2_secret_verify("sec\0ret", $nul));
var_dump(oauth2_secret_verify('Secret', $hash), oauth2_secret_verify('sec', $nul), oauth2_secret_verify('', $hash));

$refused = [
    'argon2i' => '$argon2i$v=19$m=8,t=3,p=1$vLHYavfnoFsOkLRl0ZrC1w$AweHXJi5F02D5yco1l0Tsqs4hxYnkqSyHEYLSzXwsrM',
    'bcrypt' => '$2y$04$Rv9Olf.qV8I43Jx1fqhFUOnghO4.t2sCMxIGZQVVfXKGQuXbGyM6O',
    '17 passes' => '$argon2id$v=19$m=8,t=17,p=1$KN++dMKRXO4cncp+5zSJGQ$3BkgyYRuHYmB9C44Jam7snv1Raxe823q/xTJbnB+8qA',
    'a GiB and one' => str_replace('m=8', 'm=1048577', $hash),
    'four GiB' => str_replace('m=8', 'm=4194304', $hash),
    'number overflows' => str_replace('m=8', 'm=99999999999999999999999999', $hash),
    'two lanes' => str_replace('p=1', 'p=2', $hash),
    'no version' => str_replace('$v=19', '', $hash),
    'leading zero' => str_replace('m=8', 'm=08', $hash),
    'no number' => str_replace('m=8', 'm=', $hash),
    'prefix only' => '$argon2id$',
    'costs only' => '$argon2id$v=19$m=8,t=1,p=1$',
    'no digest' => substr($hash, 0, strrpos($hash, '$')),
    'cut' => substr($hash, 0, -1),
    'longer' => $hash . 'A',
    'NUL behind' => $hash . "\0",
    'NUL inside' => substr_replace($hash, "\0", 40, 1),
    'too long' => $hash . str_repeat('A', 100),
    'upper case' => '$ARGON2ID$' . substr($hash, 10),
];
foreach ($refused as $name => $text) {
    if (oauth2_secret_verify('secret', $text) !== false) {
        echo "verified: $name\n";
    }
}
echo count($refused), " refused\n";
/* excessive costs are refused without computing the hash */
var_dump(getrusage()['ru_maxrss'] < 512 * 1024);
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
bool(false)
bool(false)
19 refused
bool(true)
