--TEST--
Dumps, casts, exports and encodings of a key show only its three properties
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\Key;

foreach (['rsa2048_pkcs8', 'p256_pkcs8', 'ed25519_pkcs8'] as $name) {
    $jwk = private_jwk($name);
    $key = Key::fromJwk($jwk);
    $keys = new OAuth2\KeySet($key);
    ob_start();
    foreach ([$key, $keys, [$key, $keys]] as $value) {
        var_dump($value, (array) $value);
        var_export($value);
        print_r($value);
        debug_zval_dump($value);
        echo json_encode($value), json_encode(get_mangled_object_vars($key)), json_encode(get_object_vars($key));
    }
    echo new ReflectionObject($key);
    foreach ($key as $property => $value) {
        echo $property, $value;
    }
    $dump = ob_get_clean();
    $found = [];
    foreach (array_diff_key($jwk, ['kty' => 1, 'crv' => 1, 'n' => 1, 'e' => 1, 'x' => 1, 'y' => 1]) as $member => $value) {
        $raw = unb64u($value);
        foreach ([$value, $raw, bin2hex($raw), base64_encode($raw), strrev($raw), substr($raw, 1, 16)] as $form) {
            if (str_contains($dump, $form)) {
                $found[] = $member;
            }
        }
    }
    var_dump($found, str_contains($dump, $key->keyId));
}
print_r($key);
print_r($keys);
echo json_encode($key), "\n", json_encode($keys), "\n";
?>
--EXPECT--
array(0) {
}
bool(true)
array(0) {
}
bool(true)
array(0) {
}
bool(true)
OAuth2\Key Object
(
    [algorithm] => EdDSA
    [keyId] => BkyU_F1lMR2TK-v0X7dwnwyzB2r1yqNlO4RJFBZPljU
    [private] => 1
)
OAuth2\KeySet Object
(
)
{"algorithm":"EdDSA","keyId":"BkyU_F1lMR2TK-v0X7dwnwyzB2r1yqNlO4RJFBZPljU","private":true}
{}
