--TEST--
"key_ops" may contain only the key's own operations, and none twice (RFC 7517 4.3)
--EXTENSIONS--
oauth2
--FILE--
<?php
$public = ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'];
$private = $public + ['d' => 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'];
foreach ([
    [$public, ['verify']],
    [$private, ['sign']],
    [$private, ['sign', 'verify']],
    [$public, ['sign', 'verify']],
    [$public, ['verify', 'encrypt']],
    [$public, ['verify', 'verify']],
    [$private, ['sign', 'deriveKey']],
    [$private, ['verify']],
    [$public, []],
] as [$jwk, $operations]) {
    echo isset($jwk['d']) ? 'private ' : 'public ', json_encode($operations), ': ';
    try {
        OAuth2\Key::fromJwk($jwk + ['key_ops' => $operations]);
        echo "read\n";
    } catch (OAuth2\InvalidKeyException $error) {
        echo $error->getMessage(), "\n";
    }
}
?>
--EXPECT--
public ["verify"]: read
private ["sign"]: read
private ["sign","verify"]: read
public ["sign","verify"]: The key has a "key_ops" with an operation twice, or one that is not its own
public ["verify","encrypt"]: The key has a "key_ops" with an operation twice, or one that is not its own
public ["verify","verify"]: The key has a "key_ops" with an operation twice, or one that is not its own
private ["sign","deriveKey"]: The key has a "key_ops" with an operation twice, or one that is not its own
private ["verify"]: The key has a "key_ops" without its operation
public []: The key has a "key_ops" without its operation
