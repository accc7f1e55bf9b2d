<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Core;

/*
 * Proves one contract between this plugin and files of Matomo's core: run.php FOLDER CONTRACT, or run.php for the list. FOLDER
 * has core/ and plugins/ as Matomo does, and may have vendor/. Prints what was proven, and "not run: ..." if a file is missing.
 */

$contracts = require __DIR__ . '/contracts.php';
if ($argc < 3) {
    foreach ($contracts as $name => $contract) {
        echo "$name\t{$contract['proves']}\t", implode(' ', $contract['files']), "\n";
    }
    exit(0);
}
[, $folder, $name] = $argv;
$contract = $contracts[$name];
foreach ($contract['files'] as $file) {
    if (!file_exists("$folder/$file")) {
        echo "not run: $name needs $file\n";
        exit(3);
    }
}

error_reporting(-1);
set_error_handler(static function (int $type, string $message, string $file, int $line): bool {
    if ((error_reporting() & $type) === 0) {
        return false;
    }
    throw new \ErrorException($message, 0, $type, $file, $line);
});
if (is_file("$folder/vendor/autoload.php") && ($contract['vendor'] ?? false) === true) {
    require "$folder/vendor/autoload.php";
}
require __DIR__ . '/StandIns.php';
$loaded = [];
// Of the folder, only the files of the contract are loaded, and those for which there is no stand-in.
$wanted = [...$contract['files'], ...($contract['also'] ?? [])];
spl_autoload_register(static function (string $class) use ($folder, $wanted, &$loaded): void {
    $path = strtr($class, '\\', '/') . '.php';
    if (str_starts_with($path, 'Piwik/Plugins/OAuth2/')) {
        $file = \dirname(__DIR__, 2) . substr($path, \strlen('Piwik/Plugins/OAuth2'));
        is_file($file) && require_once $file;

        return;
    }
    $name = preg_replace(['#^Piwik/Plugins/#', '#^(?:Piwik|Matomo)/#'], ['plugins/', 'core/'], $path);
    $isThere = $name !== $path && is_file("$folder/$name");
    if (($isThere && \in_array($name, $wanted, true)) || (!StandIns::declare($class) && $isThere)) {
        $loaded[] = $name;
        require_once "$folder/$name";
    }
}, true, true);

/** Fails with the text unless the condition holds. */
function proves(bool $condition, string $text): void
{
    if (!$condition) {
        throw new \RuntimeException("not so: $text");
    }
}

try {
    $result = $contract['run']($folder);
} catch (\Throwable $failure) {
    echo "FAILED: $name: {$failure->getMessage()} ({$failure->getFile()}:{$failure->getLine()})\n";
    exit(1);
}
if (\is_string($result)) {
    echo "not run: $name: $result\n";
    exit(3);
}
$names = array_unique([...$contract['files'], ...$loaded]);
sort($names);
echo "ok - $name: {$contract['proves']}\n   with ", implode(', ', $names), "\n";
exit(0);
