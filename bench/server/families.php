<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * families.php STATE COUNT: makes COUNT authorizations of the client "confidential" in the database of the host's state
 * folder, and prints a refresh token of each.
 */

use OAuth2Host\Config;
use OAuth2Host\HostUsers;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;

require __DIR__ . '/../../host/autoload.php';

[, $state, $count] = $argv;
$config = Config::load($state);
$connection = $config->connection();
$settings = $config->settings();
$server = new AuthorizationServer($settings, $connection, new HostUsers($state . '/users'));
$secret = json_decode((string) file_get_contents($state . '/credentials.json'), true, 8, JSON_THROW_ON_ERROR)['clients']['confidential'];
$client = (new ClientTable($connection))->find('confidential') ?? throw new RuntimeException('no client');
$verifier = oauth2_pkce_verifier();
for ($i = 0; $i < (int) $count; $i++) {
    $now = time();
    $id = oauth2_random_hex(16);
    $code = $id . '.' . oauth2_secret_generate();
    (new AuthorizationTable($connection))->insert(new AuthorizationRecord(
        id: $id,
        clientId: $client->clientId,
        login: 'viewer',
        kind: AuthorizationKind::Code,
        scope: 'matomo:read',
        resource: $settings->resources[0],
        clientEpoch: $client->epoch,
        createdAt: $now,
        expiresAt: $now + 600,
        codeDigest: oauth2_token_digest($code),
        codeExpiresAt: $now + 600,
        codeChallenge: oauth2_pkce_challenge($verifier),
        redirectUri: 'http://127.0.0.1:4690/callback',
    ));
    $response = $server->token(new Request('POST', '', [
        'content-type' => ['application/x-www-form-urlencoded'],
        'authorization' => ['Basic ' . base64_encode("confidential:$secret")],
    ], http_build_query(['grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => $verifier]), '127.0.0.1'));
    echo json_decode($response->body, true, 16, JSON_THROW_ON_ERROR)['refresh_token'] ?? throw new RuntimeException($response->body), "\n";
}
