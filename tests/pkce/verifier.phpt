--TEST--
oauth2_pkce_verifier() returns 43 to 128 random characters that verify against their challenge
--EXTENSIONS--
oauth2
--FILE--
<?php
foreach ([32, 33, 64, 95, 96] as $bytes) {
    $verifier = oauth2_pkce_verifier($bytes);
    printf("%d: %d ", $bytes, strlen($verifier));
    var_dump(oauth2_pkce_verify($verifier, oauth2_pkce_challenge($verifier)));
}
var_dump(strlen(oauth2_pkce_verifier()), oauth2_pkce_verifier() === oauth2_pkce_verifier());
foreach ([31, 97, 0, -1, PHP_INT_MAX] as $bytes) {
    try {
        oauth2_pkce_verifier($bytes);
        echo "accepted $bytes\n";
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
32: 43 bool(true)
33: 44 bool(true)
64: 86 bool(true)
95: 127 bool(true)
96: 128 bool(true)
int(43)
bool(false)
oauth2_pkce_verifier(): Argument #1 ($bytes) must be between 32 and 96
oauth2_pkce_verifier(): Argument #1 ($bytes) must be between 32 and 96
oauth2_pkce_verifier(): Argument #1 ($bytes) must be between 32 and 96
oauth2_pkce_verifier(): Argument #1 ($bytes) must be between 32 and 96
oauth2_pkce_verifier(): Argument #1 ($bytes) must be between 32 and 96
