<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// Finds the plugin's and the host's classes without Composer, so that the host runs from a bare checkout.
spl_autoload_register(static function (string $class): void {
    foreach (['Piwik\\Plugins\\OAuth2\\' => '/../plugin/OAuth2/', 'OAuth2Host\\' => '/src/'] as $prefix => $folder) {
        if (str_starts_with($class, $prefix)) {
            $file = __DIR__ . $folder . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
            if (is_file($file)) {
                require $file;
            }
        }
    }
});
