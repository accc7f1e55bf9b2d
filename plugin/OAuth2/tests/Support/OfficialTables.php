<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;

/** The official plugin's tables as an installation may have them, and descriptions of schemas for comparison. */
final class OfficialTables
{
    public const GONE = ['oauth2_access_token', 'oauth2_refresh_token', 'oauth2_auth_code'];

    /** Creates its tables in the character set of older Matomo databases. */
    public static function create(Connection $connection): void
    {
        $mySql = $connection->dialect() === Dialect::MySql;
        $options = $mySql ? ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci' : '';
        $client = $connection->table('oauth2_client');
        $connection->execute(
            "CREATE TABLE $client (client_id VARCHAR(80) NOT NULL, name VARCHAR(255) NOT NULL, description TEXT NULL,"
                . ' secret_hash VARCHAR(255) NULL, redirect_uris LONGTEXT NULL, grant_types LONGTEXT NULL,'
                . ' scopes LONGTEXT NULL, type VARCHAR(20) NOT NULL, active TINYINT(1) NOT NULL DEFAULT 1,'
                . ' owner_login VARCHAR(100) NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,'
                . ' last_used_at DATETIME NULL, PRIMARY KEY (client_id)'
                . ($mySql ? ', INDEX idx_oauth2_client_owner (owner_login)' : '') . ')' . $options,
        );
        foreach (self::GONE as $table) {
            $connection->execute('CREATE TABLE ' . $connection->table($table) . " (id VARCHAR(100) PRIMARY KEY)$options");
        }
    }

    public static function drop(Connection $connection): void
    {
        foreach ([...self::GONE, 'oauth2_client'] as $table) {
            $connection->execute('DROP TABLE IF EXISTS ' . $connection->table($table));
        }
    }

    public static function client(
        Connection $connection,
        string $clientId,
        string $type,
        string $scopes,
        ?string $hash = null,
        string $owner = 'anna',
    ): void {
        $connection->execute(
            'INSERT INTO ' . $connection->table('oauth2_client') . ' (client_id, name, secret_hash, redirect_uris,'
                . ' grant_types, scopes, type, active, owner_login, created_at, updated_at)'
                . ' VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)',
            [
                $clientId,
                "Anna's app \u{1F980}",
                $hash,
                '["https:\/\/app.example\/cb","http:\/\/app.example\/cb"]',
                '["authorization_code","client_credentials","refresh_token"]',
                $scopes,
                $type,
                $owner,
                gmdate('Y-m-d H:i:s', FixedClock::START),
                gmdate('Y-m-d H:i:s', FixedClock::START),
            ],
        );
    }

    /**
     * Columns and indexes of all tables with the connection's prefix.
     *
     * @return array<string, mixed> by table name without prefix
     */
    public static function describe(Connection $connection): array
    {
        $prefix = strstr($connection->table('oauth2_client'), 'oauth2_client', true);
        $names = $connection->rows(
            $connection->dialect() === Dialect::MySql
                ? 'SELECT table_name AS name FROM information_schema.tables'
                    . ' WHERE table_schema = DATABASE() AND table_name LIKE ? ORDER BY 1'
                : "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ? ORDER BY 1",
            [$prefix . 'oauth2%'],
        );
        $tables = [];
        foreach ($names as ['name' => $name]) {
            $short = substr((string) $name, strlen((string) $prefix));
            $tables[$short] = $connection->dialect() === Dialect::MySql
                ? self::mySqlTable($connection, (string) $name)
                : self::sqliteTable($connection, (string) $name, (string) $prefix);
        }

        return $tables;
    }

    /** @return array<string, mixed> */
    private static function mySqlTable(Connection $connection, string $table): array
    {
        return [
            'options' => $connection->row(
                'SELECT engine, table_collation FROM information_schema.tables'
                    . ' WHERE table_schema = DATABASE() AND table_name = ?',
                [$table],
            ),
            'columns' => $connection->rows(
                'SELECT ordinal_position, column_name, column_type, is_nullable, column_default, collation_name, extra'
                    . ' FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY 1',
                [$table],
            ),
            'indexes' => $connection->rows(
                'SELECT index_name, non_unique, seq_in_index, column_name FROM information_schema.statistics'
                    . ' WHERE table_schema = DATABASE() AND table_name = ? ORDER BY 1, 3',
                [$table],
            ),
        ];
    }

    /** @return array<string, mixed> */
    private static function sqliteTable(Connection $connection, string $table, string $prefix): array
    {
        $indexes = [];
        foreach ($connection->rows('SELECT name, "unique" FROM pragma_index_list(?) WHERE origin = ?', [$table, 'c']) as $index) {
            $name = (string) $index['name'];
            $indexes[str_replace($prefix, '', $name)] = [
                $index['unique'],
                $connection->rows('SELECT name FROM pragma_index_info(?)', [$name]),
            ];
        }
        ksort($indexes);

        return [
            'columns' => $connection->rows(
                'SELECT cid, name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?) ORDER BY cid',
                [$table],
            ),
            'indexes' => $indexes,
        ];
    }
}
