<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// describe.php STATE ISSUER PHP ADMIN CONFIG: prints, as JSON, what tests need to know of a started host.

/** @return array<array-key, mixed> */
function readJson(string $file): array
{
    $value = json_decode((string) file_get_contents($file), true, 16, JSON_THROW_ON_ERROR);

    return is_array($value) ? $value : [];
}

[, $state, $issuer, $php, $admin, $config] = $argv;
$credentials = readJson($state . '/credentials.json');
$users = [];
foreach ($credentials['users'] as $login => $password) {
    $users[$login] = ['login' => (string) $login, 'password' => $password];
}
$clients = [];
foreach (readJson($config)['clients'] ?? [] as $client) {
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
    'api' => $issuer . '/api/whoami',
    'apiWrite' => $issuer . '/api/annotations',
    'users' => $users,
    'clients' => $clients,
    'admin' => [$php, $admin, $state],
], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
