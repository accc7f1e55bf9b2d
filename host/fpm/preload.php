<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// opcache.preload of script/server --fpm: the classes are compiled and linked once, when php-fpm starts, which spares
// each request about 150 µs of loading them. After a change of the code the server has to be started again.

foreach (['/../../plugin/OAuth2/Server', '/../../plugin/OAuth2/Storage', '/../src'] as $folder) {
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator(__DIR__ . $folder, FilesystemIterator::SKIP_DOTS));
    foreach ($files as $file) {
        if ($file instanceof SplFileInfo && $file->getExtension() === 'php') {
            opcache_compile_file($file->getPathname());
        }
    }
}
