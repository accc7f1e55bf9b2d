<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * One table, written once for both dialects.
 *
 * Columns are a name and a type: `ascii(n)` for ids and digests, which compare as bytes; `text(n)`, `text`, `longtext`;
 * `int` of 64 bits; `flag`; `datetime`. After it may follow `null` and `default …`; without `null` a column is NOT NULL.
 *
 * @internal
 */
final readonly class TableDefinition
{
    /**
     * @param array<string, string> $columns
     * @param string $primaryKey one column
     * @param array<string, string> $unique column, or several with commas, by index name
     * @param array<string, string> $indexes column by index name
     */
    public function __construct(
        private array $columns,
        private string $primaryKey,
        private array $unique = [],
        private array $indexes = [],
    ) {
    }

    /** @return list<string> the statements that make the table and its indexes where they are missing */
    public function create(string $table, Dialect $dialect): array
    {
        $lines = [];
        foreach ($this->columns as $name => $type) {
            $lines[] = $name . ' ' . $this->type($type, $dialect);
        }
        $lines[] = "PRIMARY KEY ($this->primaryKey)";
        $after = [];
        foreach ($this->indexNames($table, $dialect) as [$name, $column, $unique]) {
            if ($dialect === Dialect::MySql) {
                $lines[] = ($unique ? 'UNIQUE ' : '') . "INDEX $name ($column)";
            } else {
                $after[] = 'CREATE ' . ($unique ? 'UNIQUE ' : '') . "INDEX IF NOT EXISTS $name ON $table ($column)";
            }
        }
        $options = $dialect === Dialect::MySql ? ' ' . self::options() : '';

        return ["CREATE TABLE IF NOT EXISTS $table (" . implode(', ', $lines) . ')' . $options, ...$after];
    }

    /**
     * The statements that turn an older form of the table into this one. SQLite, which doesn't check types, only gets
     * the missing columns and indexes.
     *
     * @param list<string> $columns those that it has
     * @param list<string> $indexes those that it has
     * @return list<string>
     */
    public function alter(string $table, Dialect $dialect, array $columns, array $indexes): array
    {
        $changes = [];
        foreach ($this->columns as $name => $type) {
            if (!in_array($name, $columns, true)) {
                $changes[] = "ADD COLUMN $name " . $this->type($type, $dialect);
            } elseif ($dialect === Dialect::MySql) {
                $changes[] = "MODIFY COLUMN $name " . $this->type($type, $dialect);
            }
        }
        $after = [];
        foreach ($this->indexNames($table, $dialect) as [$name, $column, $unique]) {
            if (!in_array($name, $indexes, true)) {
                $create = $unique ? 'UNIQUE INDEX' : 'INDEX';
                $after[] = "CREATE $create $name ON $table ($column)";
            }
        }
        if ($dialect === Dialect::Sqlite) {
            return [...array_map(static fn (string $change): string => "ALTER TABLE $table $change", $changes), ...$after];
        }

        return ["ALTER TABLE $table " . implode(', ', [...$changes, self::options()]), ...$after];
    }

    /** @return list<array{string, string, bool}> name, column, whether it is unique */
    private function indexNames(string $table, Dialect $dialect): array
    {
        $names = [];
        foreach ([[$this->unique, true], [$this->indexes, false]] as [$indexes, $unique]) {
            foreach ($indexes as $name => $column) {
                // SQLite's indexes share one namespace, in which the table's prefix tells installations apart.
                $names[] = [$dialect === Dialect::Sqlite ? "{$table}_$name" : $name, $column, $unique];
            }
        }

        return $names;
    }

    private function type(string $type, Dialect $dialect): string
    {
        $parts = explode(' ', $type, 3);
        $name = $dialect === Dialect::Sqlite ? self::sqliteType($parts[0]) : self::mySqlType($parts[0]);
        $null = ($parts[1] ?? '') === 'null' ? ' NULL' : ' NOT NULL';
        $default = ($parts[1] ?? '') === 'default' ? ' DEFAULT ' . ($parts[2] ?? '') : '';

        return $name . $null . $default;
    }

    private static function sqliteType(string $type): string
    {
        return in_array($type, ['int', 'flag'], true) ? 'INTEGER' : 'TEXT';
    }

    private static function mySqlType(string $type): string
    {
        $text = ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

        return match (true) {
            $type === 'int' => 'BIGINT',
            $type === 'flag' => 'TINYINT(1)',
            $type === 'datetime' => 'DATETIME',
            $type === 'text' => 'TEXT' . $text,
            $type === 'longtext' => 'LONGTEXT' . $text,
            str_starts_with($type, 'text(') => 'VARCHAR' . substr($type, 4) . $text,
            str_starts_with($type, 'ascii(') => 'VARCHAR' . substr($type, 5) . ' CHARACTER SET ascii COLLATE ascii_bin',
            default => throw new \ValueError("No column type: $type"),
        };
    }

    private static function options(): string
    {
        return 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC';
    }
}
