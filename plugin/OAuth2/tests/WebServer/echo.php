<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// Replaces Matomo's index.php and the light script in tests of the web server alone: it reports what reached PHP.

use Piwik\Plugins\OAuth2\Server\Http\Request;

$script = $_SERVER['SCRIPT_FILENAME'] ?? null;
assert(is_string($script));
$matomo = basename($script) === 'endpoints.php' ? dirname($script, 3) : dirname($script);
require $matomo . '/plugins/OAuth2/Server/Http/Parameters.php';
require $matomo . '/plugins/OAuth2/Server/Http/Request.php';

$request = Request::fromGlobals();
header('Content-Type: application/json');
echo json_encode([
    'script' => substr($script, strlen($matomo) + 1),
    'module' => $_GET['module'] ?? null,
    'action' => $_GET['action'] ?? null,
    'query' => $request->rawQuery,
    'uri' => $_SERVER['REQUEST_URI'] ?? null,
    'authorization' => $request->header('authorization'),
    'method' => $request->method,
    'body' => $request->body,
], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
