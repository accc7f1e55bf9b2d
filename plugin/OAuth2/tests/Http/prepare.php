<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// prepare.php STATE ISSUER CONFIG PHP: creates websites, users and clients for tests in the Matomo at ISSUER, sets
// the plugin's settings, and prints what tests need to know as JSON (see host/tests/clients/node/settings.mjs).
// prepare.php STATE --restore: restores the settings and removes the rest.

use Piwik\Plugins\OAuth2\tests\Http\Matomo;

require __DIR__ . '/Matomo.php';

const USERS = ['viewer' => 'view', 'writer' => 'write', 'admin' => 'admin', 'superuser' => 'superuser'];

/** Names of settings by their names in the embedded host's configuration. */
const NAMES = [
    'allowedScopes' => 'defaultScopes',
];

[, $state, $issuer, $configFile, $php] = [...$argv, '', '', '', ''];
/** @var array{folder: string, url: string, folder_url: string, proxy_url: string, redirected_url: string, login: string, password: string, clock: string, settings?: array<string, mixed>, clients?: list<string>, sites?: list<int>} $described */
$described = json_decode((string) file_get_contents($state), true, 16, JSON_THROW_ON_ERROR);
$matomo = new Matomo($described['folder'], $described['url'], $described['login'], $described['password']);

/** @param array<string, mixed> $values */
$set = static function (array $values) use ($matomo): void {
    $list = [];
    foreach ($values as $name => $value) {
        $list[] = ['name' => $name, 'value' => is_bool($value) ? (int) $value : $value];
    }
    $matomo->confirmed('CorePluginsAdmin.setSystemSettings', ['settingValues' => ['OAuth2' => $list]]);
};

/** @return array<string, mixed> the plugin's settings by name */
$settings = static function () use ($matomo): array {
    $values = [];
    /** @var list<array{pluginName: string, settings: list<array{name: string, value: mixed}>}> $plugins */
    $plugins = $matomo->call('CorePluginsAdmin.getSystemSettings');
    foreach ($plugins as $plugin) {
        foreach ($plugin['pluginName'] === 'OAuth2' ? $plugin['settings'] : [] as $setting) {
            $values[$setting['name']] = $setting['value'];
        }
    }

    return $values;
};

/** @param list<string> $clients */
$clean = static function (array $clients) use ($matomo): void {
    foreach (array_keys(USERS) as $name) {
        if ($matomo->userExists('oauth2' . $name)) {
            $matomo->confirmed('UsersManager.deleteUser', ['userLogin' => 'oauth2' . $name]);
        }
    }
    /** @var list<array{client_id: string}> $known */
    $known = $matomo->call('OAuth2.getClients');
    foreach ($known as $client) {
        if (in_array($client['client_id'], $clients, true)) {
            $matomo->confirmed('OAuth2.deleteClient', ['clientId' => $client['client_id']]);
        }
    }
};

if ($issuer === '--restore') {
    $clean($described['clients'] ?? []);
    foreach ($described['sites'] ?? [] as $site) {
        $matomo->confirmed('SitesManager.deleteSite', ['idSite' => $site]);
    }
    // The issuer cannot be set to an empty value again.
    $set(array_filter($described['settings'] ?? [], static fn (mixed $value): bool => $value !== ''));
    exit(0);
}

/** @var array{settings: array<string, mixed>, clients: list<array{clientId: string, name: string, description?: string, type: string, redirectUris: list<string>, grantTypes: list<string>, scopes: list<string>}>} $config */
$config = json_decode((string) file_get_contents($configFile), true, 16, JSON_THROW_ON_ERROR);
$described['token'] = $matomo->token();
$described['settings'] = $settings();
$described['clients'] = array_column($config['clients'], 'clientId');
file_put_contents($state, json_encode($described, JSON_THROW_ON_ERROR));
$wanted = ['issuer' => $issuer, 'accessTokenTtl' => 3600, 'refreshGrace' => 30, 'signingAlgorithm' => 'RS256'];
foreach ($config['settings'] as $name => $value) {
    if ($name !== 'throttle') {
        $wanted[NAMES[$name] ?? $name] = $value;
    }
}
$set($wanted);
$clean($described['clients']);

$sites = [];
foreach (['one', 'two'] as $name) {
    /** @var array{value: int|string} $site */
    $site = $matomo->call('SitesManager.addSite', ['siteName' => "Website {$name}", 'urls' => "https://{$name}.matomo.test"]);
    $sites[] = (int) $site['value'];
}
$described['sites'] = $sites;
file_put_contents($state, json_encode($described, JSON_THROW_ON_ERROR));
$users = [];
foreach (USERS as $name => $role) {
    $login = 'oauth2' . $name;
    $password = oauth2_random_hex(12);
    $matomo->confirmed('UsersManager.addUser', [
        'userLogin' => $login,
        'password' => $password,
        'email' => $login . '@matomo.test',
    ]);
    if ($role === 'superuser') {
        $matomo->confirmed('UsersManager.setSuperUserAccess', ['userLogin' => $login, 'hasSuperUserAccess' => 1]);
    } else {
        $matomo->confirmed('UsersManager.setUserAccess', ['userLogin' => $login, 'access' => $role, 'idSites' => (string) $sites[0]]);
    }
    $users[$name] = ['login' => $login, 'password' => $password];
}
$clients = [];
foreach ($config['clients'] as $client) {
    $id = $client['clientId'];
    /** @var array{secret: ?string} $created */
    $created = $matomo->confirmed('OAuth2.createClient', [
        'name' => $client['name'],
        'description' => $client['description'] ?? '',
        'type' => $client['type'],
        'redirectUris' => $client['redirectUris'],
        'grantTypes' => $client['grantTypes'],
        'scope' => implode(' ', $client['scopes']),
        'clientId' => $id,
    ]);
    $clients[$id] = array_filter([
        'id' => $id,
        'secret' => $created['secret'],
        'redirectUri' => $client['redirectUris'][0] ?? null,
    ], is_string(...));
}
$api = $issuer . '/index.php?module=API&format=json&method=';
echo json_encode([
    'issuer' => $issuer,
    'resource' => $issuer,
    'metadata' => $issuer . '/index.php?module=OAuth2&action=metadata',
    'api' => $api . 'API.getMatomoVersion',
    'apiWrite' => $api . 'Goals.addGoal&idSite=' . $sites[0] . '&name=Test&matchAttribute=url&pattern=test&patternType=contains',
    'whoami' => $api . 'UsersManager.getUser&userLogin=' . $users['viewer']['login'],
    // Other addresses of the same Matomo: see the program nginx in this folder.
    'addresses' => [
        'root' => $described['url'],
        'folder' => $described['folder_url'],
        'proxy' => $described['proxy_url'],
        'redirected' => $described['redirected_url'],
    ],
    'sites' => $sites,
    'users' => $users,
    'clients' => $clients,
    'admin' => [$php, __DIR__ . '/admin.php', $state],
    // The server's default limits.
    'throttle' => ['failuresPerClientAndAddress' => 20, 'failuresPerAddress' => 200, 'failureWindow' => 300],
    'sharedHeader' => true,
    'folder' => $described['folder'],
    'log' => $described['folder'] . '/tmp/logs/matomo.log',
], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
