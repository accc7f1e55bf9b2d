--TEST--
The examples of docs/extension.md give the documented results, and every function and class has one
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/examples.inc';

$text = file_get_contents(__DIR__ . '/../../docs/extension.md');
$checked = check_examples($text);
var_dump($checked > 10, $checked === substr_count($text, ' // => '));

/* The examples call each method of Key and KeySet; foreach and count() call getIterator and count. */
preg_match_all('/^```php\n(.*?)^```$/ms', $text, $blocks);
$examples = implode("\n", $blocks[1]);
foreach ((new ReflectionExtension('oauth2'))->getClasses() as $class) {
    if (!str_contains($text, $class->getShortName())) {
        echo "not mentioned: ", $class->getName(), "\n";
    }
    foreach ($class->isSubclassOf(Throwable::class) ? [] : $class->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
        $call = match ($method->getName()) {
            '__construct' => 'new OAuth2\\KeySet(',
            'getIterator' => 'iterator_to_array($keys)',
            'count' => 'count($keys)',
            default => ($method->isStatic() ? "{$class->getName()}::" : '->') . "{$method->getName()}(",
        };
        if (!str_contains($examples, $call)) {
            echo "no example: $call\n";
        }
    }
}
foreach (['malformed', 'type', 'algorithm', 'key', 'critical', 'signature', 'expired', 'not_before', 'issued_at', 'issuer', 'audience', 'subject', 'claim'] as $reason) {
    if (!str_contains($text, "`$reason`")) {
        echo "not mentioned: $reason\n";
    }
}
?>
--EXPECT--
bool(true)
bool(true)
