<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Requests every clean route from a web server with one of the shipped configurations, and checks what reached PHP
 * (echo.php). Usage: php routes.php ORIGIN FOLDER SCRIPT [--no-root] [--no-header]
 *   FOLDER       Matomo's folder: "" or "/matomo"
 *   SCRIPT       the script that serves applications: index.php or plugins/OAuth2/endpoints.php
 *   --no-root    the configuration reaches only Matomo's own folder, not the well-known URLs at the host's root
 *   --no-header  the Authorization header must not arrive (a server without the line that passes it on)
 */

use Piwik\Plugins\OAuth2\Server\Endpoint;

require __DIR__ . '/client.php';
require dirname(__DIR__, 2) . '/Server/Endpoint.php';

[, $origin, $folder, $light] = $argv;
$options = array_slice($argv, 4);
$checks = new Checks();

/** @param array<string, mixed> $expected members of echo.php's answer */
$expect = static function (string $path, array $expected, string $method = 'GET', string $body = '') use ($origin, $options, $checks): void {
    $header = in_array('--no-header', $options, true) ? null : 'Bearer aaa.bbb.ccc';
    $headers = ['Authorization: Bearer aaa.bbb.ccc', 'Content-Type: application/x-www-form-urlencoded'];
    $answer = ask($origin . $path, $method, $headers, $body);
    $expected += ['module' => 'OAuth2', 'uri' => $path, 'authorization' => $header, 'method' => $method, 'body' => $body];
    $wrong = array_filter(
        array_keys($expected),
        static fn (string $name): bool => $answer->member($name) !== $expected[$name],
    );
    $checks->that($wrong === [], "$method $path: " . implode(', ', $wrong) . ' should be as in '
        . json_encode($expected, JSON_UNESCAPED_SLASHES) . ", the answer was $answer");
};

$refused = static function (string $path) use ($origin, $checks): void {
    $answer = ask($origin . $path);
    $checks->that(
        in_array($answer->status, [403, 404], true),
        "GET $path: should be refused, the answer was $answer",
    );
};

// A query that a rewriting server could decode, encode again, reorder or drop.
$raw = 'client_id=aB-._~&state=%7e%2B+%20%26%3D&redirect_uri=https%3a%2F%2Fa.example%2Fcb%3Fx%3D1&scope=matomo%3Aread&x=%E2%82%AC';
foreach (Endpoint::cases() as $endpoint) {
    $expected = ['script' => $endpoint->usesSession() ? 'index.php' : $light, 'action' => $endpoint->value];
    $route = $folder . Endpoint::ROUTE . $endpoint->value;
    if ($endpoint->wellKnown() !== []) {
        // Tested below.
    } elseif ($endpoint->usesSession()) {
        $expect($route, $expected);
        $expect("$route?$raw", $expected);
        $expect($route, $expected, 'POST', 'decision=deny');
    } elseif ($endpoint->method() === 'POST') {
        $expect($route, $expected, 'POST', 'a=%41+b&c=1');
        $expect($route, $expected, 'OPTIONS');
    } else {
        $expect($route, $expected);
        $expect("$route?v=1", $expected);
    }
}

// Documents: at the host's root followed by the folder, and inside the folder.
foreach (Endpoint::cases() as $endpoint) {
    $isResource = $endpoint === Endpoint::ResourceMetadata;
    $expected = ['script' => $light, 'action' => $endpoint->value]
        // The query is part of the resource and must not select the endpoint.
        + ($isResource ? ['query' => "module=OAuth2&action=$endpoint->value"] : []);
    foreach ($endpoint->wellKnown() as $name) {
        $route = Endpoint::WELL_KNOWN . $name;
        if (!in_array('--no-root', $options, true)) {
            $expect("$route$folder", $expected);
            if ($isResource) {
                $expect("$route$folder/index.php?module=API&method=McpServer.mcp&format=mcp", $expected);
            }
        }
        $expect("$folder$route", $expected);
        if ($isResource) {
            $expect("$folder$route?module=API&action=token", $expected);
        }
    }
}

$refused("$folder/oauth2/other");
$refused("$folder/oauth2/token/more");
$refused("$folder/oauth2/tokens");
$refused("$folder/.well-known/other");
$refused("$folder/plugins/OAuth2/API.php");
$refused("$folder/plugins/OAuth2/Server/Http/Request.php");
$refused("$folder/plugins/Other/endpoints.php");
if ($light === 'index.php') {
    $refused("$folder/plugins/OAuth2/endpoints.php?module=OAuth2&action=token");
}
$answer = ask("$origin$folder/index.php?module=API");
$checks->that($answer->status === 200 && $answer->member('module') === 'API', "index.php itself: $answer");
$checks->finish();
