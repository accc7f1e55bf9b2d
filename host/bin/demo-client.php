<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// Implements script/demo-client.

use OAuth2Host\DemoClient;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Scope;

require __DIR__ . '/../autoload.php';

$options = getopt('', ['server:', 'client:', 'secret:', 'scope:', 'auto:', 'password:', 'state:', 'help']);
$text = static function (string $name, string $default) use ($options): string {
    $value = is_array($options) ? $options[$name] ?? $default : $default;

    return is_string($value) ? $value : $default;
};
$scopes = Scope::Read->value . ' ' . Scope::Write->value;
if (isset($options['help'])) {
    echo <<<TEXT
        script/demo-client walks through the authorization code flow against script/server, as an application would.
          --server URL     the issuer (default: http://127.0.0.1:8080)
          --client ID      the client (default: spa, a public client; analytics_app is confidential)
          --secret SECRET  the secret of a confidential client (default: read from the server's state folder)
          --scope SCOPES   the requested scopes (default: "$scopes")
          --auto LOGIN     logs in as this user and allows the application, without a browser
          --password TEXT  the password for --auto (default: read from the server's state folder)
          --state DIR      the server's state folder (default: var/server/PORT)

        TEXT;
    exit(0);
}
$server = rtrim($text('server', 'http://127.0.0.1:8080'), '/');
$folder = $text('state', __DIR__ . '/../../var/server/' . (EndpointUrls::port($server) ?? 80));
$file = $folder . '/credentials.json';
$known = is_file($file) ? json_decode((string) file_get_contents($file), true) : null;
$stored = static function (string $kind, string $name) use ($known): string {
    $group = is_array($known) ? $known[$kind] ?? null : null;
    $value = is_array($group) ? $group[$name] ?? null : null;

    return is_string($value) ? $value : '';
};
$client = $text('client', 'spa');
$login = $text('auto', '');
try {
    (new DemoClient(
        $server,
        $client,
        $text('secret', $stored('clients', $client)),
        $text('scope', $scopes),
    ))->run($login, $text('password', $stored('users', $login)));
} catch (RuntimeException $failure) {
    fwrite(STDERR, "\n" . $failure->getMessage() . "\n");
    exit(1);
}
