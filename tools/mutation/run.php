<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// The program of tools/mutate, which prepares the copy $MUTATE_TREE and the database $MUTATE_DSN.

use OAuth2Tools\Mutation\Mutations;
use OAuth2Tools\Mutation\Runner;

$top = dirname(__DIR__, 2);
require "$top/var/tools-php/autoload.php";
foreach (['Mutant', 'SqlText', 'SqlConditions', 'Mutations', 'Runner'] as $class) {
    require __DIR__ . "/$class.php";
}

$options = array_values(array_filter($argv, static fn (string $argument): bool => str_starts_with($argument, '--')));
$unknown = array_diff($options, ['--list', '--quick', '--verbose']);
if ($unknown !== []) {
    fwrite(STDERR, 'unknown option: ' . implode(' ', $unknown) . "\n");
    exit(2);
}
$paths = array_values(array_diff(array_slice($argv, 1), $options));
if ($paths === []) {
    $paths = ['plugin/OAuth2/Storage'];
    foreach (['Authorizations', 'Client', 'Grant', 'Keys', 'Resource', 'Token', 'Maintenance.php'] as $name) {
        $paths[] = "plugin/OAuth2/Server/$name";
    }
}
$tree = getenv('MUTATE_TREE');
$tree = is_string($tree) ? $tree : $top;
chdir($tree);
$files = [];
foreach ($paths as $path) {
    if (is_dir($path)) {
        foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($path)) as $file) {
            if ($file instanceof SplFileInfo && $file->getExtension() === 'php') {
                $files[] = $file->getPathname();
            }
        }
    } elseif (is_file($path)) {
        $files[] = $path;
    } else {
        fwrite(STDERR, "no such file: $path\n");
        exit(2);
    }
}
sort($files);

$reasons = [];
$name = '';
foreach (explode("\n", (string) file_get_contents(__DIR__ . '/equivalent.txt')) as $line) {
    if ($line === '' || $line[0] === '#') {
        continue;
    }
    if ($line[0] !== "\t") {
        $name = $line;
        $reasons[$name] = '';
    } else {
        $reasons[$name] = ($reasons[$name] ?? '') . ' ' . trim($line);
    }
}

$dsn = getenv('MUTATE_DSN');
$runner = new Runner(
    $tree,
    in_array('--quick', $options, true),
    is_string($dsn) ? $dsn : null,
    (int) (getenv('MUTATE_SECONDS') === false ? 20 : getenv('MUTATE_SECONDS')),
);
$isList = in_array('--list', $options, true);
$isVerbose = in_array('--verbose', $options, true);
if (!$isList && ($failure = $runner->prepare()) !== null) {
    fwrite(STDERR, "The tests fail without any change: $failure\n");
    exit(2);
}
$count = $survivors = $explained = 0;
foreach ($files as $path) {
    $source = (string) file_get_contents($path);
    foreach (Mutations::of($source) as $mutant) {
        $count++;
        $name = $mutant->name;
        if ($isList) {
            echo "$path:$mutant->line $name\n";
        } elseif (isset($reasons[$name])) {
            $explained++;
        } elseif (($failure = $runner->failure($path, $mutant->applyTo($source))) === null) {
            $survivors++;
            echo "SURVIVES $path:$mutant->line $name\n";
        } elseif ($isVerbose) {
            echo "$path:$mutant->line $name ($failure)\n";
        }
    }
}
if (!$isList) {
    printf("%d mutants, %d explained, %d survive\n", $count, $explained, $survivors);
}
exit($survivors > 0 ? 1 : 0);
