--TEST--
The extension's functions, classes, dependencies and lack of ini settings
--EXTENSIONS--
oauth2
--FILE--
<?php
$extension = new ReflectionExtension('oauth2');
var_dump($extension->getVersion() === phpversion('oauth2') && preg_match('/\A\d+\.\d+\.\d+\z/', $extension->getVersion()) === 1);
echo implode("\n", array_keys($extension->getFunctions())), "\n";
foreach ($extension->getClasses() as $class) {
    $parent = $class->getParentClass();
    printf("%s%s%s\n", $class->isFinal() ? 'final ' : '', $class->getName(), $parent ? ' extends ' . $parent->getName() : '');
}
print_r($extension->getDependencies());
var_dump($extension->getINIEntries(), $extension->getConstants());
?>
--EXPECT--
bool(true)
oauth2_secret_generate
oauth2_random_hex
oauth2_secret_hash
oauth2_secret_verify
oauth2_secret_equals
oauth2_token_digest
oauth2_derive_key
oauth2_seal
oauth2_open
oauth2_pkce_verifier
oauth2_pkce_challenge
oauth2_pkce_verify
oauth2_redirect_uri_parse
oauth2_redirect_uri_valid
oauth2_redirect_uri_matches
oauth2_jwt_sign
oauth2_jwt_verify
oauth2_jwt_decode_unverified
OAuth2\Exception extends RuntimeException
final OAuth2\InvalidTokenException extends OAuth2\Exception
final OAuth2\InvalidKeyException extends OAuth2\Exception
final OAuth2\CryptoException extends OAuth2\Exception
final OAuth2\Key
final OAuth2\KeySet
Array
(
    [json] => Required
    [spl] => Required
)
array(0) {
}
array(1) {
  ["OAUTH2_REDIRECT_URI_MAX_BYTES"]=>
  int(2048)
}
