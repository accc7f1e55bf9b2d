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

/** The database as a step sees it: every write first renews the lease, so that a process that lost it stops. */
final readonly class StepDatabase
{
    /** @param list<string> $takenOverScopes what a client of the official plugin with no scope of its own may ask for */
    public function __construct(
        private Connection $connection,
        private Lease $lease,
        public array $takenOverScopes,
    ) {
    }

    public function table(string $name): string
    {
        return $this->connection->table($name);
    }

    public function isSqlite(): bool
    {
        return $this->connection->dialect() === Dialect::Sqlite;
    }

    /**
     * @param list<string|int|bool|null> $parameters
     * @return int the rows it changed
     * @throws MigrationBusy
     * @throws StorageUnavailable
     */
    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int
    {
        $this->lease->renew();

        return $this->connection->execute($sql, $parameters);
    }

    /**
     * @param list<string|int|bool|null> $parameters
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
     * Work on rows that must not be done to the same rows twice; oauth2_meta notes that it is done. A process that dies
     * before the note leaves the work to be done again, so a step of many statements also has to tell finished rows apart.
     *
     * @param string $mark a name of its own, such as "step-2-scopes"
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
     * Adds a column where it is missing. Each definition holds type, NULL or NOT NULL, and a default where rows need one.
     *
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
     * Adds an index where it is missing.
     *
     * @param string $columns one, or several with commas
     * @throws MigrationBusy
     * @throws StorageUnavailable
     */
    public function addIndex(string $table, string $index, string $columns, bool $unique = false): void
    {
        // SQLite's indexes share one namespace, in which the table's prefix tells installations apart.
        $name = $this->isSqlite() ? $this->table($table) . "_$index" : $index;
        $this->unless(
            fn (): bool => \in_array($name, $this->indexes($table), true),
            'CREATE ' . ($unique ? 'UNIQUE ' : '') . "INDEX $name ON {$this->table($table)} ($columns)",
        );
    }

    /**
     * @return list<string> the table's columns, none when there is no such table
     * @throws StorageUnavailable
     */
    public function columns(string $table): array
    {
        return $this->names($this->isSqlite()
            ? 'SELECT name FROM pragma_table_info(?)'
            : 'SELECT column_name AS name FROM information_schema.columns'
                . ' WHERE table_schema = DATABASE() AND table_name = ?', $table);
    }

    /**
     * @return list<string>
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
     * A process whose lease expired during a long statement may finish it while its successor sends the same.
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
