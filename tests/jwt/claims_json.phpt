--TEST--
Claims are a JSON object in UTF-8 without duplicate members, at most 16 deep
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$key = OAuth2\Key::fromPem(pem('p256_public'));
foreach ([
    '{}', '{"a":1}', " \n{\"a\":1}\r\n\t", '{"a":{},"b":[]}', '{"":1}', '{"1":1,"01":2,"1.0":3,"-0":4}', '{"a":"\u0000"}', '{"a":"\ud83d\ude00"}', '{"a":9223372036854775807}', '{"a":[1.5]}', '{"a":"99999999999999999999999999999999999"}',
    '', ' ', 'null', 'true', '1', '"a"', '[]', '[{}]', '{', '{}x', '{}{}', "{}\0", "\u{feff}{}", '{"a":1,}', '{"a"}', '{a:1}', "{'a':1}", '{"a":1 "b":2}', '{"a":undefined}', '{"a":"\x"}', '{"a":"\u12"}', "{\"a\":\"\t\"}", "{\"a\":\"\x7f\"}",
    '{"exp":1,"exp":1700000060}', '{"a":1,"\u0061":2}', '{"a":{"b":1,"b":1}}', '{"a":[[{"b":1,"b":1}]]}', '{"1":1,"1":2}', '{"":1,"":2}', '{"sub":"a","sub":"b"}', '{"scope":"a","scope":"b"}',
    "{\"a\":\"\xff\"}", "{\"a\":\"\xed\xa0\x80\"}", "{\"\xff\":1}", '{"a":"\ud800"}', '{"a":"\ude00\ud83d"}', '{"\ud800":1}', '{"\u0000a":1}', '{"a\u0000":1}',
    '{"a":9223372036854775808}', '{"a":-9223372036854775809}', '{"a":1e309}', '{"a":[1e309]}', '{"a":{"b":[[-1e309]]}}', '{"a":123456789012345678901234567890.123}',
    '{"a":' . str_repeat('[', 15) . str_repeat(']', 15) . '}', '{"a":' . str_repeat('[', 16) . str_repeat(']', 16) . '}', str_repeat('{"a":', 16) . '1' . str_repeat('}', 16), str_repeat('{"a":', 17) . '1' . str_repeat('}', 17),
] as $text) {
    $call = fn (): string => json_encode(oauth2_jwt_verify(signed_claims_es256($text), $key, ['require' => [], 'now' => NOW]), JSON_PARTIAL_OUTPUT_ON_ERROR);
    try {
        $result = $call();
    } catch (OAuth2\InvalidTokenException $e) {
        $result = $e->reason;
    }
    echo addcslashes($text, "\0..\37\177..\377"), ' => ', $result, "\n";
}
?>
--EXPECT--
{} => []
{"a":1} => {"a":1}
 \n{"a":1}\r\n\t => {"a":1}
{"a":{},"b":[]} => {"a":[],"b":[]}
{"":1} => {"":1}
{"1":1,"01":2,"1.0":3,"-0":4} => {"1":1,"01":2,"1.0":3,"-0":4}
{"a":"\u0000"} => {"a":"\u0000"}
{"a":"\ud83d\ude00"} => {"a":"\ud83d\ude00"}
{"a":9223372036854775807} => {"a":9223372036854775807}
{"a":[1.5]} => {"a":[1.5]}
{"a":"99999999999999999999999999999999999"} => {"a":"99999999999999999999999999999999999"}
 => malformed
  => malformed
null => malformed
true => malformed
1 => malformed
"a" => malformed
[] => malformed
[{}] => malformed
{ => malformed
{}x => malformed
{}{} => malformed
{}\000 => malformed
\357\273\277{} => malformed
{"a":1,} => malformed
{"a"} => malformed
{a:1} => malformed
{'a':1} => malformed
{"a":1 "b":2} => malformed
{"a":undefined} => malformed
{"a":"\x"} => malformed
{"a":"\u12"} => malformed
{"a":"\t"} => malformed
{"a":"\177"} => {"a":""}
{"exp":1,"exp":1700000060} => malformed
{"a":1,"\u0061":2} => malformed
{"a":{"b":1,"b":1}} => malformed
{"a":[[{"b":1,"b":1}]]} => malformed
{"1":1,"1":2} => malformed
{"":1,"":2} => malformed
{"sub":"a","sub":"b"} => malformed
{"scope":"a","scope":"b"} => malformed
{"a":"\377"} => malformed
{"a":"\355\240\200"} => malformed
{"\377":1} => malformed
{"a":"\ud800"} => malformed
{"a":"\ude00\ud83d"} => malformed
{"\ud800":1} => malformed
{"\u0000a":1} => malformed
{"a\u0000":1} => malformed
{"a":9223372036854775808} => malformed
{"a":-9223372036854775809} => malformed
{"a":1e309} => malformed
{"a":[1e309]} => malformed
{"a":{"b":[[-1e309]]}} => malformed
{"a":123456789012345678901234567890.123} => malformed
{"a":[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]} => {"a":[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]}
{"a":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]} => malformed
{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}}}}}}}} => {"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}}}}}}}}
{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}}}}}}}}} => malformed
