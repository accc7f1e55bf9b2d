<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

use Random\Randomizer;

/** Mutates a valid token: its bytes, its base64url, or its JSON under a valid signature. */
final class TokenMutations
{
    private const EDGE_NUMBERS = ['0', '-0', '-1', '1', '1e3', '1E+9', '1800000001', '1800000000', '1799999999',
        '1800000000.5', '1.8e9', '18000000010e-1', '1e400', '-1e400', '9007199254740993', '9223372036854775807',
        '9223372036854775808', '99999999999999999999999999999999999', '253402300799', '253402300800', '01', '+1', '.5',
        '5.', '1.', '0x1', '1_0', 'NaN', 'Infinity', '-', 'null', 'true', 'false', '""', '"1800000600"', '[]', '{}',
        '[1800000600]', '1800000600.0000000000000000000000', '0.1e10', '1e-400'];

    private const NAMES = ['exp', 'nbf', 'iat', 'iss', 'aud', 'sub', 'jti', 'scope', 'n', '', '0', '-1', '__proto__',
        'constructor', "\u{e9}", 'toJSON', 'EXP', 'exp ', 'alg', 'typ', 'kid', 'crit', 'b64', 'jwk', 'jku', 'x5c',
        'x5u', 'cty', 'zip', 'enc', 'x5t', 'nonce'];

    private const VALUES = ['"a"', '""', '1', '-1', '1.5', 'true', 'false', 'null', '[]', '{}', '["a"]', '{"a":1}',
        '["exp"]', '"\u0000"', '"\ud83d\ude00"', '"\ud800"', '"\udc00\ud800"', '"\/"', "\"\u{2028}\"", '"at+jwt"',
        '"JWT"', '"none"', '"RS256"', '"RS512"', '"HS256"', '"eddsa"', '"EdDSA"', '"Ed25519"', '"ES256"', '"PS256"',
        '["b64"]', '[["a"]]', '[1,"https://r.example"]', '{"kty":"oct","k":"AA"}', '"https://evil.example/jwks"',
        '1e1000', '[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]', '[[[[[[[[[[[[[[1]]]]]]]]]]]]]]', '"a":"b"', '"', '\'a\'', 'a',
        '"\x41"', '"\u00e9"', "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\t\"", "\"\x7f\"", '"\u12"'];

    public function __construct(private readonly Randomizer $random, private readonly Fixtures $fixtures)
    {
    }

    /** Mutates bytes of the token, without a new signature. */
    public function ofBytes(string $token): string
    {
        $times = $this->random->getInt(1, 10) === 1 ? $this->random->getInt(2, 6) : 1;
        for ($i = 0; $i < $times; ++$i) {
            $token = $this->once($token);
        }

        return $token;
    }

    /** Mutates the text of header or claims, with a valid signature. */
    public function signed(string $algorithm): string
    {
        $header = Fixtures::header($algorithm);
        $claims = Fixtures::claims();
        if ($this->random->getInt(0, 2) === 0) {
            $header = $this->json($header);
        } else {
            $claims = $this->json($claims);
        }
        $token = $this->fixtures->token($algorithm, $header, $claims);
        if ($this->random->getInt(0, 7) !== 0) {
            return $token;
        }

        return $this->reencodedAndSigned($algorithm, $token);
    }

    private function once(string $token): string
    {
        if ($token === '') {
            return '.';
        }
        $at = $this->random->getInt(0, strlen($token) - 1);
        switch ($this->random->getInt(0, 13)) {
            case 0:
            case 1:
            case 2:
                return substr_replace($token, chr(ord($token[$at]) ^ (1 << $this->random->getInt(0, 7))), $at, 1);
            case 3:
                return substr($token, 0, $at) . chr($this->random->getInt(0, 255)) . substr($token, $at);
            case 4:
                return substr($token, 0, $at) . substr($token, $at + $this->random->getInt(1, 4));
            case 5:
                return $this->random->getInt(0, 1) === 1 ? substr($token, 0, $at) : substr($token, $at);
            case 6:
                $what = $this->pick(["\n", ' ', "\t", "\r\n", '=', '==', '.', "\0", '+', '/', '-', '_', '%3D', '~',
                    "\u{feff}", 'A']);

                return substr($token, 0, $at) . $what . substr($token, $at);
            case 7:
                return $this->pick([$token . '=', $token . '==', $token . '.', ".$token", " $token", "$token ",
                    "$token\n", "$token\0", $token . 'A', strtr($token, '-_', '+/'), str_replace('.', '..', $token),
                    "$token.$token", rawurlencode($token), strtoupper($token), strrev($token), "Bearer $token",
                    "\"$token\""]);
            case 8:
                return $this->withParts($token, $this->lastCharacter(...));
            case 9:
                return $this->swapped($token);
            case 10:
                return $this->withParts($token, fn (string $part): string => substr($part, 0, -1));
            case 11:
                $what = $this->pick(['A', '=', '==', '.', 'AAAA', '_']);

                return $this->withParts($token, static fn (string $part): string => $part . $what);
            case 12:
                return $this->withParts($token, fn (string $part): string => '');
            default:
                return $this->withParts($token, fn (string $part): string => base64_encode($part));
        }
    }

