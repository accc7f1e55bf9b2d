<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\MigrationBusy;
use Piwik\Plugins\OAuth2\Storage\Row;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** The database for a step. Every write renews the lease first, so that a process that has lost the lease stops. */
final readonly class StepDatabase
{
    /** @param list<string> $takenOverScopes the scopes for a client of the official plugin that has none */
    public function __construct(
        private Connection $connection,
        private Lease $lease,
        public array $takenOverScopes,
    ) {
    }

    /** The full name of a table, see {@see Connection::table()}. */
    public function table(string $name): string
    {
        return $this->connection->table($name);
    }

    /** True for SQLite, false for MySQL and MariaDB. */
    public function isSqlite(): bool
    {
        return $this->connection->dialect() === Dialect::Sqlite;
    }

    /**
     * Renews the lease, then runs a writing statement.
     *
     * @param list<string|int|bool|null> $parameters one for each `?`
     * @return int the number of changed rows
     * @throws MigrationBusy when another process has taken the lease
     * @throws StorageUnavailable
     */
    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int
    {
        $this->lease->renew();

        return $this->connection->execute($sql, $parameters);
    }

    /**
     * Runs a query and returns all rows.
     *
     * @param list<string|int|bool|null> $parameters one for each `?`
     * @return list<Row>
     * @throws StorageUnavailable
     */
    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array
    {
        return array_map(
            static fn (array $row): Row => new Row($row),
            $this->connection->rows($sql, $parameters),
        );
    }

    /**
     * Runs work that must not be repeated, and then sets a mark in oauth2_meta. If the process crashes before the mark is
     * set, the work runs again; work of several statements must therefore recognise rows that are already done.
     *
     * @param string $mark a unique name, such as "step-2-scopes"
     * @param \Closure(): void $work
     * @throws MigrationBusy
     * @throws StorageUnavailable
     */
    public function once(string $mark, \Closure $work): void
    {
        $meta = new MetaTable($this->connection);
        if ($meta->get($mark) === null) {
            $work();
            $this->lease->renew();
            $meta->set($mark, 'done');
        }
    }

    /**
     * Adds a column if it is missing.
     *
     * @param string $mySql the definition for MySQL: type, NULL or NOT NULL, and a default where existing rows need one
     * @param string $sqlite the same for SQLite
     * @throws MigrationBusy
     * @throws StorageUnavailable
     */
    public function addColumn(string $table, string $column, string $mySql, string $sqlite): void
    {
        $this->unless(
            fn (): bool => \in_array($column, $this->columns($table), true),
            "ALTER TABLE {$this->table($table)} ADD COLUMN $column " . ($this->isSqlite() ? $sqlite : $mySql),
        );
    }

    /**
     * Adds an index if it is missing.
     *
     * @param string $columns one column, or several separated by commas
     * @throws MigrationBusy
     * @throws StorageUnavailable
     */
    public function addIndex(string $table, string $index, string $columns, bool $unique = false): void
    {
        // Index names are unique per database in SQLite, so they need the installation's prefix.
        $name = $this->isSqlite() ? $this->table($table) . "_$index" : $index;
        $this->unless(
            fn (): bool => \in_array($name, $this->indexes($table), true),
            'CREATE ' . ($unique ? 'UNIQUE ' : '') . "INDEX $name ON {$this->table($table)} ($columns)",
        );
    }

    /**
     * The names of a table's columns, generated ones included.
     *
     * @return list<string> empty when the table does not exist
     * @throws StorageUnavailable
     */
    public function columns(string $table): array
    {
        return $this->names($this->isSqlite()
            ? 'SELECT name FROM pragma_table_xinfo(?)'
            : 'SELECT column_name AS name FROM information_schema.columns'
                . ' WHERE table_schema = DATABASE() AND table_name = ?', $table);
    }

    /**
     * The names of a table's indexes.
     *
     * @return list<string> empty when the table does not exist
     * @throws StorageUnavailable
     */
    public function indexes(string $table): array
    {
        return $this->names($this->isSqlite()
            ? 'SELECT name FROM pragma_index_list(?)'
            : 'SELECT DISTINCT index_name AS name FROM information_schema.statistics'
                . ' WHERE table_schema = DATABASE() AND table_name = ?', $table);
    }

    /** @return list<string> */
    private function names(string $query, string $table): array
    {
        return array_map(
            static fn (Row $row): string => $row->string('name'),
            $this->rows($query, [$this->table($table)]),
        );
    }

    /**
     * Runs a statement unless its result exists. An error is ignored when the result exists afterwards: after the lease has
     * expired during a long statement, two processes may run the same one.
     *
     * @param \Closure(): bool $isThere
     */
    private function unless(\Closure $isThere, string $sql): void
    {
        if ($isThere()) {
            return;
        }
        try {
            $this->execute($sql);
        } catch (StorageUnavailable $failure) {
            if (!$isThere()) {
                throw $failure;
            }
        }
    }
}
