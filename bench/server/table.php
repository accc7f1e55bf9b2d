<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Formats the output of requests.php as a table or a number.
 *   table.php FILE                  the whole table
 *   table.php FILE NAME [DIVISOR]   one median, or the ratio of two
 *   table.php --compare SMALL LARGE, --worst SMALL LARGE: medians over the lines of each file; the largest ratio
 */

/** @return list<array<string, float|int>> */
$read = static fn (string $file): array => array_map(
    static fn (string $line): array => json_decode($line, true, 4, JSON_THROW_ON_ERROR),
    file($file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) ?: throw new RuntimeException($file),
);
/** @return array<string, float> */
$medians = static function (array $rounds): array {
    $result = [];
    foreach (array_keys($rounds[0]) as $name) {
        $values = array_column($rounds, $name);
        sort($values);
        $result[$name] = (float) $values[intdiv(count($values), 2)];
    }

    return $result;
};
// A failed authentication and a signature alone do not depend on the number of rows.
$perRequest = [
    'bearer check', 'client credentials', 'client credentials with an assertion', 'code', 'refresh', 'introspection', 'revocation',
    'consent page', 'registration',
];
// Administrators look at these. A number of clients is counted, so it grows with them; there is no bar.
$perScreen = ['list of clients: a page', 'list of clients: their number', 'log of a client'];

if ($argv[1] === '--compare' || $argv[1] === '--worst') {
    $small = $medians($read($argv[2]));
    $large = $medians($read($argv[3]));
    $ratio = static fn (string $name): float => $large[$name] / $small[$name];
    $ratios = array_map($ratio, array_combine($perRequest, $perRequest));
    if ($argv[1] === '--worst') {
        printf("%.2f\n", max($ratios));
        exit;
    }
    printf("| µs | %s authorizations | %s authorizations | ratio |\n|---|---|---|---|\n", number_format($small['authorizations']), number_format($large['authorizations']));
    foreach ($ratios + array_map($ratio, array_combine($perScreen, $perScreen)) as $name => $value) {
        printf("| %s | %.0f | %.0f | %.2f |\n", $name, $small[$name], $large[$name], $value);
    }
    exit;
}
$found = $medians($read($argv[1]));
if (isset($argv[2])) {
    printf("%.3f\n", isset($argv[3]) ? $found[$argv[2]] / $found[$argv[3]] : $found[$argv[2]]);
    exit;
}
echo "| request | µs |\n|---|---|\n";
foreach ($found as $name => $value) {
    if ($name !== 'authorizations') {
        printf("| %s | %.0f |\n", $name, $value);
    }
}
