--TEST--
Keys of each algorithm are generated, no two alike
--EXTENSIONS--
oauth2
--FILE--
<?php
foreach (['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'] as $algorithm) {
    $one = OAuth2\Key::generate($algorithm);
    $two = OAuth2\Key::generate($algorithm, keyId: 'two');
    var_dump($one->algorithm, $one->private && $two->private, $one->keyId !== $two->thumbprint(), $two->keyId);
}
var_dump(OAuth2\Key::generate()->algorithm);
var_dump(strlen(base64_decode(strtr(OAuth2\Key::generate()->toPublicJwk()['n'], '-_', '+/'))));
var_dump(strlen(base64_decode(strtr(OAuth2\Key::generate('PS256', 2056)->toPublicJwk()['n'], '-_', '+/'))));
foreach ([['RS256', 2047], ['RS256', 2049], ['RS256', 0], ['RS256', -2048], ['RS256', 8200], ['RS256', PHP_INT_MAX], ['ES256', 256], ['EdDSA', 2048], ['none'], ['HS256'], ['es256']] as $arguments) {
    try {
        OAuth2\Key::generate(...$arguments);
        echo "generated\n";
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
