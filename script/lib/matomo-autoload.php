<?php

// SPDX-License-Identifier: GPL-3.0-or-later

// PHPStan's --autoload-file for phpstan-matomo.neon: the classes of the Matomo that MATOMO_DIR names, and PHPStan's own
// rules. The other tools of this project stay out: they bring another release of Symfony's console.

declare(strict_types=1);

$matomo = getenv('MATOMO_DIR');
if (!is_string($matomo) || !is_file("$matomo/vendor/autoload.php")) {
    throw new RuntimeException('MATOMO_DIR must name a Matomo');
}
define('PIWIK_INCLUDE_PATH', $matomo);
define('PIWIK_USER_PATH', $matomo);
require "$matomo/vendor/autoload.php";
spl_autoload_register(static function (string $class): void {
    foreach (['phpstan-strict-rules', 'phpstan-phpunit'] as $package) {
        $file = dirname(__DIR__, 2) . "/var/tools-php/phpstan/$package/src/" . strtr(substr($class, 8), '\\', '/') . '.php';
        if (str_starts_with($class, 'PHPStan\\') && is_file($file)) {
            require $file;
        }
    }
});
