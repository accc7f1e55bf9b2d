--TEST--
Exceptions contain no part of a key or token in their text or trace
--EXTENSIONS--
oauth2
openssl
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=4096
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

/* A frame between, which also has the secret as an argument. */
function through(string $secret, callable $call): string
{
    try {
        $call($secret);
    } catch (Throwable $e) {
        /* PHP's own errors keep the arguments of the caller's frames, so only the extension's frame is checked. */
        $own = $e instanceof OAuth2\Exception;

        return get_class($e) . ":\n" . $e->getMessage() . ($own ? $e : '') . print_r($own ? $e->getTrace() : $e->getTrace()[0], true);
    }

    return 'NOTHING THROWN';
}

$jwk = private_jwk('rsa2048_pkcs8');
$ec = private_jwk('p256_pkcs8');
$key = Key::fromJwk($ec);
$wrap = 'wrapping-key-of-thirty-two-bytes';
$token = oauth2_jwt_sign(['sub' => 'somebody', 'exp' => 1], $key);
$signature = substr($token, strrpos($token, '.') + 1);
$body = explode("\n", pem('rsa2048_pkcs8'))[5];
$cases = [
    'PEM' => [str_replace('END', 'FIN', pem('rsa2048_pkcs8')), fn (string $pem) => Key::fromPem($pem), [$body]],
    'passphrase' => ['not the passphrase', fn (string $passphrase) => Key::fromPem(pem('rsa2048_encrypted'), $passphrase), ['not the passphrase']],
    'JWK text' => [json_encode(['dp' => $jwk['dq']] + $jwk), fn (string $text) => Key::fromJwk($text), [$jwk['d'], $jwk['p'], $jwk['dq']]],
    'JWK duplicate' => ['{"d":1,' . substr(json_encode($ec), 1), fn (string $text) => Key::fromJwk($text), [$ec['d']]],
    'JWK array' => [$ec['d'], fn (string $d) => Key::fromJwk(['d' => strrev($d)] + $ec), [$ec['d'], strrev($ec['d'])]],
    'key set' => [json_encode(['keys' => [$ec, $ec]]), fn (string $text) => KeySet::fromJwks($text, true), [$ec['d']]],
    'seal' => [$wrap, fn (string $wrap) => Key::unseal($key->seal($wrap), strrev($wrap)), [$wrap, strrev($wrap)]],
    'wrapping key too short' => [$wrap, fn (string $wrap) => $key->seal(substr($wrap, 1)), [substr($wrap, 1)]],
    'token' => [$token, fn (string $token) => oauth2_jwt_verify($token, $key), [$signature, 'somebody']],
    'token, changed' => [$token, fn (string $token) => oauth2_jwt_verify("$token=", $key), [$signature]],
    'token, unverified' => [$token, fn (string $token) => oauth2_jwt_decode_unverified("$token="), [$signature]],
    'claims' => ['confidential', fn (string $claim) => oauth2_jwt_sign(['a' => $claim, 'b' => NAN], $key), ['confidential']],
];
foreach ($cases as $name => [$secret, $call, $needles]) {
    $text = through($secret, $call);
    $leaks = array_filter($needles, fn (string $needle): bool => str_contains($text, substr($needle, 0, 15)));
    echo "$name: ", strtok($text, ":"), ' ', count($leaks), "\n";
}
?>
--EXPECT--
PEM: OAuth2\InvalidKeyException 0
passphrase: OAuth2\InvalidKeyException 0
JWK text: OAuth2\InvalidKeyException 0
JWK duplicate: OAuth2\InvalidKeyException 0
JWK array: OAuth2\InvalidKeyException 0
key set: OAuth2\InvalidKeyException 0
seal: OAuth2\CryptoException 0
wrapping key too short: ValueError 0
token: OAuth2\InvalidTokenException 0
token, changed: OAuth2\InvalidTokenException 0
token, unverified: OAuth2\InvalidTokenException 0
claims: ValueError 0
