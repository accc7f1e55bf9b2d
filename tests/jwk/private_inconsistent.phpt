--TEST--
A private JWK with inconsistent or missing members is refused
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

foreach (['rsa2048_pkcs8' => ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'], 'p256_pkcs8' => ['x', 'y', 'd'], 'ed25519_pkcs8' => ['x', 'd']] as $name => $members) {
    $jwk = private_jwk($name);
    foreach ($members as $member) {
        $octets = unb64u($jwk[$member]);
        $last = strlen($octets) - 1;
        $octets[$last] = chr(ord($octets[$last]) ^ 2);
        echo "{$jwk['kty']} $member: changed ", refusal(fn () => OAuth2\Key::fromJwk([$member => b64u($octets)] + $jwk));
        $without = $jwk;
        unset($without[$member]);
        echo ', missing ', $member === 'd' && $jwk['kty'] !== 'RSA' ? 'is public' : refusal(fn () => OAuth2\Key::fromJwk($without)), "\n";
    }
}
$jwk = private_jwk('rsa2048_pkcs8');
echo outcome(fn () => OAuth2\Key::fromJwk($jwk + ['oth' => []])), "\n";
echo outcome(fn () => OAuth2\Key::fromJwk(['p' => $jwk['p']] + array_diff_key($jwk, ['d' => 1]))), "\n";
echo outcome(fn () => OAuth2\Key::fromJwk(['p' => $jwk['q'], 'q' => $jwk['p'], 'dp' => $jwk['dq'], 'dq' => $jwk['dp']] + $jwk)), "\n";
$other = private_jwk('rsa2048_e3');
echo outcome(fn () => OAuth2\Key::fromJwk(['n' => $other['n'], 'e' => $other['e']] + $jwk)), "\n";
$ec = private_jwk('p256_pkcs8');
foreach (['zero' => str_repeat("\0", 32), 'n' => hex2bin('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'), 'short' => substr(unb64u($ec['d']), 1), 'long' => "\0" . unb64u($ec['d'])] as $name => $d) {
    echo "d $name: ", refusal(fn () => OAuth2\Key::fromJwk(['d' => b64u($d)] + $ec)), "\n";
}
?>
--EXPECT--
RSA n: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
RSA e: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
RSA d: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
RSA p: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
RSA q: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
RSA dp: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
RSA dq: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
RSA qi: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
EC x: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
EC y: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
EC d: changed OAuth2\InvalidKeyException, missing is public
OKP x: changed OAuth2\InvalidKeyException, missing OAuth2\InvalidKeyException
OKP d: changed OAuth2\InvalidKeyException, missing is public
OAuth2\InvalidKeyException: The key has private members without "d", or more than two primes
OAuth2\InvalidKeyException: The key has private members without "d", or more than two primes
OAuth2\InvalidKeyException: The key has private RSA numbers that do not belong together
OAuth2\InvalidKeyException: The key has private RSA numbers that do not belong together
d zero: OAuth2\InvalidKeyException
d n: OAuth2\InvalidKeyException
d short: OAuth2\InvalidKeyException
d long: OAuth2\InvalidKeyException
