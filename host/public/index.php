<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// Front script of the embedded host, for php-fpm and as the router of "php -S".

use OAuth2Host\App;
use OAuth2Host\Config;

require __DIR__ . '/../autoload.php';

ini_set('display_errors', '0');
ini_set('log_errors', '1');

if (!extension_loaded('oauth2')) {
    http_response_code(503);
    header('Content-Type: text/plain; charset=utf-8');
    echo "The PHP extension oauth2 is not loaded. Start the host with script/server.\n";

    return;
}
(new App(Config::fromEnvironment()))->run();
