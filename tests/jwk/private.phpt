--TEST--
Private JWKs of every kind are read, agree with the PEM, and are never exported
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach (['rsa2048_pkcs8', 'p256_pkcs8', 'ed25519_pkcs8'] as $name) {
    $jwk = private_jwk($name);
    foreach ([$jwk, json_encode($jwk)] as $form) {
        $key = OAuth2\Key::fromJwk($form);
        var_dump($key->private, $key->toPem() === pem($name));
        $public = json_encode([$key->toPublicJwk(), (new OAuth2\KeySet($key))->toJwks()]);
        foreach (['d', 'p', 'q', 'dp', 'dq', 'qi'] as $member) {
            if (isset($jwk[$member]) && (str_contains($public, $jwk[$member]) || str_contains($public, "\"$member\""))) {
                echo "$member leaked\n";
            }
        }
    }
}
/* The argument is not changed. */
$kept = $jwk;
OAuth2\Key::fromJwk($jwk);
var_dump($kept === $jwk, strlen($jwk['d']));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(43)
