--TEST--
A header with a wrong algorithm, crit, b64 or members of a wrong type is refused with the corresponding reason
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\{Key, KeySet};

$key = Key::fromPem(pem('rsa2048_public'));
$set = new KeySet(Key::fromPem(pem('rsa2048_public'), keyId: 'k'), Key::fromPem(pem('p256_public'), keyId: 'e'));
$payload = '{"exp":1700000060}';
foreach ([
    '{"alg":"RS256"}', '{"alg":"RS256","kid":"k"}', '{"alg":"RS256","typ":"JWT","cty":"x","zip":"DEF","foo":[{}]}',
    '{"alg":"none"}', '{"alg":"None"}', '{"alg":"NONE"}', '{"alg":"nOnE"}', '{"alg":""}', '{"alg":"HS256"}', '{"alg":"HS512"}', '{"alg":"RS512"}',
    '{"alg":"RS384"}', '{"alg":"PS256"}', '{"alg":"ES256"}', '{"alg":"ES512"}', '{"alg":"ES521"}', '{"alg":"EdDSA"}', '{"alg":"rs256"}', '{"alg":"RS256 "}',
    '{"alg":"RS256\u0000"}', '{"alg":"RSA"}', '{"alg":"dir","enc":"A128GCM"}', '{"alg":"PBES2-HS256+A128KW","p2c":2147483647}',
    '{}', '{"alg":null}', '{"alg":1}', '{"alg":["RS256"]}', '{"alg":{"0":"RS256"}}', '{"Alg":"RS256"}',
    '{"alg":"RS256","alg":"RS256"}', '{"alg":"none","alg":"RS256"}', '{"alg":"RS256","\u0061lg":"none"}', '{"alg":"RS256","kid":"k","kid":"e"}',
    '{"alg":"RS256","x":{"a":1,"a":2}}', '{"alg":"RS256","x":[[{"a":1,"b":2,"a":2}]]}',
    '{"alg":"RS256","crit":["exp"],"exp":1}', '{"alg":"RS256","crit":[]}', '{"alg":"RS256","crit":"exp"}', '{"alg":"RS256","crit":null}',
    '{"alg":"RS256","crit":["x","x"],"x":1}', '{"alg":"RS256","crit":["bork"],"bork":1}', '{"alg":"RS256","crit":["alg"]}', '{"alg":"RS256","crit":["b64"],"b64":false}',
    '{"alg":"RS256","b64":false}', '{"alg":"RS256","b64":true}',
    '{"alg":"RS256","kid":1}', '{"alg":"RS256","kid":null}', '{"alg":"RS256","kid":["k"]}', '{"alg":"RS256","kid":{}}', '{"alg":"RS256","typ":1}', '{"alg":"RS256","typ":null}', '{"alg":"RS256","cty":[]}',
    '', ' ', 'null', '[]', '["alg","RS256"]', '1', '"RS256"', '{"alg":"RS256"', '{"alg":"RS256"}x', '{"alg":"RS256"}{}', "{\"alg\":\"RS256\"}\0", "\u{feff}{\"alg\":\"RS256\"}",
    "{'alg':'RS256'}", '{alg:"RS256"}', '{"alg":"RS256",}', '{"alg":"RS256"}//', "{\"alg\":\"RS256\",\"x\":\"\xff\"}", "{\"alg\":\"RS256\",\"x\":\"\xc0\x80\"}",
    '{"alg":"RS256","x":"\ud800"}', '{"alg":"RS256","\u0000x":1}', '{"alg":"RS256","x\u0000":1}', "{\"alg\":\"RS256\",\"x\":\"\n\"}", '{"alg":"RS256","x":NaN}', '{"alg":"RS256","x":01}',
    '{"alg":"RS256","x":1e400}', '{"alg":"RS256","x":[1e400]}', '{"alg":"RS256","x":99999999999999999999}',
] as $header) {
    $token = signed_bytes($header, $payload);
    echo addcslashes($header, "\0..\37\177..\377"), ' => ', reason($token, $key), ' ', reason($token, $set), "\n";
}
?>
--EXPECT--
{"alg":"RS256"} => ACCEPTED ACCEPTED
{"alg":"RS256","kid":"k"} => ACCEPTED ACCEPTED
{"alg":"RS256","typ":"JWT","cty":"x","zip":"DEF","foo":[{}]} => ACCEPTED ACCEPTED
{"alg":"none"} => algorithm algorithm
{"alg":"None"} => algorithm algorithm
{"alg":"NONE"} => algorithm algorithm
{"alg":"nOnE"} => algorithm algorithm
{"alg":""} => algorithm algorithm
{"alg":"HS256"} => algorithm algorithm
{"alg":"HS512"} => algorithm algorithm
{"alg":"RS512"} => algorithm algorithm
{"alg":"RS384"} => algorithm algorithm
{"alg":"PS256"} => algorithm key
{"alg":"ES256"} => algorithm signature
{"alg":"ES512"} => algorithm algorithm
{"alg":"ES521"} => algorithm algorithm
{"alg":"EdDSA"} => algorithm key
{"alg":"rs256"} => algorithm algorithm
{"alg":"RS256 "} => algorithm algorithm
{"alg":"RS256\u0000"} => algorithm algorithm
{"alg":"RSA"} => algorithm algorithm
{"alg":"dir","enc":"A128GCM"} => algorithm algorithm
{"alg":"PBES2-HS256+A128KW","p2c":2147483647} => algorithm algorithm
{} => malformed malformed
{"alg":null} => malformed malformed
{"alg":1} => malformed malformed
{"alg":["RS256"]} => malformed malformed
{"alg":{"0":"RS256"}} => malformed malformed
{"Alg":"RS256"} => malformed malformed
{"alg":"RS256","alg":"RS256"} => malformed malformed
{"alg":"none","alg":"RS256"} => malformed malformed
{"alg":"RS256","\u0061lg":"none"} => malformed malformed
{"alg":"RS256","kid":"k","kid":"e"} => malformed malformed
{"alg":"RS256","x":{"a":1,"a":2}} => malformed malformed
{"alg":"RS256","x":[[{"a":1,"b":2,"a":2}]]} => malformed malformed
{"alg":"RS256","crit":["exp"],"exp":1} => critical critical
{"alg":"RS256","crit":[]} => critical critical
{"alg":"RS256","crit":"exp"} => critical critical
{"alg":"RS256","crit":null} => critical critical
{"alg":"RS256","crit":["x","x"],"x":1} => critical critical
{"alg":"RS256","crit":["bork"],"bork":1} => critical critical
{"alg":"RS256","crit":["alg"]} => critical critical
{"alg":"RS256","crit":["b64"],"b64":false} => critical critical
{"alg":"RS256","b64":false} => critical critical
{"alg":"RS256","b64":true} => critical critical
{"alg":"RS256","kid":1} => malformed malformed
{"alg":"RS256","kid":null} => malformed malformed
{"alg":"RS256","kid":["k"]} => malformed malformed
{"alg":"RS256","kid":{}} => malformed malformed
{"alg":"RS256","typ":1} => malformed malformed
{"alg":"RS256","typ":null} => malformed malformed
{"alg":"RS256","cty":[]} => malformed malformed
 => malformed malformed
  => malformed malformed