    /** Changes unused bits of the last character, which a lax decoder ignores. */
    private function lastCharacter(string $part): string
    {
        $alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

        return $part === '' ? '' : substr($part, 0, -1) . $alphabet[(int) strpos($alphabet, $part[-1]) ^ 1];
    }

    private function swapped(string $token): string
    {
        $parts = explode('.', $token);
        if (count($parts) !== 3) {
            return $token . '.';
        }
        $other = explode('.', $this->pick(array_values($this->fixtures->tokens)));
        $at = $this->random->getInt(0, 2);
        if ($this->random->getInt(0, 1) === 1) {
            $parts[$at] = $other[$at];
        } else {
            [$parts[$at], $parts[($at + 1) % 3]] = [$parts[($at + 1) % 3], $parts[$at]];
        }

        return implode('.', $parts);
    }

    /** @param callable(string): string $change Applied to one part. */
    private function withParts(string $token, callable $change): string
    {
        $parts = explode('.', $token);
        $at = $this->random->getInt(0, count($parts) - 1);
        $parts[$at] = $change($parts[$at]);

        return implode('.', $parts);
    }

    /** Changes the encoding and then signs, like a signer with another base64url. */
    private function reencodedAndSigned(string $algorithm, string $token): string
    {
        $parts = explode('.', $token);
        $at = $this->random->getInt(0, 1);
        $parts[$at] = match ($this->random->getInt(0, 4)) {
            0 => $parts[$at] . '=',
            1 => $this->lastCharacter($parts[$at]),
            2 => strtr($parts[$at], '-_', '+/'),
            3 => chunk_split($parts[$at], 40, "\n"),
            default => $parts[$at] . 'A',
        };
        $input = $parts[0] . '.' . $parts[1];

        return $input . '.' . Fixtures::encode($this->fixtures->signature($algorithm, $input));
    }

    private function json(string $json): string
    {
        $times = $this->random->getInt(1, 3);
        for ($i = 0; $i < $times; ++$i) {
            $json = $this->jsonOnce($json);
        }

        return $json;
    }

    private function jsonOnce(string $json): string
    {
        if ($json === '') {
            return '{}';
        }
        $name = $this->pick(self::NAMES);
        $quoted = json_encode($name, JSON_THROW_ON_ERROR);
        switch ($this->random->getInt(0, 11)) {
            case 0:
                return $this->replaceValue($json, $this->pick(self::EDGE_NUMBERS));
            case 1:
                return $this->replaceValue($json, $this->pick(self::VALUES));
            case 2:
                return preg_replace('/^\{/', '{' . $quoted . ':' . $this->pick(self::VALUES) . ',', $json, 1) ?? $json;
            case 3:
                $what = $this->pick(self::EDGE_NUMBERS);

                return preg_replace('/\}$/', ",$quoted:$what}", $json, 1) ?? $json;
            case 4:
                $what = $this->pick([' ', "\n", "\t", "\r", "\0", "\x0b", "\u{a0}", "\u{feff}", ',', '/**/', '//']);

                return $this->insert($json, $what);
            case 5:
                return preg_replace_callback('/"([a-z])/', static fn (array $m): string =>
                    sprintf('"\u%04x', ord($m[1])), $json, $this->random->getInt(1, 4)) ?? $json;
            case 6:
                return $this->pick(["[$json]", "\"$json\"", " $json", "$json ", "$json\0", "\u{feff}$json",
                    "$json$json", "$json,", 'null', '[]', '{}', '', '1', 'true', substr($json, 0, -1), "$json}",
                    "\n$json\n"]);
            case 7:
                return preg_replace('/"[a-z]+":[^,{}\[\]]+,/', '', $json, 1) ?? $json;
            case 8:
                return strtoupper($json);
            case 9:
                $at = $this->random->getInt(0, strlen($json) - 1);

                return substr_replace($json, chr($this->random->getInt(0, 255)), $at, 1);
            case 10:
                return str_replace('"a"', $quoted, $json);
            default:
                return preg_replace('/("[a-z]+"):("?[^,{}\[\]]+)/', '$1:$2,$1:$2', $json, 1) ?? $json;
        }
    }

    private function replaceValue(string $json, string $value): string
    {
        $count = preg_match_all('/"[a-z]+":("[^"]*"|[0-9.]+)/', $json, $matches, PREG_OFFSET_CAPTURE);
        if ($count === 0 || $count === false) {
            return $json;
        }
        [$old, $at] = $matches[1][$this->random->getInt(0, $count - 1)];

        return substr_replace($json, $value, $at, strlen($old));
    }

    private function insert(string $text, string $what): string
    {
        return substr_replace($text, $what, $this->random->getInt(0, strlen($text)), 0);
    }

    /**
     * @template T
     * @param list<T> $from
     * @return T
     */
    private function pick(array $from): mixed
    {
        return $from[$this->random->getInt(0, count($from) - 1)];
    }
}
