--TEST--
A PEM block may contain only base64: OpenSSL's decoder would stop at a '-' and accept the part before it
--EXTENSIONS--
oauth2
--FILE--
<?php
$pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
foreach ([
    'as it is' => $pem,
    'blanks around it' => "\n \n$pem \n",
    'other line ends' => str_replace("\n", "\r\n", $pem),
    'a dash after the padding' => str_replace("=\n", "=-\n", $pem),
    'a dash instead of the padding' => str_replace("=\n", "-\n", $pem),
    'text after a dash' => str_replace("=\n", "=-text\n", $pem),
    'a digit after the padding' => str_replace("=\n", "=A\n", $pem),
    'too much padding' => str_replace("=\n", "===\n", $pem),
    'base64url' => str_replace('S/7', 'S_7', $pem),
    'a colon without header lines' => str_replace("KEY-----\nM", "KEY-----\n:!\nM", $pem),
    'a header line' => str_replace("KEY-----\nM", "KEY-----\nComment: x\n\nM", $pem),
] as $name => $text) {
    echo $name, ': ';
    try {
        echo OAuth2\Key::fromPem($text)->thumbprint(), "\n";
    } catch (OAuth2\InvalidKeyException $error) {
        echo "refused\n";
    }
}
?>
--EXPECT--
as it is: kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
blanks around it: kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
other line ends: kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
a dash after the padding: refused
a dash instead of the padding: refused
text after a dash: refused
a digit after the padding: refused
too much padding: refused
base64url: refused
a colon without header lines: refused
a header line: refused
