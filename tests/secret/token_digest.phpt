--TEST--
oauth2_token_digest() is BLAKE2b-256 without salt or key, as base64url
--EXTENSIONS--
oauth2
--FILE--
<?php
/* computed by Python's hashlib */
$digests = [
    'DldRwCblQ7Loqy6wYJnaodHl30d3j3eH-qtFzfEv46g' => '',
    'vd2BPGNCOXIxce8_7phXm5SWTjuxyz5CcmLIwGjVIxk' => 'abc',
    '8sZ_t1XaLSLeoAxJqhYfpEV62lHFAmDaNBJgtHUvdNE' => "a\0b",
    'WUDV81mQTicocghpAuwk0SOJOSVj29gyQuy0b8RzYhA' => str_repeat('t', 1000),
];
foreach ($digests as $digest => $token) {
    var_dump(oauth2_token_digest($token) === $digest);
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
