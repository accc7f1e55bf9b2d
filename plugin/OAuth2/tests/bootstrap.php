<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// For tests of the server and the storage: without Matomo, with the extension that script/php loads and the host's
// database connection.

if (!extension_loaded('oauth2')) {
    fwrite(STDERR, "The extension oauth2 is not loaded: run the tests by script/test, or PHP by script/php.\n");
    exit(1);
}

require dirname(__DIR__, 3) . '/var/tools-php/autoload.php';

spl_autoload_register(static function (string $class): void {
    foreach (
        [
            'Piwik\\Plugins\\OAuth2\\tests\\' => __DIR__ . '/',
            'Piwik\\Plugins\\OAuth2\\' => dirname(__DIR__) . '/',
            'OAuth2Host\\' => dirname(__DIR__, 3) . '/host/src/',
            'OAuth2Tools\\Mutation\\' => dirname(__DIR__, 3) . '/tools/mutation/',
        ] as $prefix => $folder
    ) {
        if (str_starts_with($class, $prefix)) {
            $file = $folder . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
            if (is_file($file)) {
                require $file;
            }

            return;
        }
    }
});
