<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Asks a web server with one of the shipped configurations for every clean route, and compares what reached PHP
 * (echo.php). Usage: php routes.php ORIGIN FOLDER SCRIPT [--no-root] [--no-header]
 *   FOLDER       where Matomo lies: "" or "/matomo"
 *   SCRIPT       what answers applications: index.php or plugins/OAuth2/endpoints.php
 *   --no-root    the configuration reaches only Matomo's own folder, not the well-known URLs at the host's root
 *   --no-header  the Authorization header must not arrive (a server without the line that mends it)
 */

require __DIR__ . '/client.php';

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

// What a client may send that a rewriting server could decode, encode again, order or drop.
$raw = 'client_id=aB-._~&state=%7e%2B+%20%26%3D&redirect_uri=https%3a%2F%2Fa.example%2Fcb%3Fx%3D1&scope=matomo%3Aread&x=%E2%82%AC';
$authorize = ['script' => 'index.php', 'action' => 'authorize'];
$expect("$folder/oauth2/authorize", $authorize);
$expect("$folder/oauth2/authorize?$raw", $authorize);
$expect("$folder/oauth2/authorize", $authorize, 'POST', 'decision=deny');
foreach (['token', 'revoke', 'introspect'] as $action) {
    $expect("$folder/oauth2/$action", ['script' => $light, 'action' => $action], 'POST', 'a=%41+b&c=1');
    $expect("$folder/oauth2/$action", ['script' => $light, 'action' => $action], 'OPTIONS');
}
$expect("$folder/oauth2/jwks", ['script' => $light, 'action' => 'jwks']);
$expect("$folder/oauth2/jwks?v=1", ['script' => $light, 'action' => 'jwks']);

$metadata = ['script' => $light, 'action' => 'metadata'];
$resource = ['script' => $light, 'action' => 'resourceMetadata', 'query' => 'module=OAuth2&action=resourceMetadata'];
if (!in_array('--no-root', $options, true)) {
    $expect("/.well-known/oauth-authorization-server$folder", $metadata);
    $expect("/.well-known/openid-configuration$folder", $metadata);
    $expect("/.well-known/oauth-protected-resource$folder", $resource);
    $expect("/.well-known/oauth-protected-resource$folder/index.php?module=API&method=McpServer.mcp&format=mcp", $resource);
}
$expect("$folder/.well-known/oauth-authorization-server", $metadata);
$expect("$folder/.well-known/openid-configuration", $metadata);
$expect("$folder/.well-known/oauth-protected-resource", $resource);
// The query belongs to the resource: it must not choose the endpoint.
$expect("$folder/.well-known/oauth-protected-resource?module=API&action=token", $resource);

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
