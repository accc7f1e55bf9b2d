<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// php database.php JSON [URL]: prints the JSON configuration, extended by the database of a mysql:// URL.

$arguments = $_SERVER['argv'] ?? [];
$json = is_array($arguments) && is_string($arguments[1] ?? null) ? $arguments[1] : '{}';
$url = is_array($arguments) && is_string($arguments[2] ?? null) ? $arguments[2] : '';
$config = json_decode($json, true, 16, JSON_THROW_ON_ERROR);
if (!is_array($config)) {
    fwrite(STDERR, "The configuration is not a JSON object\n");
    exit(2);
}
if ($url !== '') {
    $parts = parse_url($url);
    if ($parts === false || ($parts['scheme'] ?? '') !== 'mysql' || ($parts['path'] ?? '/') === '/') {
        fwrite(STDERR, "--db must have the form mysql://user:password@host:port/database\n");
        exit(2);
    }
    parse_str($parts['query'] ?? '', $query);
    $socket = $query['unix_socket'] ?? null;
    $config['dsn'] = 'mysql:' . (is_string($socket)
        ? 'unix_socket=' . $socket
        : 'host=' . ($parts['host'] ?? '127.0.0.1') . ';port=' . ($parts['port'] ?? 3306))
        . ';dbname=' . rawurldecode(substr($parts['path'] ?? '', 1));
    $config['db_user'] = rawurldecode($parts['user'] ?? '');
    $config['db_password'] = rawurldecode($parts['pass'] ?? '');
}
echo json_encode((object) $config, JSON_THROW_ON_ERROR);
