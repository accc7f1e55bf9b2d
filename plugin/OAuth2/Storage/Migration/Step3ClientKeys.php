<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

/**
 * The step to schema 3: a client may have public keys, or the address of a JWK Set, in place of a secret (RFC 7523). Used
 * assertions are kept until they expire, and fetched JWK Sets until they are replaced.
 */
final class Step3ClientKeys implements Step
{
    private const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
    private const TEXT = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
    private const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC';

    public function run(StepDatabase $database): void
    {
        $database->addColumn('oauth2_client', 'jwk_set', 'TEXT ' . self::TEXT . ' NULL', 'TEXT NULL');
        $database->addColumn('oauth2_client', 'jwk_set_uri', 'TEXT ' . self::TEXT . ' NULL', 'TEXT NULL');
        $digest = $database->isSqlite() ? 'TEXT NOT NULL' : 'VARCHAR(43) ' . self::ASCII . ' NOT NULL';
        $keys = $database->isSqlite() ? 'TEXT NULL' : 'TEXT ' . self::TEXT . ' NULL';
        $time = $database->isSqlite() ? 'INTEGER' : 'BIGINT';
        $this->create($database, 'oauth2_used_assertion', "digest $digest, expires_at $time NOT NULL, PRIMARY KEY (digest)");
        $database->addIndex('oauth2_used_assertion', 'idx_oauth2_used_assertion_expires', 'expires_at');
        $this->create(
            $database,
            'oauth2_fetched_keys',
            "digest $digest, jwk_set $keys, fetched_at $time NULL, tried_at $time NOT NULL, PRIMARY KEY (digest)",
        );
        $database->addIndex('oauth2_fetched_keys', 'idx_oauth2_fetched_keys_tried', 'tried_at');
    }

    private function create(StepDatabase $database, string $table, string $columns): void
    {
        $database->execute("CREATE TABLE IF NOT EXISTS {$database->table($table)} ($columns)"
            . ($database->isSqlite() ? '' : ' ' . self::OPTIONS));
    }
}
