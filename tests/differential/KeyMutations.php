<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

use Random\Randomizer;

/** Mutates a valid key: members and texts of a JWK, bytes of a PEM block. */
final class KeyMutations
{
    private const VALUES = ['""', '"A"', '"AQ"', '"AQAB"', '"AAAA"', '"AQAA"', '"Ag"', '"Aw"', '"AAEAAQ"', 'null', '1',
        'true', '[]', '{}', '["a"]', '"EC"', '"RSA"', '"OKP"', '"oct"', '"P-256"', '"P-384"', '"P-521"', '"secp256k1"',
        '"Ed25519"', '"Ed448"', '"X25519"', '"sig"', '"enc"', '["verify"]', '["sign"]', '["sign","verify"]',
        '["encrypt"]', '["verify","verify"]', '["verify","a"]', '"RS256"', '"RS512"', '"PS256"', '"ES256"', '"EdDSA"',
        '"none"', '"rs256"', '[{"r":"AQ","d":"AQ","t":"AQ"}]', '"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"',
        '"_____________________________________________w"'];

    private const NAMES = ['kty', 'crv', 'alg', 'use', 'key_ops', 'kid', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'x',
        'y', 'k', 'oth', 'ext', 'x5c', 'x5u', 'x5t', 'priv'];

    private const OLD_HEADER = "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n";

    public function __construct(private readonly Randomizer $random)
    {
    }

    /** @param array<string, string> $jwk */
    public function ofJwk(array $jwk): string
    {
        $json = json_encode($jwk, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
        $times = $this->random->getInt(1, 8) === 1 ? 2 : 1;
        for ($i = 0; $i < $times; ++$i) {
            $json = $this->once($json);
        }

        return $json;
    }

    public function ofPem(string $pem): string
    {
        $lines = explode("\n", $pem);
        $line = $this->random->getInt(0, count($lines) - 1);
        switch ($this->random->getInt(0, 9)) {
            case 0:
            case 1:
            case 2:
                return $this->derBytes($pem);
            case 3:
                $at = $this->random->getInt(0, strlen($pem) - 1);

                return substr_replace($pem, chr($this->random->getInt(0, 255)), $at, 1);
            case 4:
                return substr($pem, 0, $this->random->getInt(0, strlen($pem)));
            case 5:
                $lines[$line] .= $this->pick([' ', "\t", "\r", '=', 'A', "\0", '-']);

                return implode("\n", $lines);
            case 6:
                unset($lines[$line]);

                return implode("\n", $lines);
            case 7:
                return $this->pick([" $pem", "text\n$pem", "\n$pem", "\u{feff}$pem", "$pem$pem", "$pem\n\n",
                    rtrim($pem), "$pem\0", "{$pem}text", str_replace("\n", "\r\n", $pem),
                    str_replace("\n", '', $pem), str_replace('-----', '----', $pem), strtolower($pem),
                    str_replace('PUBLIC', 'RSA PUBLIC', $pem), str_replace("KEY-----\n", self::OLD_HEADER, $pem)]);
            case 8:
                return str_replace('BEGIN', $this->pick(['BEGIN X', 'BEGIN RSA', 'END', 'BEGIN ENCRYPTED']), $pem);
            default:
                $what = $this->pick(["\n", ' ', '=', "\0", '*']);

                return substr_replace($pem, $what, $this->random->getInt(0, strlen($pem)), 0);
        }
    }

    private function once(string $json): string
    {
        if ($json === '') {
            return '{}';
        }
        $name = $this->pick(self::NAMES);
        switch ($this->random->getInt(0, 8)) {
            case 0:
            case 1:
                return preg_replace_callback('/("[a-z_]+"):("[^"]*")/', function (array $m): string {
                    return $this->random->getInt(0, 2) === 0 ? "$m[1]:" . $this->pick(self::VALUES) : $m[0];
                }, $json) ?? $json;
            case 2:
                return preg_replace('/^\{/', "{\"$name\":" . $this->pick(self::VALUES) . ',', $json) ?? $json;
            case 3:
                return preg_replace('/\}$/', ",\"$name\":" . $this->pick(self::VALUES) . '}', $json) ?? $json;
            case 4:
                return preg_replace('/"' . $name . '":"[^"]*",?/', '', $json) ?? $json;
            case 5:
                $at = $this->random->getInt(0, strlen($json) - 1);

                return substr_replace($json, chr(ord($json[$at]) ^ (1 << $this->random->getInt(0, 7))), $at, 1);
            case 6:
                return $this->inValue($json, fn (string $value): string => $this->pick([$value . '=', $value . 'A',
                    "AA$value", substr($value, 0, -1), substr($value, 1), strtr($value, '-_', '+/'), "$value\\n",
                    strrev($value), "$value ", substr($value, 0, -1) . 'B', substr($value, 0, -1) . '_']));
            case 7:
                return $this->inValue($json, function (string $value): string {
                    $at = $this->random->getInt(0, max(0, strlen($value) - 1));

                    return substr_replace($value, Fixtures::encode($this->random->getBytes(3))[0], $at, 1);
                });
            default:
                return $this->pick(["[$json]", "\"$json\"", " $json", "$json ", "$json\0", "{\"keys\":[$json]}",
                    "$json,", '{}', '[]', 'null', '', strtoupper($json), str_replace('"kty"', '"\u006bty"', $json),
                    str_replace(',', ' , ', $json), str_replace('":', '"\n:', $json)]);
        }
    }

    /** @param callable(string): string $change */
    private function inValue(string $json, callable $change): string
    {
        $count = (int) preg_match_all('/:"([^"]*)"/', $json, $matches, PREG_OFFSET_CAPTURE);
        if ($count === 0) {
            return $json;
        }
        [$old, $at] = $matches[1][$this->random->getInt(0, $count - 1)];

        return substr_replace($json, $change($old), $at, strlen($old));
    }

    private function derBytes(string $pem): string
    {
        if (preg_match('/(-----BEGIN [A-Z ]+-----\n)([^-]+)(-----.*)/s', $pem, $m) !== 1) {
            return $pem;
        }
        $der = (string) base64_decode($m[2], true);
        $at = $this->random->getInt(0, strlen($der) - 1);
        $der = match ($this->random->getInt(0, 4)) {
            0, 1 => substr_replace($der, chr(ord($der[$at]) ^ (1 << $this->random->getInt(0, 7))), $at, 1),
            2 => $der . $this->random->getBytes($this->random->getInt(1, 3)),
            3 => substr($der, 0, $at),
            default => substr_replace($der, $this->random->getBytes(1), min($at, 40), 1),
        };

        return $m[1] . chunk_split(base64_encode($der), 64, "\n") . $m[3];
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
