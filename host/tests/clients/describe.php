<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// describe.php STATE ISSUER PHP ADMIN CONFIG: prints what tests need to know about a started host as JSON.

[, $state, $issuer, $php, $admin, $config] = $argv;
/** @var array{users: array<string, string>, clients: array<string, ?string>} $credentials */
$credentials = json_decode((string) file_get_contents($state . '/credentials.json'), true, 16, JSON_THROW_ON_ERROR);
/** @var array{settings: array{throttle?: array<string, int>}, clients: list<array{clientId: string, redirectUris: list<string>}>} $wanted */
$wanted = json_decode((string) file_get_contents($config), true, 16, JSON_THROW_ON_ERROR);
$users = [];
foreach ($credentials['users'] as $login => $password) {
    $users[$login] = ['login' => $login, 'password' => $password];
}
$clients = [];
foreach ($wanted['clients'] as $client) {
    $id = $client['clientId'];
    $clients[$id] = array_filter([
        'id' => $id,
        'secret' => $credentials['clients'][$id] ?? null,
        'redirectUri' => $client['redirectUris'][0] ?? null,
    ], is_string(...));
}
echo json_encode([
    'issuer' => $issuer,
    'resource' => $issuer,
    'metadata' => $issuer . '/.well-known/oauth-authorization-server',
    'api' => $issuer . '/api/whoami',
    'whoami' => $issuer . '/api/whoami',
    'apiWrite' => $issuer . '/api/annotations',
    'users' => $users,
    'clients' => $clients,
    'admin' => [$php, $admin, $state],
    'throttle' => $wanted['settings']['throttle'] ?? null,
], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
