--TEST--
A token has three parts of canonical base64url and at most 16 KiB
--EXTENSIONS--
oauth2
openssl
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

$key = OAuth2\Key::fromPem(pem('rsa2048_public'));
$good = signed_claims('{"exp":1700000060,"x":"~~~???>>>"}');
[$header, $payload, $signature] = explode('.', $good);
$stray = fn (string $part): string => substr($part, 0, -1) . chr(ord(substr($part, -1)) + 1);
$cases = [
    'good' => $good,
    'empty' => '',
    'dots' => '..',
    'one part' => $header,
    'two parts' => "$header.$payload",
    'four parts' => "$good.$signature",
    'five parts' => "$header..AAAA.$payload.$signature",
    'dot behind' => "$good.",
    'dot before' => ".$good",
    'empty header' => ".$payload.$signature",
    'empty payload' => "$header..$signature",
    'empty signature' => "$header.$payload.",
    'flattened JSON' => json_encode(['payload' => $payload, 'protected' => $header, 'signature' => $signature]),
    'general JSON' => json_encode(['payload' => $payload, 'signatures' => [['protected' => $header, 'signature' => $signature]]]),
    'JSON with dots' => '{"a":"' . $good . '"}',
    'blank before' => " $good",
    'blank behind' => "$good ",
    'newline behind' => "$good\n",
    'NUL behind' => "$good\0",
    'byte order mark' => "\u{feff}$good",
    'Bearer' => "Bearer $good",
    'quoted' => "\"$good\"",
    'detached' => "$header..$signature",
];
foreach (['header' => 0, 'payload' => 1, 'signature' => 2] as $name => $at) {
    foreach (['=', '==', ' ', "\n", "\t", "\0", '+', '/', '%3D', 'A', "\xc3\xa4"] as $text) {
        $parts = [$header, $payload, $signature];
        $parts[$at] .= $text;
        $cases["$name with " . addcslashes($text, "\0..\37\177..\377") . ' behind'] = implode('.', $parts);
    }
    $parts = [$header, $payload, $signature];
    $parts[$at] = substr_replace($parts[$at], ' ', 8, 0);
    $cases["$name with a blank inside"] = implode('.', $parts);
    $parts = [$header, $payload, $signature];
    $parts[$at] = strtr($parts[$at], '-_', '+/');
    if ($parts[$at] !== [$header, $payload, $signature][$at]) {
        $cases["$name in base64"] = implode('.', $parts);
    }
}
/* 342 characters contain 256 octets and 4 bits that must be zero. */
$cases['signature with stray bits'] = "$header.$payload." . $stray($signature);
foreach ($cases as $name => $token) {
    echo "$name: ", reason($token, $key), "\n";
}
?>
--EXPECT--
good: ACCEPTED
empty: malformed
dots: malformed
one part: malformed
two parts: malformed
four parts: malformed
five parts: malformed
dot behind: malformed
dot before: malformed
empty header: malformed
empty payload: malformed
empty signature: signature
flattened JSON: malformed
general JSON: malformed
JSON with dots: malformed
blank before: malformed
blank behind: malformed
newline behind: malformed
NUL behind: malformed
byte order mark: malformed
Bearer: malformed
quoted: malformed
detached: malformed
header with = behind: malformed
header with == behind: malformed
header with   behind: malformed
header with \n behind: malformed
header with \t behind: malformed
header with \000 behind: malformed
header with + behind: malformed
header with / behind: malformed
header with %3D behind: malformed
header with A behind: malformed
header with \303\244 behind: malformed
header with a blank inside: malformed
payload with = behind: malformed
payload with == behind: malformed
payload with   behind: malformed
payload with \n behind: malformed
payload with \t behind: malformed
payload with \000 behind: malformed
payload with + behind: malformed
payload with / behind: malformed
payload with %3D behind: malformed
payload with A behind: signature
payload with \303\244 behind: malformed
payload with a blank inside: malformed
payload in base64: malformed
signature with = behind: malformed
signature with == behind: malformed
signature with   behind: malformed
signature with \n behind: malformed
signature with \t behind: malformed
signature with \000 behind: malformed
signature with + behind: malformed
signature with / behind: malformed
signature with %3D behind: malformed
signature with A behind: signature
signature with \303\244 behind: malformed
signature with a blank inside: malformed
signature in base64: malformed
signature with stray bits: malformed
