<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

/**
 * The step to schema 4: a client ID may be the address of a client ID metadata document, so the columns of client IDs become
 * longer. A table has the documents, and what administrators decided about them.
 */
final class Step4ClientDocuments implements Step
{
    private const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
    private const TEXT = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
    private const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC';

    /** The columns of oauth2_document, each with its definition for MySQL and for SQLite. */
    private const COLUMNS = [
        'client_id' => ['VARCHAR(255) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
        'decision' => ['VARCHAR(16) ' . self::ASCII . ' NULL', 'TEXT NULL'],
        'asked_by' => ['VARCHAR(100) ' . self::TEXT . ' NULL', 'TEXT NULL'],
        'body' => ['TEXT ' . self::TEXT . ' NULL', 'TEXT NULL'],
        'fetched_at' => ['BIGINT NULL', 'INTEGER NULL'],
        'fresh_until' => ['BIGINT NULL', 'INTEGER NULL'],
        'digest' => ['VARCHAR(43) ' . self::ASCII . ' NULL', 'TEXT NULL'],
        'kept' => ['TINYINT(1) NOT NULL DEFAULT 0', 'INTEGER NOT NULL DEFAULT 0'],
        'suspended' => ['TINYINT(1) NOT NULL DEFAULT 0', 'INTEGER NOT NULL DEFAULT 0'],
        'adopted' => ['TEXT ' . self::TEXT . ' NULL', 'TEXT NULL'],
        'latest' => ['TEXT ' . self::TEXT . ' NULL', 'TEXT NULL'],
        'checked_at' => ['BIGINT NULL', 'INTEGER NULL'],
        'check_problem' => ['VARCHAR(40) ' . self::ASCII . ' NULL', 'TEXT NULL'],
        'created_at' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
    ];

    public function run(StepDatabase $database): void
    {
        $lines = [];
        foreach (self::COLUMNS as $column => $definitions) {
            $lines[] = "$column {$definitions[$database->isSqlite() ? 1 : 0]}";
        }
        $lines[] = 'PRIMARY KEY (client_id)';
        $database->execute("CREATE TABLE IF NOT EXISTS {$database->table('oauth2_document')} (" . implode(', ', $lines) . ')'
            . ($database->isSqlite() ? '' : ' ' . self::OPTIONS));
        $database->addIndex('oauth2_document', 'idx_oauth2_document_created', 'created_at');
        // A text of SQLite has no maximum. A second time, the statement changes nothing.
        foreach ($database->isSqlite() ? [] : ['oauth2_client', 'oauth2_authorization'] as $table) {
            $database->execute(
                "ALTER TABLE {$database->table($table)} MODIFY client_id VARCHAR(255) " . self::ASCII . ' NOT NULL',
            );
        }
    }
}
