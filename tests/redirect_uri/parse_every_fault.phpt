--TEST--
oauth2_redirect_uri_parse() returns the first of several reasons, in the order of the documentation
--EXTENSIONS--
oauth2
--FILE--
<?php
/* each with one fault less than the one before */
$long = str_repeat('a', OAUTH2_REDIRECT_URI_MAX_BYTES);
$chains = [
    ["javascript: {*}$long", "javascript: {*}"],
    ["myapp://u@h..:0/b:// {*}%zz/..?a?code#", "myapp://u@h..:0/ {*}%zz/..?a?code#", "myapp://u@h..:0/{*}%zz/..?a?code#", "myapp://u@h..:0/*%zz/..?a?code#", "myapp://u@h..:0/%zz/..?a?code#",
        "my.app://u@h..:0/%zz/..?a?code#", "my.app://u@h..:0/%zz/..?a?code", "my.app://h..:0/%zz/..?a?code", "my.app://h:0/%zz/..?a?code",
        "my.app://h/%zz/..?a?code", "my.app://h/..?a?code", "my.app://h/..?a&code", "my.app://h/?a&code", "my.app://h/?a"],
    ["*", "x", ":", "my.app:", "my.app:x"],
    ["http://u@app.example/%zz", "http://app.example/%zz", "https://app.example/%zz", "https://app.example/"],
];
foreach ($chains as $chain) {
    echo implode(' ', array_map(fn (string $uri): string => oauth2_redirect_uri_parse($uri)['refused'] ?? 'none', $chain)), "\n";
}
?>
--EXPECT--
length scheme
together byte character wildcard scheme_dot fragment userinfo host port percent query dot_segment response_parameter none
wildcard incomplete incomplete incomplete none
userinfo http percent none
