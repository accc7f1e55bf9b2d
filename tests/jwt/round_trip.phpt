--TEST--
Signed claims verify unchanged under every algorithm, with a key and with a set
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

$claims = ['iss' => 'https://as.example/', 'exp' => NOW + 60, 'n' => null, 't' => true, 'i' => -5, 'f' => 1.0, 'g' => 0.1, 'u' => "\u{e4}\u{1f511}/\"\\\u{0}\u{7}\n",
    'l' => [1, [2, ['three' => 3]]], 'm' => ['a' => ['b' => []]], '7' => 'seven', '' => 'empty', 'max' => PHP_INT_MAX, 'min' => PHP_INT_MIN];
foreach (['rsa2048_pkcs8' => ['RS256', 'PS256'], 'p256_pkcs8' => ['ES256'], 'ed25519_pkcs8' => ['EdDSA']] as $name => $algorithms) {
    foreach ($algorithms as $algorithm) {
        $key = Key::fromPem(pem($name), null, $algorithm);
        $token = oauth2_jwt_sign($claims, $key, ['typ' => 'at+jwt']);
        $set = new KeySet($key->publicKey(), Key::fromPem(pem('p256_public'), keyId: 'other'));
        var_dump(oauth2_jwt_verify($token, $key, ['now' => NOW]) === $claims, oauth2_jwt_verify($token, $set, ['now' => NOW, 'type' => 'at+jwt']) === $claims);
        echo json_encode(oauth2_jwt_decode_unverified($token)['header']), "\n";
        var_dump(oauth2_jwt_decode_unverified($token)['claims'] === $claims);
        /* No change of the text keeps the signature valid. */
        for ($i = strlen($token) - 1, $accepted = 0; $i >= 0; $i -= 7) {
            $changed = $token;
            $changed[$i] = $changed[$i] === 'A' ? 'Q' : 'A';
            $accepted += (int) ($changed !== $token && reason($changed, $key) === 'ACCEPTED');
        }
        var_dump($accepted);
    }
}
?>
--EXPECT--
bool(true)
bool(true)
{"alg":"RS256","kid":"Ux4BvJBc_DNYHmbILT_lErjnaEc30Os2CINVm3fW230","typ":"at+jwt"}
bool(true)
int(0)
bool(true)
bool(true)
{"alg":"PS256","kid":"Ux4BvJBc_DNYHmbILT_lErjnaEc30Os2CINVm3fW230","typ":"at+jwt"}
bool(true)
int(0)
bool(true)
bool(true)
{"alg":"ES256","kid":"RHoowfPo_44zQOhZWRcOjd2F3XgJQ5tjZzCwRx8_AMI","typ":"at+jwt"}
bool(true)
int(0)
bool(true)
bool(true)
{"alg":"EdDSA","kid":"BkyU_F1lMR2TK-v0X7dwnwyzB2r1yqNlO4RJFBZPljU","typ":"at+jwt"}
bool(true)
int(0)
