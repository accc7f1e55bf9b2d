--TEST--
oauth2_open() refuses a changed text, another key and another context with the same exception
--EXTENSIONS--
oauth2
--FILE--
<?php
$key = str_repeat('k', 32);
$sealed = oauth2_seal('data', $key, 'context');

$opened = 0;
$messages = [];
$try = function (string $text, string $key, string $context) use (&$opened, &$messages): void {
    try {
        oauth2_open($text, $key, $context);
        $opened++;
    } catch (OAuth2\CryptoException $e) {
        $messages[$e->getMessage()] = ($messages[$e->getMessage()] ?? 0) + 1;
    }
};

for ($i = 0; $i < strlen($sealed); $i++) {
    for ($bit = 0; $bit < 8; $bit++) {
        $changed = $sealed;
        $changed[$i] = chr(ord($changed[$i]) ^ 1 << $bit);
        $try($changed, $key, 'context');
    }
    $try(substr($sealed, 0, $i), $key, 'context');
}
$texts = ['', 'v1.', 'v2' . substr($sealed, 2), $sealed . 'A', $sealed . '=', $sealed . "\0", ' ' . $sealed, $sealed . "\n", 'v1.' . str_repeat('A', 54), 'v1.' . str_repeat('A', 53)];
foreach ($texts as $text) {
    $try($text, $key, 'context');
}
foreach (['', 'Context', "context\0", 'contex', '.context'] as $context) {
    $try($sealed, $key, $context);
}
$try($sealed, str_repeat('k', 31) . 'l', 'context');
$try($sealed, str_repeat("\0", 32), 'context');

var_dump($opened, $messages === ['The sealed text does not open' => strlen($sealed) * 9 + count($texts) + 7]);
var_dump(oauth2_open($sealed, $key, 'context'));
?>
--EXPECT--
int(0)
bool(true)
string(4) "data"
