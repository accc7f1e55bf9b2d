--TEST--
RFC 7636 4.1: a verifier is 43 to 128 unreserved characters; for others oauth2_pkce_challenge() throws and oauth2_pkce_verify() returns false
--EXTENSIONS--
oauth2
--FILE--
<?php
function s256(string $verifier): string
{
    return rtrim(strtr(base64_encode(hash('sha256', $verifier, true)), '+/', '-_'), '=');
}

$good = str_repeat('a', 43);
$malformed = [
    'empty' => '', 'one' => 'a', '42 characters' => str_repeat('a', 42), '129 characters' => str_repeat('a', 129),
    'very long' => str_repeat('a', 100000), 'blank behind' => $good . ' ', 'blank before' => ' ' . $good,
    'plus' => $good . '+', 'slash' => $good . '/', 'padding' => $good . '=', 'percent' => $good . '%41',
    'line feed' => $good . "\n", 'NUL behind' => $good . "\0", 'NUL inside' => substr_replace($good, "\0", 20, 1),
    'umlaut' => $good . "\xc3\xa4", 'high byte' => $good . "\xff",
];
foreach ($malformed as $name => $verifier) {
    /* the challenge matches these bytes: only the form of the verifier is wrong */
    foreach ([['S256', s256($verifier)], ['plain', $verifier]] as [$method, $challenge]) {
        if (oauth2_pkce_verify($verifier, $challenge, $method) !== false) {
            echo "verified by $method: $name\n";
        }
    }
    try {
        oauth2_pkce_challenge($verifier);
        echo "challenge made: $name\n";
    } catch (ValueError $e) {
        $messages[$e->getMessage()] = true;
    }
}
print_r(array_keys($messages));

$legal = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~';
$accepted = '';
for ($byte = 0; $byte < 256; $byte++) {
    $verifier = $good . chr($byte);
    if (oauth2_pkce_verify($verifier, s256($verifier))) {
        $accepted .= chr($byte);
    }
}
var_dump(count_chars($accepted, 3) === count_chars($legal, 3));
foreach ([43, 44, 127, 128] as $length) {
    $verifier = str_repeat('~', $length);
    var_dump(oauth2_pkce_challenge($verifier) === s256($verifier) && oauth2_pkce_verify($verifier, s256($verifier)));
}
?>
--EXPECT--
Array
(
    [0] => oauth2_pkce_challenge(): Argument #1 ($verifier) must be 43 to 128 characters of [A-Za-z0-9-._~]
)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
