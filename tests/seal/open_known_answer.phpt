--TEST--
Version 1 of a seal contains nonce, XChaCha20-Poly1305 ciphertext and tag, and authenticates version and context
--EXTENSIONS--
oauth2
--FILE--
<?php
/* made with libsodium's crypto_aead_xchacha20poly1305_ietf_encrypt: key 00..1f, nonce 64..7b, "v1.context" authenticated */
$sealed = 'v1.ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7DxaY3JpKqebmRPyBtdZJDok5IY07UH8vb8Ko';
var_dump(oauth2_open($sealed, implode('', array_map('chr', range(0, 31))), 'context'));
?>
--EXPECT--
string(11) "sealed data"
