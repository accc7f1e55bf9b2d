--TEST--
The examples of docs/extension.md give what they say, and every function and class has one
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/examples.inc';

$text = file_get_contents(__DIR__ . '/../../docs/extension.md');
$checked = check_examples($text);
var_dump($checked > 10, $checked === substr_count($text, ' // => '));

foreach ((new ReflectionExtension('oauth2'))->getClasses() as $class) {
    if (!str_contains($text, $class->getShortName())) {
        echo "not mentioned: ", $class->getName(), "\n";
    }
}
?>
--EXPECT--
bool(true)
bool(true)
