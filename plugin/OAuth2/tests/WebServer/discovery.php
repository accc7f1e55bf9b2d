<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Asks a Matomo behind a web server without the shipped configuration at every URL at which clients look for documents: each
 * leads to the right document or to a clean 404, never to a page or a redirect. Usage: php discovery.php BASE [OPTION...]
 *   --routes=catch-all  the server leads unknown paths to index.php: all well-known URLs and clean routes answer
 *   --routes=path-info  it leads what follows index.php to it: the clean routes answer below index.php
 *   --static            the plugin has written the documents: those inside Matomo's folder answer
 */

use Piwik\Plugins\OAuth2\Server\Endpoint;

require __DIR__ . '/client.php';
require dirname(__DIR__, 2) . '/Server/Endpoint.php';

[, $base] = $argv;
$catchAll = in_array('--routes=catch-all', $argv, true);
$pathInfo = in_array('--routes=path-info', $argv, true);
$static = in_array('--static', $argv, true);
$checks = new Checks();
$folder = (string) parse_url($base, PHP_URL_PATH);
$origin = substr($base, 0, strlen($base) - strlen($folder));
$mcp = 'index.php?module=API&method=McpServer.mcp&format=mcp';

$forms = [];
foreach (Endpoint::cases() as $endpoint) {
    foreach ($endpoint->wellKnown() as $name) {
        $name = Endpoint::WELL_KNOWN . $name;
        $member = $endpoint->identifier() ?? throw new LogicException();
        $forms["$origin$name$folder"] = [$member, $base];
        $forms["$base$name"] = [$member, $base];
        $forms["$origin$name"] ??= $member === 'resource' ? [$member, $base] : null;
        // A slash after a bare origin is no other resource.
        foreach ([...($member === 'resource' ? [] : ["$origin$name$folder/"]), "$origin$name$folder/other", "$base$name;x", "$base/index.php$name"] as $none) {
            $forms[$none] = null;
        }
    }
}
$forms["$origin/.well-known/oauth-protected-resource$folder/$mcp"] = ['resource', "$base/$mcp"];
foreach ($forms as $url => $right) {
    $answer = ask($url);
    $isStatic = $static && $right !== null && str_starts_with($url, "$base/") && !str_contains($url, 'index.php');
    if ($answer->status === 200) {
        $checks->that($right !== null && $answer->member($right[0]) === $right[1], "$url: the right document or none, not $answer");
    } else {
        $checks->that(in_array($answer->status, [403, 404], true), "$url: 404, not $answer");
        $checks->that(!str_contains($answer->body, 'form_password') && !isset($answer->headers['location']), "$url: no page of Matomo: $answer");
        $checks->that(!isset($answer->headers['set-cookie']), "$url: no session: $answer");
    }
    if ($right !== null && ($isStatic || ($catchAll && (!str_contains($url, 'index.php') || !str_contains($url, '/.well-known/'))))) {
        $checks->that($answer->status === 200, "$url: the document is served: $answer");
    }
}
foreach ($catchAll ? ["$base/oauth2"] : ($pathInfo ? ["$base/index.php/oauth2"] : []) as $prefix) {
    $token = ask("$prefix/token", 'POST', ['Content-Type: application/x-www-form-urlencoded'], 'grant_type=client_credentials&client_id=x&client_secret=y');
    $checks->that($token->status === 401 && $token->member('error') === 'invalid_client', "$prefix/token: $token");
    $checks->that(is_array(ask("$prefix/jwks?module=API")->member('keys')), "$prefix/jwks");
    $authorize = ask("$prefix/authorize?client_id=a&state=%7e%2B");
    $checks->that(
        ($authorize->headers['location'] ?? []) === ["$base/index.php?module=OAuth2&action=authorize&client_id=a&state=%7e%2B"],
        "$prefix/authorize: $authorize",
    );
}
if ($pathInfo) {
    $answer = ask("$base/index.php/.well-known/openid-configuration");
    $checks->that($answer->status === 404 && $answer->member('error') === 'invalid_request', "index.php is not the issuer: $answer");
}
$checks->finish();
