<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// php setup.php STATE_FOLDER ISSUER [JSON]: prepares the folder; JSON changes the configuration (see Setup::run).
// With --guide as third argument it only prints the guide.

use OAuth2Host\Guide;
use OAuth2Host\Setup;

require __DIR__ . '/../autoload.php';

$arguments = $_SERVER['argv'] ?? [];
if (!is_array($arguments) || count($arguments) < 3) {
    fwrite(STDERR, "usage: setup.php STATE_FOLDER ISSUER [JSON | --guide]\n");
    exit(2);
}
[$folder, $issuer, $more] = array_map(
    static fn (mixed $value): string => is_string($value) ? $value : '',
    array_slice([...$arguments, '{}'], 1, 3),
);
if ($more === '--guide') {
    echo Guide::load($folder)->text();
    exit(0);
}
/** @var array<string, mixed> $changes */
$changes = json_decode($more, true, 16, JSON_THROW_ON_ERROR);
(new Setup($folder, $issuer))->run($changes);
