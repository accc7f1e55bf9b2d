<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\campaigns;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;
use Piwik\Plugins\OAuth2\Storage\StorageException;

/** The figures of the host's database, and its faults, for campaigns. */
final readonly class Database
{
    private bool $isSqlite;

    public function __construct(private Connection $connection)
    {
        $this->isSqlite = $connection->dialect() === Dialect::Sqlite;
    }

    /**
     * Measures the database.
     *
     * @return array<string, int|array<string, int>|null> `rows` by table, `bytes`, and on MariaDB the numbers of `statements` and of
     *         rows that were `read` since it was started
     */
    public function measure(): array
    {
        // Read first, so that counting the rows below does not count.
        $work = $this->isSqlite ? [null, null] : [
            $this->sum("SHOW GLOBAL STATUS LIKE 'Questions'"),
            $this->sum("SHOW GLOBAL STATUS LIKE 'Handler_read%'"),
        ];
        $rows = [];
        $prefix = $this->connection->table('oauth2_');
        $tables = $this->isSqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name';
        foreach ($this->connection->rows($tables) as ['name' => $table]) {
            if (str_starts_with((string) $table, $prefix)) {
                $rows[substr((string) $table, \strlen($prefix))] = $this->sum("SELECT COUNT(*) AS Value FROM $table");
            }
        }

        return [
            'rows' => $rows,
            'bytes' => $this->sum($this->isSqlite
                ? 'SELECT page_count * page_size AS Value FROM pragma_page_count(), pragma_page_size()'
                : "SELECT file_size AS Value FROM information_schema.innodb_sys_tablespaces WHERE name LIKE CONCAT(DATABASE(), '/%')"),
            'statements' => $work[0],
            'read' => $work[1],
        ];
    }

    /**
     * Ends the other connections to MariaDB again and again.
     *
     * @return int the number of connections
     */
    public function endConnections(int $seconds): int
    {
        $ended = 0;
        for ($until = microtime(true) + $seconds; !$this->isSqlite && microtime(true) < $until;) {
            foreach ($this->connection->rows('SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db = DATABASE()') as ['id' => $id]) {
                try {
                    $this->connection->execute("KILL CONNECTION $id");
                    $ended++;
                } catch (StorageException) {
                    // It has ended by itself.
                }
            }
            usleep(20_000);
        }

        return $ended;
    }

    /** The sum of the column Value. */
    private function sum(string $sql): int
    {
        return (int) array_sum(array_column($this->connection->rows($sql), 'Value'));
    }
}
