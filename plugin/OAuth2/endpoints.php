<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * The light script: answers the endpoints that applications call without starting Matomo, or without starting the whole of
 * it, which would cost more than the response itself. Only the clean routes of the web server's configuration
 * (server-config/) lead here, because Matomo forbids PHP below plugins/. It leaves special cases to index.php, which also
 * works without this script.
 */

use Piwik\Plugins\OAuth2\Matomo\ClassLoader;
use Piwik\Plugins\OAuth2\Web\LightEntry;

// __DIR__ would resolve a symbolic link to the plugin's folder, so the web server's path counts.
$matomo = dirname((string) ($_SERVER['SCRIPT_FILENAME'] ?? ''), 3);
if (!is_file($matomo . '/core/bootstrap.php')) {
    http_response_code(404);
    exit;
}

// The same steps as at the beginning of Matomo's index.php.
define('PIWIK_DOCUMENT_ROOT', $matomo === '/' ? '' : $matomo);
if (is_file(PIWIK_DOCUMENT_ROOT . '/bootstrap.php')) {
    require_once PIWIK_DOCUMENT_ROOT . '/bootstrap.php';
}
if (!defined('PIWIK_INCLUDE_PATH')) {
    define('PIWIK_INCLUDE_PATH', PIWIK_DOCUMENT_ROOT);
}

// Without Matomo nothing else loads the plugin's classes.
require_once __DIR__ . '/Matomo/ClassLoader.php';
if (ClassLoader::during(static fn (): bool => LightEntry::answerAlone(PIWIK_DOCUMENT_ROOT), ClassLoader::LIGHT)) {
    return;
}
require_once PIWIK_INCLUDE_PATH . '/core/bootstrap.php';

if (!LightEntry::answerWithMatomo()) {
    // Matomo derives its own URL from these variables.
    foreach (['SCRIPT_NAME', 'PHP_SELF', 'DOCUMENT_URI', 'SCRIPT_FILENAME'] as $name) {
        if (isset($_SERVER[$name])) {
            $_SERVER[$name] = str_replace('/plugins/OAuth2/endpoints.php', '/index.php', (string) $_SERVER[$name]);
        }
    }
    require PIWIK_DOCUMENT_ROOT . '/index.php';
}
