<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/*
 * Searches the memory of another process for private key material: it must be found while the key exists, which proves
 * the search, and not after the key and the cache's reference are gone. OAUTH2_SO must contain the module's path.
 */

use OAuth2\Key;

require __DIR__ . '/../support/Report.php';

const MASK = "\x5a";

/** Reads the writable memory of a process in pieces that overlap by the length of the longest needle. */
function memory(int $pid): \Generator
{
    $memory = fopen("/proc/$pid/mem", 'rb');
    stream_set_read_buffer($memory, 0);
    foreach (file("/proc/$pid/maps") ?: [] as $line) {
        if (preg_match('/^([0-9a-f]+)-([0-9a-f]+) rw/', $line, $match) !== 1 || str_contains($line, '[v')) {
            continue;
        }
        $from = (int) hexdec($match[1]);
        $to = (int) hexdec($match[2]);
        for ($at = $from; $at < $to; $at += 1 << 20) {
            fseek($memory, $at);
            $piece = '';
            $want = min(($to - $at), (1 << 20) + 1024);
            do {
                $read = (string) @fread($memory, $want - strlen($piece));
                $piece .= $read;
            } while ($read !== '' && strlen($piece) < $want);
            yield $piece;
        }
    }
    fclose($memory);
}

/**
 * @param array<string, string> $needles
 * @return array<string, int> Number of occurrences of each needle.
 */
function occurrences(int $pid, array $needles): array
{
    $found = array_fill_keys(array_keys($needles), 0);
    foreach (memory($pid) as $piece) {
        foreach ($needles as $name => $needle) {
            $found[$name] += substr_count($piece, $needle);
        }
    }

    return $found;
}

$report = new Report();
$file = __DIR__ . '/../differential/keys.json';
$fixtures = json_decode((string) file_get_contents($file), true, 8, JSON_THROW_ON_ERROR);
$raw = static fn (string $text): string => sodium_base642bin($text, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
$start = static function () use (&$pipes): mixed {
    return proc_open(
        [PHP_BINARY, '-d', 'extension=' . getenv('OAUTH2_SO'), __DIR__ . '/victim.php'],
        [['pipe', 'r'], ['pipe', 'w'], STDERR],
        $pipes,
    );
};

foreach (['EdDSA', 'ES256', 'RS256'] as $algorithm) {
    $private = $fixtures[$algorithm]['private'];
    $mask = static fn (string $text): string => bin2hex($text ^ str_repeat(MASK, strlen($text)));
    $pairs = [];
    foreach ($private as $name => $value) {
        $pairs[] = "$name=" . $mask($value);
    }
    $forms = [
        'array' => implode(',', $pairs),
        'jwk' => $mask(json_encode($private, JSON_UNESCAPED_SLASHES)),
        'pem' => $mask($fixtures[$algorithm]['pkcs8']),
        'unseal' => $mask(Key::fromJwk($private)->seal(str_repeat('k', 32))),
    ];
    /* Numbers are stored in either byte order. 24 bytes from the middle identify one. */
    $needles = [];
    foreach (array_intersect_key($private, array_flip(['d', 'p', 'q', 'dp', 'dq', 'qi'])) as $name => $value) {
        $octets = $raw($value);
        $needles["$name"] = substr($octets, 4, 24);
        $needles["$name reversed"] = strrev(substr($octets, -28, 24));
        $needles["$name as text"] = substr($value, 4, 32);
    }
    $lines = explode("\n", $fixtures[$algorithm]['pkcs8']);
    $needles['PEM'] = $algorithm === 'RS256' ? $lines[8] : substr($lines[1], -40);
    foreach ($forms as $form => $text) {
        $process = $start();
        $pid = proc_get_status($process)['pid'];
        fwrite($pipes[0], "$form:$text\n");
        $name = "$algorithm from $form";
        $report->same("loaded\n", fgets($pipes[1]), "$name is read");
        $loaded = occurrences($pid, $needles);
        $report->check(array_sum($loaded) > 0, "$name: the search finds the existing key");
        fwrite($pipes[0], "drop\n");
        $report->same("gone\n", fgets($pipes[1]), "$name is dropped");
        foreach (occurrences($pid, $needles) as $needle => $count) {
            $report->same(0, $count, "$name: $needle in memory after the key is gone");
        }
        fclose($pipes[0]);
        fclose($pipes[1]);
        proc_close($process);
    }
}

/* Texts that were refused, or passed in and returned, must not be found from the beginning. */
$private = $fixtures['EdDSA']['private'];
$needle = ['d as text' => substr($private['d'], 4, 32)];
$d = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"{$private['x']}\",\"d\":\"{$private['d']}\"";
$secret = 'a' . bin2hex(random_bytes(47)) . 'z';
$data = [];
foreach ([0, 24, 48, 72] as $at) {
    $data["secret from $at"] = substr($secret, $at, 20);
}
foreach ([
    ['broken', "$d,\"d\":\"{$private['d']}\"}", $needle], // a duplicate
    ['broken', "$d,\"x\":1", $needle], // cut short
    ['broken', $d, $needle],
    ['broken', "$d 1}", $needle],
    ['broken', "$d,\"a\":[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]}", $needle], // too deep
    ['broken', str_replace($private['x'], $private['d'], "$d}"), $needle], // another key's point
    ['broken set', "{\"keys\":[$d,\"d\":\"{$private['d']}\"}]}", $needle],
    ['broken set', "{\"keys\":[$d}", $needle],
    ['data', $secret, $data],
] as $number => [$form, $text, $needles]) {
    $process = $start();
    $pid = proc_get_status($process)['pid'];
    fwrite($pipes[0], "$form:" . bin2hex($text ^ str_repeat(MASK, strlen($text))) . "\n");
    $report->same("loaded\n", fgets($pipes[1]), "$form $number is read");
    foreach (occurrences($pid, $needles) as $name => $count) {
        $report->same(0, $count, "$form $number: $name in memory");
    }
    fclose($pipes[0]);
    fclose($pipes[1]);
    proc_close($process);
}
$report->finish();
