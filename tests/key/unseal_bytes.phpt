--TEST--
Any authentic bytes in a seal give a complete key or a CryptoException
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$wrap = str_repeat("\1", 32);
$context = 'OAuth2\Key 1';
foreach (['p256_pkcs8', 'ed25519_pkcs8', 'rsa2048_pkcs8'] as $name) {
    $packed = oauth2_open(OAuth2\Key::fromPem(pem($name))->seal($wrap), $wrap, $context);
    $results = ['cut' => [], 'flipped' => []];
    for ($i = 0; $i < strlen($packed); ++$i) {
        $call = fn (string $bytes): string => explode(':', outcome(fn () => OAuth2\Key::unseal(oauth2_seal($bytes, $wrap, $context), $wrap)))[0];
        $results['cut'][$call(substr($packed, 0, $i))] = true;
        $changed = $packed;
        $changed[$i] = chr(ord($changed[$i]) ^ 0x80);
        $results['flipped'][$call($changed)] = true;
    }
    echo "$name: ", json_encode(array_map(array_keys(...), $results)), "\n";
    echo outcome(fn () => OAuth2\Key::unseal(oauth2_seal("$packed\0", $wrap, $context), $wrap)), "\n";
}
?>
--EXPECT--
p256_pkcs8: {"cut":["OAuth2\\CryptoException"],"flipped":["OAuth2\\CryptoException"]}
OAuth2\CryptoException: The sealed text is not a key
ed25519_pkcs8: {"cut":["OAuth2\\CryptoException"],"flipped":["OAuth2\\CryptoException"]}
OAuth2\CryptoException: The sealed text is not a key
rsa2048_pkcs8: {"cut":["OAuth2\\CryptoException"],"flipped":["OAuth2\\CryptoException"]}
OAuth2\CryptoException: The sealed text is not a key
