--TEST--
A registered claim of the wrong type is malformed, not absent
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$key = OAuth2\Key::fromPem(pem('p256_public'));
$values = ['null', 'true', 'false', '"1800000000"', '""', '"x"', '[]', '["a"]', '["a",1]', '["a",["b"]]', '[null]', '{}', '{"a":"b"}', '0', '1', '-1', '-0', '1.5', '-0.5', '1e3', '1E+9', '1800000000', '1700000000.5',
    '253402300799', '253402300799.0', '253402300799.5', '253402300800', '9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '1e400', '-1e400', '1e-400', '0.00000000000000000000000000001', '0.0000000000000000000000000000001', 'NaN', 'Infinity', '0x10', '01', '1.', '.5', '+1', '1e', '--1'];
foreach (['exp', 'nbf', 'iat', 'iss', 'sub', 'aud', 'jti'] as $claim) {
    $results = [];
    foreach ($values as $value) {
        $results[reason(signed_claims_es256("{\"$claim\":$value}"), $key, ['require' => []])][] = $value;
    }
    ksort($results);
    foreach ($results as $reason => $list) {
        echo "$claim $reason: ", implode(' ', $list), "\n";
    }
}
/* The same with the claim in $expect, and without requiring it. */
foreach (['issuer' => 'iss', 'subject' => 'sub', 'audience' => 'aud'] as $name => $claim) {
    foreach (['null', '1', '"x"', '["x"]', '["y","x"]', '[]', '{}', '"X"', '"x "', '["xx"]', '{"0":"x"}', '{"1":"x"}', '[["x"]]', '"x\u0000"'] as $value) {
        echo "$claim $value: ", reason(signed_claims_es256("{\"$claim\":$value}"), $key, ['require' => [], $name => 'x']), "\n";
    }
    echo "$claim absent: ", reason(signed_claims_es256('{}'), $key, ['require' => [], $name => 'x']), "\n";
}
?>
--EXPECT--
exp ACCEPTED: 1800000000 1700000000.5 253402300799 253402300799.0
exp expired: 0 1 -0 1.5 1e3 1E+9 1e-400 0.00000000000000000000000000001
exp malformed: null true false "1800000000" "" "x" [] ["a"] ["a",1] ["a",["b"]] [null] {} {"a":"b"} -1 -0.5 253402300799.5 253402300800 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 1e400 -1e400 0.0000000000000000000000000000001 NaN Infinity 0x10 01 1. .5 +1 1e --1
nbf ACCEPTED: 0 1 -0 1.5 1e3 1E+9 1e-400 0.00000000000000000000000000001
nbf malformed: null true false "1800000000" "" "x" [] ["a"] ["a",1] ["a",["b"]] [null] {} {"a":"b"} -1 -0.5 253402300799.5 253402300800 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 1e400 -1e400 0.0000000000000000000000000000001 NaN Infinity 0x10 01 1. .5 +1 1e --1
nbf not_before: 1800000000 1700000000.5 253402300799 253402300799.0
iat ACCEPTED: 0 1 -0 1.5 1e3 1E+9 1e-400 0.00000000000000000000000000001
iat issued_at: 1800000000 1700000000.5 253402300799 253402300799.0
iat malformed: null true false "1800000000" "" "x" [] ["a"] ["a",1] ["a",["b"]] [null] {} {"a":"b"} -1 -0.5 253402300799.5 253402300800 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 1e400 -1e400 0.0000000000000000000000000000001 NaN Infinity 0x10 01 1. .5 +1 1e --1
iss ACCEPTED: "1800000000" "" "x"
iss malformed: null true false [] ["a"] ["a",1] ["a",["b"]] [null] {} {"a":"b"} 0 1 -1 -0 1.5 -0.5 1e3 1E+9 1800000000 1700000000.5 253402300799 253402300799.0 253402300799.5 253402300800 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 1e400 -1e400 1e-400 0.00000000000000000000000000001 0.0000000000000000000000000000001 NaN Infinity 0x10 01 1. .5 +1 1e --1
sub ACCEPTED: "1800000000" "" "x"
sub malformed: null true false [] ["a"] ["a",1] ["a",["b"]] [null] {} {"a":"b"} 0 1 -1 -0 1.5 -0.5 1e3 1E+9 1800000000 1700000000.5 253402300799 253402300799.0 253402300799.5 253402300800 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 1e400 -1e400 1e-400 0.00000000000000000000000000001 0.0000000000000000000000000000001 NaN Infinity 0x10 01 1. .5 +1 1e --1
aud ACCEPTED: "1800000000" "" "x" [] ["a"]
aud malformed: null true false ["a",1] ["a",["b"]] [null] {} {"a":"b"} 0 1 -1 -0 1.5 -0.5 1e3 1E+9 1800000000 1700000000.5 253402300799 253402300799.0 253402300799.5 253402300800 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 1e400 -1e400 1e-400 0.00000000000000000000000000001 0.0000000000000000000000000000001 NaN Infinity 0x10 01 1. .5 +1 1e --1
jti ACCEPTED: "1800000000" "" "x"
jti malformed: null true false [] ["a"] ["a",1] ["a",["b"]] [null] {} {"a":"b"} 0 1 -1 -0 1.5 -0.5 1e3 1E+9 1800000000 1700000000.5 253402300799 253402300799.0 253402300799.5 253402300800 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 1e400 -1e400 1e-400 0.00000000000000000000000000001 0.0000000000000000000000000000001 NaN Infinity 0x10 01 1. .5 +1 1e --1
iss null: malformed
iss 1: malformed
iss "x": ACCEPTED
iss ["x"]: malformed
iss ["y","x"]: malformed
iss []: malformed
iss {}: malformed
iss "X": issuer
iss "x ": issuer
iss ["xx"]: malformed
iss {"0":"x"}: malformed
iss {"1":"x"}: malformed
iss [["x"]]: malformed
iss "x\u0000": issuer
iss absent: issuer
sub null: malformed
sub 1: malformed
sub "x": ACCEPTED
sub ["x"]: malformed
sub ["y","x"]: malformed
sub []: malformed
sub {}: malformed
sub "X": subject
sub "x ": subject
sub ["xx"]: malformed
sub {"0":"x"}: malformed
sub {"1":"x"}: malformed
sub [["x"]]: malformed
sub "x\u0000": subject
sub absent: subject
aud null: malformed
aud 1: malformed
aud "x": ACCEPTED
aud ["x"]: ACCEPTED
aud ["y","x"]: ACCEPTED
aud []: audience
aud {}: malformed
aud "X": audience
aud "x ": audience
aud ["xx"]: audience
aud {"0":"x"}: malformed
aud {"1":"x"}: malformed
aud [["x"]]: malformed
aud "x\u0000": audience
aud absent: audience
