<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Asks a Matomo whose issuer is that of its index.php, as a client does that knows nothing but the address of the MCP server, and
 * compares what its documents and tokens name. Usage: php below-index.php BASE [--rules], with {"id", "secret"} of a client as JSON
 * on standard input. With --rules the web server has the shipped rules: the documents also answer at the root of the host.
 */

require __DIR__ . '/client.php';

[, $base] = $argv;
$rules = in_array('--rules', $argv, true);
/** @var array{id: string, secret: string} $client */
$client = json_decode((string) file_get_contents('php://stdin'), true, 8, JSON_THROW_ON_ERROR);
$checks = new Checks();
$issuer = "$base/index.php";
$folder = (string) parse_url($base, PHP_URL_PATH);
$origin = substr($base, 0, strlen($base) - strlen($folder));
$mcp = "$base/index.php?module=API&method=McpServer.mcp&format=mcp";

preg_match('/resource_metadata="([^"]+)"/', ask($mcp, 'POST')->headers['www-authenticate'][0] ?? '', $challenge);
$resource = ask($challenge[1] ?? '');
$checks->that($resource->member('resource') === $mcp, "the resource is the MCP server, whatever the issuer: $resource");
$checks->that($resource->member('authorization_servers') === [$issuer], "its metadata names the issuer: $resource");
foreach (
    [
        "$issuer/.well-known/openid-configuration" => true,
        "$issuer/.well-known/oauth-authorization-server" => true,
        "$origin/.well-known/openid-configuration$folder/index.php" => $rules,
        "$origin/.well-known/oauth-authorization-server$folder/index.php" => $rules,
        "$origin/.well-known/oauth-authorization-server$folder" => false,
        "$base/.well-known/openid-configuration" => false,
    ] as $url => $isThere
) {
    $answer = ask($url);
    $checks->that(
        $isThere ? $answer->status === 200 && $answer->member('issuer') === $issuer : $answer->status === 404,
        "$url: " . ($isThere ? 'the metadata' : '404') . ", not $answer",
    );
    $checks->that(!isset($answer->headers['set-cookie']), "$url: no session: $answer");
}
$metadata = ask("$issuer/.well-known/openid-configuration");
foreach (['authorization_endpoint' => 'authorize', 'token_endpoint' => 'token', 'jwks_uri' => 'jwks'] as $member => $action) {
    $checks->that($metadata->member($member) === "$base/index.php?module=OAuth2&action=$action", "$member: $metadata");
}

$form = ['Authorization: Basic ' . base64_encode("$client[id]:$client[secret]"), 'Content-Type: application/x-www-form-urlencoded'];
$token = ask("$base/index.php?module=OAuth2&action=token", 'POST', $form, 'grant_type=client_credentials&scope=matomo%3Aread')->member('access_token');
$token = is_string($token) ? $token : '';
/** @var array<string, mixed> $claims */
$claims = (array) json_decode((string) base64_decode(strtr(explode('.', $token)[1] ?? '', '-_', '+/'), true), true);
$checks->that(($claims['iss'] ?? null) === $issuer && ($claims['aud'] ?? null) === $base, 'iss is the issuer and aud the API: ' . json_encode($claims));
$call = ask("$base/index.php?module=API&method=API.getMatomoVersion&format=json", 'GET', ["Authorization: Bearer $token"]);
$checks->that($call->status === 200 && is_string($call->member('value')), "the token works: $call");
$introspected = ask("$base/index.php?module=OAuth2&action=introspect", 'POST', $form, "token=$token");
$checks->that($introspected->member('active') === true && $introspected->member('iss') === $issuer, "introspection: $introspected");
$error = ask("$base/index.php?module=OAuth2&action=authorize&client_id=$client[id]&redirect_uri=https%3A%2F%2Fa.example%2Fcb&response_type=token");
$checks->that(!isset($error->headers['location']) || str_contains($error->headers['location'][0], 'iss=' . rawurlencode($issuer)), "iss of RFC 9207: $error");
$checks->finish();
