--TEST--
A sealed key opens only with its wrapping key, and keeps algorithm, id and private part
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$wrap = str_repeat("\1", 32);
foreach (['rsa2048_pkcs8' => 'PS256', 'p256_pkcs8' => 'ES256', 'ed25519_pkcs8' => 'EdDSA', 'p256_public' => 'ES256', 'rsa2048_public' => 'RS256'] as $name => $algorithm) {
    $key = OAuth2\Key::fromPem(pem($name), null, $algorithm, 'id');
    $sealed = $key->seal($wrap);
    $opened = OAuth2\Key::unseal($sealed, $wrap);
    var_dump($opened->algorithm === $algorithm && $opened->keyId === 'id' && $opened->private === $key->private && $opened->toPem() === $key->toPem());
    var_dump($sealed !== $key->seal($wrap), preg_match('/^v1\.[A-Za-z0-9_-]+$/D', $sealed));
}
$sealed = OAuth2\Key::fromPem(pem('p256_pkcs8'))->seal($wrap);
$wrong = 0;
for ($i = 0; $i < strlen($sealed); ++$i) {
    $changed = $sealed;
    $changed[$i] = $changed[$i] === 'A' ? 'B' : 'A';
    $wrong += (int) !str_starts_with(outcome(fn () => OAuth2\Key::unseal($changed, $wrap)), 'OAuth2\CryptoException');
}
var_dump($wrong);
echo outcome(fn () => OAuth2\Key::unseal($sealed, str_repeat("\2", 32))), "\n";
echo outcome(fn () => OAuth2\Key::unseal('', $wrap)), "\n";
echo outcome(fn () => OAuth2\Key::unseal("$sealed\0", $wrap)), "\n";
/* Another sealed text cannot be unsealed as a key, nor a sealed key opened as text. */
echo outcome(fn () => OAuth2\Key::unseal(oauth2_seal('text', $wrap), $wrap)), "\n";
echo outcome(fn () => OAuth2\Key::unseal(oauth2_seal('text', $wrap, 'OAuth2\Key 1'), $wrap)), "\n";
echo outcome(fn () => OAuth2\Key::unseal(oauth2_seal("\1\1\0\5ES256\0\1k\0\1x", $wrap, 'OAuth2\Key 1'), $wrap)), "\n";
echo outcome(fn () => oauth2_open($sealed, $wrap)), "\n";
foreach ([0, 31, 33] as $length) {
    echo outcome(fn () => OAuth2\Key::unseal($sealed, str_repeat('w', $length))), "\n";
    echo outcome(fn () => OAuth2\Key::generate('EdDSA')->seal(str_repeat('w', $length))), "\n";
}
?>
--EXPECT--
bool(true)
bool(true)
int(1)
bool(true)
bool(true)
int(1)
bool(true)
bool(true)
int(1)
bool(true)
bool(true)
int(1)
bool(true)
bool(true)
int(1)
int(0)
OAuth2\CryptoException: The sealed text does not open
OAuth2\CryptoException: The sealed text does not open
OAuth2\CryptoException: The sealed text does not open
OAuth2\CryptoException: The sealed text does not open
OAuth2\CryptoException: The sealed text is not a key
OAuth2\CryptoException: The sealed text is not a key
OAuth2\CryptoException: The sealed text does not open
ValueError: OAuth2\Key::unseal(): Argument #2 ($wrappingKey) must be 32 bytes long
ValueError: OAuth2\Key::seal(): Argument #1 ($wrappingKey) must be 32 bytes long
ValueError: OAuth2\Key::unseal(): Argument #2 ($wrappingKey) must be 32 bytes long
ValueError: OAuth2\Key::seal(): Argument #1 ($wrappingKey) must be 32 bytes long
ValueError: OAuth2\Key::unseal(): Argument #2 ($wrappingKey) must be 32 bytes long
ValueError: OAuth2\Key::seal(): Argument #1 ($wrappingKey) must be 32 bytes long
