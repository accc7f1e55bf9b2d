--TEST--
oauth2_derive_key() returns 32 bytes, different for each secret and context
--EXTENSIONS--
oauth2
--FILE--
<?php
/* keyed BLAKE2b with personalisation "oauth2.derive.v1", computed by Python's hashlib */
$keys = [
    '11022a1604589d1b1369ba0d53ea449e0b7d926354e8c9870137de2237d6285b' => ['secret', ''],
    'e9adb9be765a7ab4655a385a34bd2e699e2451580e2f9999da13deb6cba6301c' => ['secret', 'seal'],
    '6378e307ba21269b7249f412e087a623a039e507d541e0c26a7a9217e0840f59' => ["secret\0", 'seal'],
    'c4957af2570cb746e94c30b05ef77f55b77563bf657489f61bd9aa62273785cf' => ["\0", "a\0b"],
    '57247224d99f043800042f8f3066ba46cad2ad6b7bfc52e8ec0f9df1fee9f27e' => [str_repeat('s', 1000), str_repeat('c', 1000)],
];
foreach ($keys as $key => [$secret, $context]) {
    var_dump(bin2hex(oauth2_derive_key($secret, $context)) === $key);
}
try {
    oauth2_derive_key('', 'seal');
} catch (ValueError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
oauth2_derive_key(): Argument #1 ($secret) must not be empty
