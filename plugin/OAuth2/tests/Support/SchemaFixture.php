<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;

/** The tables and rows of earlier versions, as tools/schema-fixture wrote them. */
final class SchemaFixture
{
    /** Our own schemas and the official plugin's tables. */
    public const ALL = ['schema-1', 'schema-2', 'schema-3', 'schema-4', 'schema-5', 'schema-6', 'schema-7', 'official-5'];

    public static function load(Connection $connection, string $name): void
    {
        $dialect = $connection->dialect() === Dialect::MySql ? 'mysql' : 'sqlite';
        $file = \dirname(__DIR__) . "/Fixtures/$name.$dialect.sql";
        $prefix = (string) strstr($connection->table('oauth2_client'), 'oauth2_client', true);
        foreach (explode("\n", trim((string) file_get_contents($file))) as $line) {
            if (!str_starts_with($line, '--')) {
                $connection->execute(str_replace('{prefix}', $prefix, rtrim($line, ';')));
            }
        }
    }

    /** @return array<string, list<array<string, scalar|null>>> the rows by table, without those of oauth2_meta about the schema */
    public static function rows(Connection $connection): array
    {
        $rows = [];
        foreach (array_keys(OfficialTables::describe($connection)) as $table) {
            $where = $table === 'oauth2_meta' ? " WHERE name <> 'migration' AND name NOT LIKE 'schema%' AND name NOT LIKE 'step-%'" : '';
            $rows[$table] = $connection->rows('SELECT * FROM ' . $connection->table($table) . "$where ORDER BY 1");
        }

        return $rows;
    }
}
