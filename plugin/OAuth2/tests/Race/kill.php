<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// kill.php DSN: kills processes between any two statements. Prints one line per test, then "N passed, N failed".

use Piwik\Plugins\OAuth2\tests\Race\Faults;

require dirname(__DIR__) . '/bootstrap.php';

$dsn = $argv[1] ?? '';
if ($dsn === '') {
    fwrite(STDERR, "usage: kill.php DSN\n");
    exit(2);
}
$faults = new Faults($dsn);
$passed = 0;
$failed = 0;
foreach ($faults->all() as $name => $test) {
    $before = $faults->kills;
    $wrong = $test();
    printf("%s: killed in %d gaps, %d wrong\n", $name, $faults->kills - $before, count($wrong));
    foreach (array_slice($wrong, 0, 10) as $text) {
        echo "  $text\n";
    }
    $wrong === [] ? $passed++ : $failed++;
}
echo "$passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
