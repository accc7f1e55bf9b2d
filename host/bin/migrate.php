<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// php migrate.php STATE_FOLDER: migrates the host's tables to the schema that this code needs, as script/server does at
// each start. If the files of a running host are replaced, its endpoints answer 503 until this command has run.

use OAuth2Host\Config;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\StorageException;

require __DIR__ . '/../autoload.php';

$arguments = $_SERVER['argv'] ?? [];
$folder = is_array($arguments) ? $arguments[1] ?? null : null;
if (!is_string($folder)) {
    fwrite(STDERR, "usage: migrate.php STATE_FOLDER\n");
    exit(2);
}
try {
    $schema = new Schema(Config::load($folder)->connection());
    $before = $schema->version();
    $schema->migrate();
} catch (StorageException $failure) {
    fwrite(STDERR, $failure->getMessage() . ".\n");
    exit(1);
}
echo "Schema $before -> {$schema->version()}\n";
