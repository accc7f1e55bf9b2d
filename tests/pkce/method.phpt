--TEST--
oauth2_pkce_verify() accepts 'plain' only if it is named, and no method other than plain and S256
--EXTENSIONS--
oauth2
--FILE--
<?php
$verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
$challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
var_dump(oauth2_pkce_verify($verifier, $verifier));
var_dump(oauth2_pkce_verify($verifier, $verifier, 'S256'));
var_dump(oauth2_pkce_verify($verifier, $verifier, 'plain'));
var_dump(oauth2_pkce_verify($verifier, $challenge, 'plain'));
var_dump(oauth2_pkce_verify($verifier, strrev($verifier), 'plain'));
var_dump(oauth2_pkce_verify($verifier, $verifier . 'A', 'plain'));
var_dump(oauth2_pkce_verify($verifier, '', 'plain'));
foreach (['', 's256', 'PLAIN', 'S512', 'none', "S256\0", 'S256 ', "plain\0"] as $method) {
    try {
        var_dump(oauth2_pkce_verify($verifier, $challenge, $method));
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
bool(false)
bool(false)
bool(true)
bool(false)
bool(false)
bool(false)
bool(false)
oauth2_pkce_verify(): Argument #3 ($method) must be "S256" or "plain"
oauth2_pkce_verify(): Argument #3 ($method) must be "S256" or "plain"
oauth2_pkce_verify(): Argument #3 ($method) must be "S256" or "plain"
oauth2_pkce_verify(): Argument #3 ($method) must be "S256" or "plain"
oauth2_pkce_verify(): Argument #3 ($method) must be "S256" or "plain"
oauth2_pkce_verify(): Argument #3 ($method) must be "S256" or "plain"
oauth2_pkce_verify(): Argument #3 ($method) must be "S256" or "plain"
oauth2_pkce_verify(): Argument #3 ($method) must be "S256" or "plain"
