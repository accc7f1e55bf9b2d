<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * Deletes by index in batches: first the keys, then the rows, each found by its primary key. So a purge locks a bounded
 * number of rows, and replicates row by row (SQLite has no DELETE … LIMIT, and MySQL's is unsafe in statement-based
 * replication).
 *
 * @internal
 */
final readonly class Batch
{
    public function __construct(private Connection $connection)
    {
    }

    /**
     * @param string $condition one indexed column compared with `?`; looked at again when the row is deleted
     * @param string $order the column of that index
     * @return int how many rows went
     * @throws StorageUnavailable
     */
    public function delete(string $table, string $key, string $condition, string|int $value, string $order, int $batch): int
    {
        if ($batch < 1) {
            throw new \ValueError('A batch has at least one row');
        }
        $rows = $this->connection->rows(
            "SELECT $key FROM $table WHERE $condition ORDER BY $order LIMIT $batch",
            [$value],
        );
        $keys = array_map(static fn (array $row): string => (string) $row[$key], $rows);
        if ($keys === []) {
            return 0;
        }

        return $this->connection->execute(
            "DELETE FROM $table WHERE $key IN (" . implode(', ', array_fill(0, count($keys), '?')) . ") AND $condition",
            [...$keys, $value],
        );
    }
}
