<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * fill.php STATE AUTHORIZATIONS CLIENTS: adds that many active authorizations of that many clients with random ids to the
 * MariaDB database of the host's state folder, as in an old installation.
 */

use OAuth2Host\Config;

require __DIR__ . '/../../host/autoload.php';

[, $state, $authorizations, $clients] = $argv;
$authorizations = (int) $authorizations;
$clients = (int) $clients;
$config = Config::load($state);
$connection = $config->connection();
$now = time();
$connection->execute(
    'INSERT INTO ' . $connection->table('oauth2_client') . ' (client_id, name, description, secret_hash, redirect_uris, grant_types,'
        . ' scopes, type, active, owner_login, created_at, updated_at, last_used_at, epoch, require_pkce, acts_as)'
        . " SELECT MD5(CONCAT('client', seq)), CONCAT('Client ', seq), '', NULL, '[\"http://127.0.0.1/callback\"]',"
        . " '[\"authorization_code\",\"refresh_token\"]', '[\"matomo:read\"]', 'public', 1, 'admin', NOW(), NOW(), NOW() + INTERVAL 1 DAY, 0, 1, 'admin'"
        . " FROM seq_1_to_{$clients}",
);
// "Last used" is in the future, so that the measurement does not include the writes of last use every ten minutes.
// In parts, so that no transaction has the whole table in its undo log.
$part = 100_000;
for ($start = 1; $start <= $authorizations; $start += $part) {
    $end = min($start + $part - 1, $authorizations);
    $connection->execute(
        'INSERT INTO ' . $connection->table('oauth2_authorization') . ' (id, client_id, login, kind, scope, resource, client_epoch, created_at,'
            . ' expires_at, last_used_at, code_digest, code_expires_at, code_redeemed_at, code_challenge, redirect_uri, family_digest,'
            . ' refresh_digest, refresh_expires_at)'
            . " SELECT MD5(CONCAT('authorization', seq)), MD5(CONCAT('client', 1 + seq % {$clients})), 'viewer', 'code', 'matomo:read', ?, 0, ?, ?, ?,"
            . " LEFT(SHA2(seq, 256), 43), ?, ?, LEFT(SHA2(seq, 256), 43), 'http://127.0.0.1:4690/callback', LEFT(SHA2(seq, 256), 43),"
            . " LEFT(SHA2(CONCAT('r', seq), 256), 43), ? FROM seq_{$start}_to_{$end}",
        [$config->settings()->resources[0], $now - 1000, $now + 2592000, $now + 86400, $now, $now - 900, $now + 2592000],
    );
}
foreach (['oauth2_client', 'oauth2_authorization'] as $name) {
    $connection->rows('ANALYZE TABLE ' . $connection->table($name));
}