null => malformed malformed
[] => malformed malformed
["alg","RS256"] => malformed malformed
1 => malformed malformed
"RS256" => malformed malformed
{"alg":"RS256" => malformed malformed
{"alg":"RS256"}x => malformed malformed
{"alg":"RS256"}{} => malformed malformed
{"alg":"RS256"}\000 => malformed malformed
\357\273\277{"alg":"RS256"} => malformed malformed
{'alg':'RS256'} => malformed malformed
{alg:"RS256"} => malformed malformed
{"alg":"RS256",} => malformed malformed
{"alg":"RS256"}// => malformed malformed
{"alg":"RS256","x":"\377"} => malformed malformed
{"alg":"RS256","x":"\300\200"} => malformed malformed
{"alg":"RS256","x":"\ud800"} => malformed malformed
{"alg":"RS256","\u0000x":1} => malformed malformed
{"alg":"RS256","x\u0000":1} => malformed malformed
{"alg":"RS256","x":"\n"} => malformed malformed
{"alg":"RS256","x":NaN} => malformed malformed
{"alg":"RS256","x":01} => malformed malformed
{"alg":"RS256","x":1e400} => malformed malformed
{"alg":"RS256","x":[1e400]} => malformed malformed
{"alg":"RS256","x":99999999999999999999} => malformed malformed
