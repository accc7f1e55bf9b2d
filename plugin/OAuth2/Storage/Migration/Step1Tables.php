<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

use Piwik\Plugins\OAuth2\Storage\Row;

/**
 * The step to schema 1: creates the tables of the first release, or converts those of the official plugin. Of these it keeps
 * the clients and drops the tables of tokens and codes, so that existing tokens stop working.
 */
final class Step1Tables implements Step
{
    private const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
    private const TEXT = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
    private const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC';

    /** The official plugin's tables that the step drops. */
    private const OFFICIAL = ['oauth2_access_token', 'oauth2_refresh_token', 'oauth2_auth_code'];

    /** The columns of oauth2_client that the official plugin has as well. */
    private const SHARED = 'client_id, name, description, secret_hash, redirect_uris, grant_types, scopes, type, active,'
        . ' owner_login, created_at, updated_at, last_used_at';

    /** The temporary name of the converted oauth2_client in SQLite, which cannot change the columns of a table. */
    private const CONVERTED = 'oauth2_client_converted';

    /** The scopes, lowest first. In the official plugin a client's scope includes the lower ones. */
    private const SCOPES = ['matomo:read', 'matomo:write', 'matomo:admin', 'matomo:superuser'];

    /** A temporary value of require_pkce that marks a converted client which requires PKCE. */
    private const FINISHED = 2;

