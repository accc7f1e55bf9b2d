--TEST--
An entry of $allow that is not a scheme throws an Error, for any URI
--EXTENSIONS--
oauth2
--FILE--
<?php
foreach (['https://app.example/cb', 'cursor:/cb', 'no uri'] as $uri) {
    foreach ([[1], [null], [['cursor']], ['cursor', true], [''], ['cursor:'], ['cursor://'], ['1x'], ["cursor\0"], ['cur sor'], ['cursor', '*']] as $allow) {
        foreach (['oauth2_redirect_uri_valid', 'oauth2_redirect_uri_parse'] as $function) {
            try {
                $function($uri, $allow);
                echo "accepted ", json_encode($allow), "\n";
            } catch (TypeError|ValueError $e) {
                $messages[$e::class][$e->getMessage()] = ($messages[$e::class][$e->getMessage()] ?? 0) + 1;
            }
        }
    }
}
print_r($messages);
?>
--EXPECT--
Array
(
    [TypeError] => Array
        (
            [oauth2_redirect_uri_valid(): Argument #2 ($allow) must be a list of strings, int in it] => 3
            [oauth2_redirect_uri_parse(): Argument #2 ($allow) must be a list of strings, int in it] => 3
            [oauth2_redirect_uri_valid(): Argument #2 ($allow) must be a list of strings, null in it] => 3
            [oauth2_redirect_uri_parse(): Argument #2 ($allow) must be a list of strings, null in it] => 3
            [oauth2_redirect_uri_valid(): Argument #2 ($allow) must be a list of strings, array in it] => 3
            [oauth2_redirect_uri_parse(): Argument #2 ($allow) must be a list of strings, array in it] => 3
            [oauth2_redirect_uri_valid(): Argument #2 ($allow) must be a list of strings, bool in it] => 3
            [oauth2_redirect_uri_parse(): Argument #2 ($allow) must be a list of strings, bool in it] => 3
        )

    [ValueError] => Array
        (
            [oauth2_redirect_uri_valid(): Argument #2 ($allow) must be a list of URI schemes without a colon] => 21
            [oauth2_redirect_uri_parse(): Argument #2 ($allow) must be a list of URI schemes without a colon] => 21
        )

)
