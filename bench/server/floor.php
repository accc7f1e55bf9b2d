<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// The minimum work of a token endpoint on php-fpm with a database: it reads one row by primary key and signs one token,
// without authentication or checks. The additional time of the host is the cost of its rules.

$state = (string) getenv('OAUTH2_HOST_STATE');
$config = require $state . '/config.php';
$pdo = new PDO($config['dsn'], $config['db_user'] ?? null, $config['db_password'] ?? null, [PDO::ATTR_PERSISTENT => true]);
$row = $pdo->query("SELECT client_id, scopes FROM demo_oauth2_client WHERE client_id = 'confidential'")->fetch();
$pem = (string) file_get_contents($state . '/floor.pem');
$key = OAuth2\Key::fromPem($pem, null, $config['settings']['signingAlgorithm'], 'floor');
$now = time();
header('Content-Type: application/json');
echo json_encode(['access_token' => oauth2_jwt_sign([
    'iss' => $config['issuer'], 'aud' => $config['issuer'], 'sub' => $row['client_id'], 'client_id' => $row['client_id'],
    'iat' => $now, 'exp' => $now + 3600, 'jti' => oauth2_random_hex(), 'scope' => 'matomo:read',
], $key, ['typ' => 'at+jwt'])]);
