<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * The light script: answers the endpoints that applications call without starting the whole of Matomo, which costs
 * more than the answer itself. The web server's configuration (server-config/) leads the clean routes here; Matomo
 * forbids PHP below plugins/, so nothing else does. What isn't plain is left to index.php, which works without this.
 */

use Piwik\Plugins\OAuth2\Web\LightEntry;

// The plugin's folder may be a symbolic link, so it is asked for the path that the web server named.
$matomo = dirname((string) ($_SERVER['SCRIPT_FILENAME'] ?? ''), 3);
if (!is_file($matomo . '/core/bootstrap.php')) {
    http_response_code(404);
    exit;
}

// What index.php does first.
define('PIWIK_DOCUMENT_ROOT', $matomo === '/' ? '' : $matomo);
if (is_file(PIWIK_DOCUMENT_ROOT . '/bootstrap.php')) {
    require_once PIWIK_DOCUMENT_ROOT . '/bootstrap.php';
}
if (!defined('PIWIK_INCLUDE_PATH')) {
    define('PIWIK_INCLUDE_PATH', PIWIK_DOCUMENT_ROOT);
}
require_once PIWIK_INCLUDE_PATH . '/core/bootstrap.php';

if (!LightEntry::run()) {
    // As if index.php had been called, also where Matomo looks for its own URL.
    foreach (['SCRIPT_NAME', 'PHP_SELF', 'DOCUMENT_URI', 'SCRIPT_FILENAME'] as $name) {
        if (isset($_SERVER[$name])) {
            $_SERVER[$name] = str_replace('/plugins/OAuth2/endpoints.php', '/index.php', (string) $_SERVER[$name]);
        }
    }
    require PIWIK_DOCUMENT_ROOT . '/index.php';
}