    /** The columns by table, each with its definition for MySQL and for SQLite. */
    private const COLUMNS = [
        'oauth2_client' => [
            'client_id' => ['VARCHAR(80) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'name' => ['VARCHAR(255) ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'description' => ['TEXT ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'secret_hash' => ['VARCHAR(255) ' . self::TEXT . ' NULL', 'TEXT NULL'],
            'redirect_uris' => ['LONGTEXT ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'grant_types' => ['LONGTEXT ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'scopes' => ['LONGTEXT ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'type' => ['VARCHAR(20) ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'active' => ['TINYINT(1) NOT NULL DEFAULT 1', 'INTEGER NOT NULL DEFAULT 1'],
            'owner_login' => ['VARCHAR(100) ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'created_at' => ['DATETIME NOT NULL', 'TEXT NOT NULL'],
            'updated_at' => ['DATETIME NOT NULL', 'TEXT NOT NULL'],
            'last_used_at' => ['DATETIME NULL', 'TEXT NULL'],
            'secret_hint' => ['VARCHAR(16) ' . self::ASCII . ' NULL', 'TEXT NULL'],
            'epoch' => ['BIGINT NOT NULL DEFAULT 0', 'INTEGER NOT NULL DEFAULT 0'],
            'require_pkce' => ['TINYINT(1) NOT NULL DEFAULT 1', 'INTEGER NOT NULL DEFAULT 1'],
        ],
        'oauth2_authorization' => [
            'id' => ['VARCHAR(80) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'client_id' => ['VARCHAR(80) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'login' => ['VARCHAR(100) ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'kind' => ['VARCHAR(20) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'scope' => ['VARCHAR(255) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'resource' => ['TEXT ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'client_epoch' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
            'created_at' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
            'expires_at' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
            'last_used_at' => ['BIGINT NULL', 'INTEGER NULL'],
            'ended_at' => ['BIGINT NULL', 'INTEGER NULL'],
            'end_reason' => ['VARCHAR(40) ' . self::ASCII . ' NULL', 'TEXT NULL'],
            'code_digest' => ['VARCHAR(43) ' . self::ASCII . ' NULL', 'TEXT NULL'],
            'code_expires_at' => ['BIGINT NULL', 'INTEGER NULL'],
            'code_redeemed_at' => ['BIGINT NULL', 'INTEGER NULL'],
            'code_challenge' => ['VARCHAR(128) ' . self::ASCII . ' NULL', 'TEXT NULL'],
            'redirect_uri' => ['TEXT ' . self::TEXT . ' NULL', 'TEXT NULL'],
            'redirect_uri_sent' => ['TINYINT(1) NOT NULL DEFAULT 0', 'INTEGER NOT NULL DEFAULT 0'],
            'family_digest' => ['VARCHAR(43) ' . self::ASCII . ' NULL', 'TEXT NULL'],
            'refresh_digest' => ['VARCHAR(43) ' . self::ASCII . ' NULL', 'TEXT NULL'],
            'previous_digest' => ['VARCHAR(43) ' . self::ASCII . ' NULL', 'TEXT NULL'],
            'successor_sealed' => ['TEXT ' . self::TEXT . ' NULL', 'TEXT NULL'],
            'rotated_at' => ['BIGINT NULL', 'INTEGER NULL'],
            'refresh_expires_at' => ['BIGINT NULL', 'INTEGER NULL'],
            'credentials_key' => ['VARCHAR(43) ' . self::ASCII . ' NULL', 'TEXT NULL'],
            'credentials_number' => ['BIGINT NOT NULL DEFAULT 0', 'INTEGER NOT NULL DEFAULT 0'],
        ],
        'oauth2_revoked_token' => [
            'jti' => ['VARCHAR(80) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'expires_at' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
        ],
        'oauth2_key' => [
            'kid' => ['VARCHAR(128) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'algorithm' => ['VARCHAR(16) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'state' => ['VARCHAR(16) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'slot' => ['VARCHAR(16) ' . self::ASCII . ' NULL', 'TEXT NULL'],
            'sealed' => ['TEXT ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'public_jwk' => ['TEXT ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'created_at' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
            'activated_at' => ['BIGINT NULL', 'INTEGER NULL'],
            'retired_at' => ['BIGINT NULL', 'INTEGER NULL'],
            'expires_at' => ['BIGINT NULL', 'INTEGER NULL'],
        ],
        'oauth2_consent' => [
            'digest' => ['VARCHAR(43) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'login' => ['VARCHAR(100) ' . self::TEXT . ' NOT NULL', 'TEXT NOT NULL'],
            'request_digest' => ['VARCHAR(43) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'expires_at' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
        ],
        'oauth2_throttle' => [
            'bucket' => ['VARCHAR(43) ' . self::ASCII . ' NOT NULL', 'TEXT NOT NULL'],
            'hits' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
            'window_start' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
            'expires_at' => ['BIGINT NOT NULL', 'INTEGER NOT NULL'],
        ],
    ];

    private const PRIMARY_KEYS = [
        'oauth2_client' => 'client_id',
        'oauth2_authorization' => 'id',
        'oauth2_revoked_token' => 'jti',
        'oauth2_key' => 'kid',
        'oauth2_consent' => 'digest',
        'oauth2_throttle' => 'bucket',
    ];

    /** The indexes by table: name, columns, true for a unique index. */
    private const INDEXES = [
        'oauth2_client' => [['idx_oauth2_client_owner', 'owner_login', false]],
        'oauth2_authorization' => [
            ['idx_oauth2_authorization_credentials', 'credentials_key, credentials_number', true],
            ['idx_oauth2_authorization_client', 'client_id', false],
            ['idx_oauth2_authorization_login', 'login', false],
            ['idx_oauth2_authorization_expires', 'expires_at', false],
        ],
        'oauth2_revoked_token' => [['idx_oauth2_revoked_token_expires', 'expires_at', false]],
        'oauth2_key' => [['idx_oauth2_key_slot', 'slot', true]],
        'oauth2_consent' => [['idx_oauth2_consent_expires', 'expires_at', false]],
        'oauth2_throttle' => [['idx_oauth2_throttle_expires', 'expires_at', false]],
    ];

    public function run(StepDatabase $database): void
    {
        $takenOver = $database->columns('oauth2_client') !== [] || $database->columns(self::CONVERTED) !== [];
        if ($takenOver) {
            $database->isSqlite() ? $this->convertInSqlite($database) : $this->convertInMySql($database);
        }
        foreach (array_keys(self::COLUMNS) as $table) {
            $database->execute($this->create($database, $table, $table));
            foreach (self::INDEXES[$table] as [$name, $columns, $unique]) {
                $database->addIndex($table, $name, $columns, $unique);
            }
        }
        if ($takenOver) {
            $database->once('step-1-clients', fn () => $this->takeOver($database));
            $client = $database->table('oauth2_client');
            $database->execute("UPDATE $client SET require_pkce = 1 WHERE require_pkce = ?", [self::FINISHED]);
        }
        foreach (self::OFFICIAL as $table) {
            $database->execute('DROP TABLE IF EXISTS ' . $database->table($table));
        }
    }

    private function create(StepDatabase $database, string $table, string $like): string
    {
        $sqlite = $database->isSqlite();
        $lines = [];
        foreach (self::COLUMNS[$like] as $column => $definitions) {
            $lines[] = "$column {$definitions[$sqlite ? 1 : 0]}";
        }
        $lines[] = 'PRIMARY KEY (' . self::PRIMARY_KEYS[$like] . ')';
        foreach ($sqlite ? [] : self::INDEXES[$like] as [$name, $columns, $unique]) {
            $lines[] = ($unique ? 'UNIQUE ' : '') . "INDEX $name ($columns)";
        }

        return "CREATE TABLE IF NOT EXISTS {$database->table($table)} (" . implode(', ', $lines) . ')'
            . ($sqlite ? '' : ' ' . self::OPTIONS);
    }

    private function convertInMySql(StepDatabase $database): void
    {
        $client = $database->table('oauth2_client');
        foreach (['description' => '', 'redirect_uris' => '[]', 'grant_types' => '[]', 'scopes' => '[]'] as $column => $empty) {
            $database->execute("UPDATE $client SET $column = ? WHERE $column IS NULL", [$empty]);
        }
        $present = $database->columns('oauth2_client');
        $changes = [];
        foreach (self::COLUMNS['oauth2_client'] as $column => [$definition]) {
            $changes[] = (\in_array($column, $present, true) ? 'MODIFY' : 'ADD') . " COLUMN $column $definition";
        }
        $database->execute("ALTER TABLE $client " . implode(', ', [...$changes, self::OPTIONS]));
    }

    private function convertInSqlite(StepDatabase $database): void
    {
        $client = $database->table('oauth2_client');
        $converted = $database->table(self::CONVERTED);
        $present = $database->columns('oauth2_client');
        if ($present !== [] && !\in_array('require_pkce', $present, true)) {
            $database->execute("DROP TABLE IF EXISTS $converted");
            $database->execute($this->create($database, self::CONVERTED, 'oauth2_client'));
            $database->execute(
                "INSERT INTO $converted (" . self::SHARED . ') SELECT ' . strtr(self::SHARED, [
                    'description' => "COALESCE(description, '')",
                    'redirect_uris' => "COALESCE(redirect_uris, '[]')",
                    'grant_types' => "COALESCE(grant_types, '[]')",
                    'scopes' => "COALESCE(scopes, '[]')",
                ]) . " FROM $client",
            );
            $database->execute("DROP TABLE $client");
        }
        if ($database->columns('oauth2_client') === []) {
            $database->execute("ALTER TABLE $converted RENAME TO $client");
        }
    }

    /**
     * Converts the official plugin's clients, each by one statement that also marks it as converted, because a second
     * conversion could change the scopes again. Confidential clients are not required to use PKCE: they have never sent a
     * code challenge, so the requirement would break every existing integration.
     */
    private function takeOver(StepDatabase $database): void
    {
        $client = $database->table('oauth2_client');
        foreach ($database->rows("SELECT client_id, scopes, type FROM $client WHERE require_pkce = 1") as $row) {
            $scopes = $this->expand($row->strings('scopes'), $database->takenOverScopes);
            $database->execute(
                "UPDATE $client SET scopes = ?, require_pkce = ? WHERE client_id = ? AND require_pkce = 1",
                [Row::json($scopes), $row->string('type') === 'confidential' ? 0 : self::FINISHED, $row->string('client_id')],
            );
        }
    }

    /**
     * @param list<string> $scopes
     * @param list<string> $default
     * @return list<string> all scopes up to the highest given one; $default when none is known
     */
    private function expand(array $scopes, array $default): array
    {
        $levels = array_keys(array_intersect(self::SCOPES, $scopes));

        return $levels === [] ? $default : \array_slice(self::SCOPES, 0, max($levels) + 1);
    }
}
