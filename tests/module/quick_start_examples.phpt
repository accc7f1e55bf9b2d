--TEST--
The examples of docs/extension-quick-start.md give the documented results, every function has one, and its figures equal those of docs/benchmarks.md
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/examples.inc';

$text = file_get_contents(__DIR__ . '/../../docs/extension-quick-start.md');
$checked = check_examples($text);
var_dump($checked > 10, $checked === substr_count($text, ' // => '));

/* The numbers of each row that begins with an operation, the times in µs first. */
$rows = function (string $markdown): array {
    preg_match_all('/^\| (verify|sign|`?Key::fromPem|`?oauth2_)[^|]*\| ([\d.]+) \| ([\d.]+)/m', $markdown, $found, PREG_SET_ORDER);

    return array_map(fn (array $row): array => array_slice($row, 2), $found);
};
$measured = $rows(file_get_contents(__DIR__ . '/../../docs/benchmarks.md'));
var_dump(count($measured) === 10, $rows($text) === $measured);

/* tools/package-xml compares the version in the package's other files; this document names the tarball. */
preg_match('/oauth2-([\d.]+\d)\.tgz/', $text, $tarball);
var_dump($tarball[1] === phpversion('oauth2'));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
