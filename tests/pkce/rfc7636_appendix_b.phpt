--TEST--
RFC 7636 Appendix B: the S256 challenge of the example's verifier
--EXTENSIONS--
oauth2
--FILE--
<?php
$verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
var_dump(oauth2_pkce_challenge($verifier));
var_dump(oauth2_pkce_verify($verifier, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'));
var_dump(oauth2_pkce_verify($verifier, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', 'S256'));
?>
--EXPECT--
string(43) "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
bool(true)
bool(true)
