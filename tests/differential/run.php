<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/*
 * Mutates valid tokens and keys, always in the same way. jose checks everything that the extension accepts: if jose refuses
 * it or reads it differently, that is a defect, unless differences.json lists it with a reason. Redirect URIs are compared
 * with Node's URL, which reads them as browsers do.
 * Usage: run.php NODE_MODULES SCRIPT_PHP [COUNT]
 */

require __DIR__ . '/../support/Report.php';
require __DIR__ . '/../support/Jose.php';
require __DIR__ . '/Fixtures.php';
require __DIR__ . '/RedirectUris.php';

const SHARES = 2;
const FULL = 220_000;

[, $modules, $php] = $argv;
$count = (int) ($argv[3] ?? FULL);
$report = new Report();
$folder = sys_get_temp_dir() . '/oauth2-differential-' . getmypid();
mkdir($folder, 0700);
register_shutdown_function(static function () use ($folder): void {
    array_map(unlink(...), glob("$folder/*") ?: []);
    rmdir($folder);
});

$workers = [];
for ($share = 0; $share < SHARES; ++$share) {
    $command = [$php, __DIR__ . '/worker.php', (string) $share, (string) intdiv($count, SHARES), "$folder/$share"];
    $workers[$share] = proc_open($command, [1 => ['pipe', 'w'], 2 => STDERR], $pipes[$share]);
}

$jose = new Jose($modules);
$fixtures = new Fixtures();

/* The reference must accept and refuse correctly, or its agreement means nothing. */
foreach ($fixtures->tokens as $algorithm => $token) {
    $public = $fixtures->keys[$algorithm]['public'];
    $request = ['op' => 'verify', 'alg' => $algorithm, 'now' => Fixtures::NOW, 'require' => ['exp'], 'jwk' => $public];
    $report->same(true, $jose->ask($request + ['jwt' => $token])['ok'], "jose accepts the $algorithm token");
    $damaged = substr($token, 0, -4) . 'AAAA';
    $report->same(false, $jose->ask($request + ['jwt' => $damaged])['ok'], "jose refuses a damaged $algorithm token");
    $report->same(
        json_decode(Fixtures::claims(), true),
        oauth2_jwt_verify($token, \OAuth2\Key::fromJwk($public), ['now' => Fixtures::NOW]),
        "the extension accepts the $algorithm token",
    );
}

$listed = json_decode((string) file_get_contents(__DIR__ . '/differences.json'), true, 8, JSON_THROW_ON_ERROR);
$met = [];
$tally = [];

/** Compares claims: {} equals [], and numbers are compared by value. */
$same = static function (mixed $a, mixed $b) use (&$same): bool {
    if (is_array($a) && is_array($b)) {
        if (count($a) !== count($b)) {
            return false;
        }
        foreach ($a as $name => $value) {
            if (!array_key_exists($name, $b) || !$same($value, $b[$name])) {
                return false;
            }
        }

        return true;
    }
    if ((is_int($a) || is_float($a)) && (is_int($b) || is_float($b))) {
        return (float) $a === (float) $b;
    }

    return $a === $b;
};
$excused = static function (string $input, string $error) use ($listed, &$met): bool {
    foreach ($listed as $at => $entry) {
        if (str_contains($error, $entry['error']) && preg_match($entry['input'], $input) === 1) {
            $met[$at] = ($met[$at] ?? 0) + 1;

            return true;
        }
    }

    return false;
};

foreach ($workers as $share => $worker) {
    $line = stream_get_contents($pipes[$share][1]);
    $report->same(0, proc_close($worker), "share $share ends with status 0");
    foreach (json_decode((string) $line, true) ?? [] as $kind => [$made, $accepted]) {
        $tally[$kind][0] = ($tally[$kind][0] ?? 0) + $made;
        $tally[$kind][1] = ($tally[$kind][1] ?? 0) + $accepted;
    }
}
foreach (array_keys($workers) as $share) {
    foreach (new \SplFileObject("$folder/$share") as $line) {
        if ($line === '') {
            continue;
        }
        $request = json_decode($line, true);
        $ours = $request['ours'] ?? null;
        $thumbprint = $request['thumbprint'] ?? null;
        unset($request['ours'], $request['thumbprint']);
        if (isset($request['pemHex'])) {
            $request['pem'] = mb_convert_encoding(hex2bin($request['pemHex']), 'UTF-8', 'ISO-8859-1');
        }
        $answer = $jose->ask($request);
        $input = hex2bin($request['jwtHex'] ?? $request['jwkHex'] ?? $request['pemHex']);
        $name = "{$request['op']} " . addcslashes(substr($input, 0, 1000), "\0..\37\177..\377");
        if ($answer['ok'] !== true) {
            $why = "accepted here, refused by jose: {$answer['error']}";
            $report->check($excused($input, $answer['error']), $name, $why);
        } elseif ($ours !== null) {
            $report->check($same(json_decode(hex2bin($ours), true), $answer['claims']), $name, 'other claims in jose');
        } else {
            $print = $jose->succeed(['op' => 'thumbprint', 'jwk' => $answer['jwk']])['thumbprint'];
            $report->same($print, $thumbprint, "$name: another key in jose");
        }
    }
}
$made = array_sum(array_column($tally, 0));
foreach ($tally as $kind => [$tried, $accepted]) {
    $report->note("$kind: $tried mutations, $accepted accepted here and checked by jose");
    $report->check($kind === 'bytes' || $accepted > 0, "$kind: some mutations are accepted, so that there is something to compare");
}
/* A short run may not meet all of them. */
foreach ($count < FULL ? [] : $listed as $at => $entry) {
    $report->check(isset($met[$at]), "differences.json: \"{$entry['error']}\" no longer occurs");
}
$report->note("$made mutations in all");
$report->check($made >= $count - SHARES, 'all mutations were made', "$made of $count");
(new RedirectUris())->compare($jose, $report, intdiv($count, 4));
$report->finish();
