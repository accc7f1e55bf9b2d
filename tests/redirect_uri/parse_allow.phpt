--TEST--
oauth2_redirect_uri_parse(): $allow only removes the refusal scheme_dot for the schemes that it names
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/cases.inc';
$refused = fn (string $uri, string ...$allow): string => oauth2_redirect_uri_parse($uri, $allow)['refused'] ?? 'none';
echo $refused('cursor://host/cb'), ' ', $refused('cursor://host/cb', 'cursor'), ' ', $refused('Cursor://host/cb', 'vscode', 'CURSOR'), "\n";
echo $refused('myapp:/cb', 'cursor'), ' ', $refused('cursor://user@host/cb', 'cursor'), ' ', $refused('cursor://host/*', 'cursor'), "\n";
echo $refused('http://app.example/cb', 'http'), ' ', $refused('javascript:x', 'javascript'), ' ', $refused('javascript.:x', 'javascript.'), "\n";

/* $allow does not change the parts; a URI refused for another reason stays refused if its scheme is allowed */
$opened = [];
foreach (vectors() as [$uri, $parts, $name]) {
    if ($parts['scheme'] === null) {
        continue;
    }
    $given = oauth2_redirect_uri_parse($uri, [$parts['scheme']]);
    if (array_slice($given, 2) !== array_slice($parts, 2)) {
        echo "other parts: $name\n";
    }
    if ($given['refused'] !== $parts['refused']) {
        $opened[] = "$name: $parts[refused], " . ($given['refused'] ?? 'none');
    }
    if (oauth2_redirect_uri_valid($uri, [$parts['scheme']]) !== ($given['refused'] === null)) {
        echo "$name: the two disagree\n";
    }
}
echo implode("\n", $opened), "\n";
?>
--EXPECT--
scheme_dot none none
scheme_dot userinfo wildcard
http scheme scheme_dot
dotless scheme: scheme_dot, none
urn: scheme_dot, none
dotless scheme with userinfo: scheme_dot, userinfo
