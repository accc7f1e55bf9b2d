<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

/**
 * The step to schema 7: a client may have registered itself. Until a user allows it, it is in a table of its own, so that strangers
 * add nothing to the clients.
 */
final class Step7Registration implements Step
{
    private const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
    private const TEXT = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
    private const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC';

    /** The columns of oauth2_registration, each with its definition for MySQL and for SQLite. */
    private const COLUMNS = [
        // The order of those that came within one second.
        'id' => ['BIGINT UNSIGNED NOT NULL AUTO_INCREMENT', 'INTEGER PRIMARY KEY AUTOINCREMENT'],
        'client_id' => ['VARCHAR(80) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
        'name' => ['VARCHAR(255) ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
        'secret_hash' => ['VARCHAR(255) ' . self::ASCII . ' NULL', 'TEXT NULL'],
        'secret_hint' => ['VARCHAR(16) ' . self::ASCII . ' NULL', 'TEXT NULL'],
        'redirect_uris' => ['TEXT ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
        'grant_types' => ['VARCHAR(255) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
        'type' => ['VARCHAR(20) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
        'jwk_set' => ['TEXT ' . self::TEXT . ' NULL', 'TEXT NULL'],
        'created_at' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
        'expires_at' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
    ];

    public function run(StepDatabase $database): void
    {
        $database->addColumn('oauth2_client', 'self_registered', 'TINYINT(1) NOT NULL DEFAULT 0', 'INTEGER NOT NULL DEFAULT 0');
        $lines = [];
        foreach (self::COLUMNS as $column => $definitions) {
            $lines[] = "$column {$definitions[$database->isSqlite() ? 1 : 0]}";
        }
        $lines = [...$lines, ...($database->isSqlite() ? [] : ['PRIMARY KEY (id)'])];
        $database->execute("CREATE TABLE IF NOT EXISTS {$database->table('oauth2_registration')} (" . implode(', ', $lines) . ')'
            . ($database->isSqlite() ? '' : ' ' . self::OPTIONS));
        $database->addIndex('oauth2_registration', 'uniq_oauth2_registration_client', 'client_id', unique: true);
        $database->addIndex('oauth2_registration', 'idx_oauth2_registration_expires', 'expires_at');
    }
}
