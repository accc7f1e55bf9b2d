<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// run.php ROUNDS PROCESSES DSN...: runs the races. Several DSNs are the nodes of one cluster; the requests are spread over
// them. Prints one line per race, then "N passed, N failed".

use Piwik\Plugins\OAuth2\tests\Race\Races;

require dirname(__DIR__) . '/bootstrap.php';

[, $rounds, $processes] = $argv + [1 => '200', 2 => '32'];
$dsns = array_slice($argv, 3);
if ($dsns === []) {
    fwrite(STDERR, "usage: run.php ROUNDS PROCESSES DSN...\n");
    exit(2);
}
$races = new Races($dsns, (int) $rounds, (int) $processes);
$passed = 0;
$failed = 0;
foreach (
    [
        'one code' => $races->code(...),
        'one code without grace' => $races->codeWithoutGrace(...),
        'one code without PKCE' => $races->codeWithoutPkce(...),
        'one refresh token without grace' => $races->refreshWithoutGrace(...),
        'one refresh token with grace' => $races->refreshWithGrace(...),
        "a client's first requests" => $races->credentials(...),
        'one assertion of a client' => $races->assertion(...),
        'a fetch of keys' => $races->fetch(...),
        'refreshing against revoking' => $races->revocation(...),
        'rotation of the signing keys' => $races->rotation(...),
        'withdrawal of the signing key' => $races->withdrawal(...),
        'deleting clients, users and authorizations' => $races->deletion(...),
        'registrations in a full table, a tenth of the rounds' => $races->registrations(...),
        'first consents to a client that registered itself, a tenth of the rounds' => $races->firstConsents(...),
        'counters of failures, a fifth of the rounds' => $races->counters(...),
        'migrating the tables, a twentieth of the rounds' => $races->migration(...),
    ] as $name => $race
) {
    $start = microtime(true);
    $wrong = $race();
    printf("%s: %d rounds of %d, %.1f s, %d wrong\n", $name, $rounds, $processes, microtime(true) - $start, count($wrong));
    foreach (array_slice($wrong, 0, 10) as $text) {
        echo "  $text\n";
    }
    $wrong === [] ? $passed++ : $failed++;
}
echo "$passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
