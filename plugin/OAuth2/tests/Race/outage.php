<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// outage.php DSN CLIENTS FOLDER: clients refresh continuously while the caller kills and restarts the database.
// Each client keeps the newest token that it received and repeats requests without an answer. The script creates
// FOLDER/running when all have tokens, and ends when FOLDER/back exists and each has received ten more. The last line is
// "N passed, N failed".

use Piwik\Plugins\OAuth2\tests\Race\Stage;

require dirname(__DIR__) . '/bootstrap.php';

[, $dsn, $clients, $folder] = $argv + [1 => '', 2 => '8', 3 => ''];
if ($dsn === '' || $folder === '') {
    fwrite(STDERR, "usage: outage.php DSN CLIENTS FOLDER\n");
    exit(2);
}
$stage = new Stage([$dsn], 30);
$stage->build();
$processes = [];
for ($number = 0; $number < (int) $clients; $number++) {
    $process = pcntl_fork();
    if ($process === 0) {
        $connection = $stage->connect(persistent: true);
        $server = $stage->server($connection);
        $code = Stage::code($connection);
        $token = (string) Stage::member(Stage::redeem($server, $code), 'refresh_token');
        $statuses = [];
        $after = 0;
        $deadline = time() + 60;
        while ($after < 10 && time() < $deadline) {
            clearstatcache();
            $back = is_file("$folder/back");
            $response = Stage::refresh($server, $token);
            $statuses[$response->status] = ($statuses[$response->status] ?? 0) + 1;
            if ($response->status === 200) {
                $token = (string) Stage::member($response, 'refresh_token');
                $after += $back ? 1 : 0;
                file_put_contents("$folder/ready-$number", '');
            } elseif ($response->status === 503) {
                $waits = isset($response->headers['Retry-After']);
                $statuses[$waits ? 'wait' : 'no Retry-After'] = 1;
                usleep(20000);
            } else {
                break;
            }
        }
        file_put_contents("$folder/result-$number", json_encode([
            'statuses' => $statuses,
            'after' => $after,
            'code' => Stage::redeem($server, $code)->status,
        ], JSON_THROW_ON_ERROR));
        posix_kill(posix_getpid(), SIGKILL);
    }
    $processes[] = $process;
}
for ($wait = 0; $wait < 300; $wait++) {
    $ready = glob("$folder/ready-*");
    if ($ready !== false && count($ready) === (int) $clients) {
        break;
    }
    usleep(100000);
}
file_put_contents("$folder/running", '');
$passed = 0;
$failed = 0;
foreach ($processes as $number => $process) {
    pcntl_waitpid($process, $status);
    $text = is_file("$folder/result-$number") ? (string) file_get_contents("$folder/result-$number") : '{}';
    $result = json_decode($text, true);
    $statuses = is_array($result) && is_array($result['statuses'] ?? null) ? $result['statuses'] : [];
    // Only tokens and 503s during the outage, tokens again afterwards; the first code stays redeemed.
    $good = array_diff(array_keys($statuses), [200, 503, 'wait']) === [] && isset($statuses['wait'])
        && is_array($result) && ($result['after'] ?? 0) === 10 && ($result['code'] ?? 0) === 400;
    echo "client $number: $text", $good ? '' : ' WRONG', "\n";
    $good ? $passed++ : $failed++;
}
echo "$passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
