--TEST--
The examples of docs/extension.md give what they say, and every function and class has one
--EXTENSIONS--
oauth2
--FILE--
<?php
$text = file_get_contents(__DIR__ . '/../../docs/extension.md');
preg_match_all('/^```php\n(.*?)^```$/ms', $text, $blocks);

$checked = 0;
$same = function (mixed $actual, mixed $expected, string $line) use (&$checked): void {
    $checked++;
    if ($actual !== $expected) {
        echo $line, " gives ", var_export($actual, true), "\n";
    }
};
foreach ($blocks[1] as $block) {
    $code = preg_replace_callback(
        '/^( *)(.+?); \/\/ => (.+)$/m',
        fn (array $m): string => $m[1] . '$same(' . $m[2] . ', ' . $m[3] . ', ' . var_export($m[2], true) . ');',
        $block,
    );
    (function () use ($code, $same): void {
        eval($code);
    })();
}
var_dump(count($blocks[1]) > 10, $checked === substr_count($text, ' // => '));

$examples = implode("\n", $blocks[1]);
$extension = new ReflectionExtension('oauth2');
foreach ($extension->getFunctions() as $function) {
    if (!str_contains($examples, $function->getName() . '(')) {
        echo "no example: ", $function->getName(), "\n";
    }
}
foreach ($extension->getClasses() as $class) {
    if (!str_contains($text, $class->getShortName())) {
        echo "not mentioned: ", $class->getName(), "\n";
    }
}
?>
--EXPECT--
bool(true)
bool(true)
