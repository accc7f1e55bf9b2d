<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * fill.php STATE AUTHORIZATIONS CLIENTS: adds that many active authorizations of that many clients to the MariaDB database of the
 * host's state folder, as in an old installation. A fifth each of the clients describe themselves in documents, registered themselves
 * (at most 10,000), have keys, have two secrets, and have none. Each has ten events in its log. There are a tenth as many revoked
 * tokens and used assertions as authorizations, and fetched keys of every tenth client. The tables whose size is limited are full.
 */

use OAuth2\Key;
use OAuth2Host\Config;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;

require __DIR__ . '/../../host/autoload.php';

[, $state, $authorizations, $clients] = $argv;
$authorizations = (int) $authorizations;
$clients = (int) $clients;
$config = Config::load($state);
$connection = $config->connection();
$now = time();
$key = json_encode(['keys' => [Key::generate('ES256')->toPublicJwk()]], JSON_THROW_ON_ERROR);
$secret = oauth2_secret_hash(oauth2_random_hex(32));
/** The ID of the client with a number, in SQL. */
$id = static fn (string $number): string => "CASE ($number) % 5 WHEN 0 THEN CONCAT('https://client', $number, '.example/oauth/client.json')"
    . " ELSE MD5(CONCAT('client', $number)) END";
$connection->execute(
    'INSERT INTO ' . $connection->table('oauth2_client') . ' (client_id, name, description, secret_hash, secret_hint, old_secret_hash,'
        . ' old_secret_hint, old_secret_until, secret_created_at, secret_used_at, redirect_uris, grant_types, scopes, type, active,'
        . ' owner_login, created_at, updated_at, last_used_at, epoch, require_pkce, acts_as, jwk_set, self_registered)'
        . " SELECT {$id('seq')}, CONCAT('Client ', seq), '', IF(seq % 5 = 3, ?, NULL), IF(seq % 5 = 3, '0000', NULL), IF(seq % 5 = 3, ?, NULL),"
        . " IF(seq % 5 = 3, '0000', NULL), IF(seq % 5 = 3, ?, NULL), IF(seq % 5 = 3, ?, NULL), IF(seq % 5 = 3, ?, NULL),"
        . " '[\"http://127.0.0.1/callback\"]', '[\"authorization_code\",\"refresh_token\"]', '[\"matomo:read\"]',"
        . " IF(seq % 5 IN (2, 3), 'confidential', 'public'), 1, 'admin', NOW(), NOW(), NOW() + INTERVAL 1 DAY, 0, 1, 'admin',"
        . " IF(seq % 5 = 2, ?, NULL), IF(seq % 5 = 1 AND seq < 50000, 1, 0) FROM seq_1_to_{$clients}",
    [$secret, $secret, $now + 86400, $now - 86400, $now, $key],
);
$connection->execute(
    'INSERT INTO ' . $connection->table('oauth2_document') . ' (client_id, body, fetched_at, fresh_until, digest, created_at)'
        . " SELECT {$id('seq')}, ?, ?, ?, LEFT(SHA2(seq, 256), 43), ? FROM seq_1_to_{$clients} WHERE seq % 5 = 0",
    ['{"client_name":"Client","redirect_uris":["http://127.0.0.1/callback"]}', $now, $now + 86400, $now],
);
$connection->execute(
    'INSERT INTO ' . $connection->table('oauth2_client_event') . ' (client_id, name, happened_at, login, details)'
        . " SELECT {$id('1 + seq % ' . $clients)}, 'authorization.granted', ? + seq % 86400, '', '{\"login\":\"viewer\",\"scope\":\"matomo:read\"}' FROM seq_1_to_" . 10 * $clients,
    [$now - 100_000],
);
$connection->execute(
    'INSERT INTO ' . $connection->table('oauth2_fetched_keys') . ' (digest, jwk_set, fetched_at, tried_at)'
        . ' SELECT LEFT(SHA2(seq, 256), 43), ?, ?, ? FROM seq_1_to_' . max(1, intdiv($clients, 10)),
    [$key, $now, $now],
);
foreach (['oauth2_used_assertion' => 'digest', 'oauth2_revoked_token' => 'jti'] as $table => $column) {
    $connection->execute(
        'INSERT INTO ' . $connection->table($table) . " ($column, expires_at) SELECT LEFT(SHA2(seq, 256), 43), ? FROM seq_1_to_" . max(1, intdiv($authorizations, 10)),
        [$now + 86400],
    );
}
// The limits of these two do not depend on the size of the installation, so both databases have as many.
$limits = new ThrottleLimits();
$connection->execute(
    'INSERT INTO ' . $connection->table('oauth2_throttle') . ' (bucket, hits, window_start, expires_at)'
        . " SELECT CONCAT('f.', LEFT(SHA2(seq, 256), 41)), 1, ?, ? FROM seq_1_to_8192",
    [$now, $now + 86400],
);
$connection->execute(
    'INSERT INTO ' . $connection->table('oauth2_registration') . ' (client_id, name, redirect_uris, grant_types, type, created_at, expires_at,'
        . " site, network) SELECT MD5(CONCAT('waiting', seq)), 'Waiting', '[\"https://app.example/cb\"]', '[\"authorization_code\"]', 'public', ?, ?,"
        . " LEFT(SHA2(seq % 100, 256), 15), LEFT(SHA2(seq % 300, 256), 15) FROM seq_1_to_{$limits->unconsentedClients}",
    [$now - 1000, $now + 86400],
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
            . " SELECT MD5(CONCAT('authorization', seq)), {$id('1 + seq % ' . $clients)}, 'viewer', 'code', 'matomo:read', ?, 0, ?, ?, ?,"
            . " LEFT(SHA2(seq, 256), 43), ?, ?, LEFT(SHA2(seq, 256), 43), 'http://127.0.0.1:4690/callback', LEFT(SHA2(seq, 256), 43),"
            . " LEFT(SHA2(CONCAT('r', seq), 256), 43), ? FROM seq_{$start}_to_{$end}",
        [$config->settings()->resources[0], $now - 1000, $now + 2592000, $now + 86400, $now, $now - 900, $now + 2592000],
    );
}
foreach (
    ['client', 'authorization', 'client_event', 'document', 'fetched_keys', 'used_assertion', 'revoked_token', 'throttle', 'registration'] as $name
) {
    $connection->rows('ANALYZE TABLE ' . $connection->table("oauth2_$name"));
}
