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
require __DIR__ . '/../inc/der.inc';

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

/** EncryptedPrivateKeyInfo (RFC 5208 6) of any content. */
function encrypted(string $content, string $passphrase = 'correct horse'): string
{
    $key = hash_pbkdf2('sha256', $passphrase, 'saltsalt', 1000, 16, true);
    $data = openssl_encrypt($content, 'aes-128-cbc', $key, OPENSSL_RAW_DATA, str_repeat('i', 16));
    $kdf = algorithm(PBKDF2, der(0x30, der(0x04, 'saltsalt'), integer(1000), algorithm('2a864886f70d0209', der(0x05))));
    $cipher = algorithm('608648016503040102', der(0x04, str_repeat('i', 16)));

    return block('ENCRYPTED PRIVATE KEY', der(0x30, algorithm(PBES2, der(0x30, $kdf, $cipher)), der(0x04, $data)));
}

/** A block that is encrypted in the old way (RFC 1421 4.6.1.3). */
function headers(string $label, string $content): string
{
    $iv = '0123456789abcdef';
    $key = md5('correct horse' . substr($iv, 0, 8), true);
    $text = base64_encode(openssl_encrypt($content, 'aes-128-cbc', $key, OPENSSL_RAW_DATA, $iv));

    return "-----BEGIN $label-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC," . strtoupper(bin2hex($iv)) . "\n\n"
        . chunk_split($text, 64, "\n") . "-----END $label-----\n";
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
    $der = (string) base64_decode((string) preg_replace('/-----.*?-----|\s/', '', $fixtures[$algorithm]['pkcs8']));
    $forms = [
        'array' => implode(',', $pairs),
        'jwk' => $mask(json_encode($private, JSON_UNESCAPED_SLASHES)),
        'pem' => $mask($fixtures[$algorithm]['pkcs8']),
        'encrypted' => $mask(encrypted($der)),
        'encrypted ' => $mask(headers('PRIVATE KEY', $der)),
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
    $refusedNeedles = $needles;
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

    /* Refused after it was decoded, decrypted or opened: for the last two the clear text never came from outside. */
    /* A key as octets whose numbers do not belong together: the order is algorithm, id, members (src/key_pack.c). */
    $field = static fn (string $octets): string => pack('n', strlen($octets)) . $octets;
    $packed = "\1\1" . $field($algorithm) . $field('k');
    foreach ($private as $name => $value) {
        if (!in_array($name, ['kty', 'crv', 'alg', 'kid', 'use'], true)) {
            $octets = $raw($value);
            $packed .= $field($name === 'x' || $name === 'e' ? $octets ^ str_repeat("\0", strlen($octets) - 1) . "\2" : $octets);
        }
    }
    foreach ([
        ['broken pem', block('PRIVATE KEY', $der . "\0")],
        ['broken pem', block('EC PRIVATE KEY', $der)],
        ['broken pem', encrypted($der . 'x')],
        ['broken pem', encrypted(encrypted($der))],
        ['broken pem', headers('PRIVATE KEY', $der . 'x')],
        ['broken pem', headers('RSA PUBLIC KEY', $der)],
        [$algorithm === 'ES256' ? 'as RS256' : 'as ES256', encrypted($der)],
        ['broken seal', oauth2_seal($packed, str_repeat('k', 32), 'OAuth2\\Key 1')],
        ['broken seal', oauth2_seal("\2" . substr($packed, 1), str_repeat('k', 32), 'OAuth2\\Key 1')],
        ['broken seal', oauth2_seal("$packed\0", str_repeat('k', 32), 'OAuth2\\Key 1')],
        ['strict set', (string) json_encode(['keys' => [$private]], JSON_UNESCAPED_SLASHES)],
        ['set', (string) json_encode(['keys' => [['use' => 'enc'] + $private, array_diff_key($private, ['x' => 1, 'e' => 1])]], JSON_UNESCAPED_SLASHES)],
    ] as $number => [$form, $text]) {
        $process = $start();
        $pid = proc_get_status($process)['pid'];
        fwrite($pipes[0], "$form:" . $mask($text) . "\n");
        if (fgets($pipes[1]) !== "loaded\n") {
            $report->check(false, "$algorithm, $form $number: not refused as it should be");
            proc_close($process);
            continue;
        }
        foreach (occurrences($pid, $refusedNeedles) as $name => $count) {
            $report->same(0, $count, "$algorithm, $form $number: $name in memory");
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
