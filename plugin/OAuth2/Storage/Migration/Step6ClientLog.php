<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

/** The step to schema 6: each secret of a client has its age and last use, and each client a log of what happened to it. */
final class Step6ClientLog implements Step
{
    private const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
    private const TEXT = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
    private const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC';

    public function run(StepDatabase $database): void
    {
        foreach (['secret_created_at', 'secret_used_at', 'old_secret_created_at', 'old_secret_used_at'] as $column) {
            $database->addColumn('oauth2_client', $column, 'BIGINT NULL', 'INTEGER NULL');
        }
        $events = $database->table('oauth2_client_event');
        $database->execute(
            $database->isSqlite()
                ? "CREATE TABLE IF NOT EXISTS $events (id INTEGER PRIMARY KEY AUTOINCREMENT, client_id TEXT NOT NULL,"
                    . ' name TEXT NOT NULL, happened_at INTEGER NOT NULL, login TEXT NOT NULL, details TEXT NOT NULL)'
                : "CREATE TABLE IF NOT EXISTS $events (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, client_id VARCHAR(255) " . self::ASCII
                    . ' NOT NULL, name VARCHAR(40) ' . self::ASCII . ' NOT NULL, happened_at BIGINT NOT NULL, login VARCHAR(100) '
                    . self::TEXT . ' NOT NULL, details TEXT ' . self::TEXT . ' NOT NULL, PRIMARY KEY (id)) ' . self::OPTIONS,
        );
        $database->addIndex('oauth2_client_event', 'idx_oauth2_client_event_client', 'client_id');
        $database->addIndex('oauth2_client_event', 'idx_oauth2_client_event_time', 'happened_at');
    }
}
