<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * Deletes rows in batches: selects the primary keys by an index, then deletes the rows by primary key. A purge therefore
 * locks a limited number of rows. DELETE … LIMIT is no alternative: SQLite lacks it, and in MySQL it is unsafe for
 * statement-based replication.
 *
 * @internal
 */
final readonly class Batch
{
    public function __construct(private Connection $connection)
    {
    }

    /**
     * Deletes one batch.
     *
     * @param string $key the column of the primary key
     * @param string $condition a comparison of one indexed column with `?`, checked again when a row is deleted
     * @param string $order the column of that index
     * @param int $batch the maximum number of rows, at least 1
     * @return int the number of rows deleted
     * @throws StorageUnavailable
     */
    public function delete(string $table, string $key, string $condition, string|int $value, string $order, int $batch): int
    {
        if ($batch < 1) {
            throw new \ValueError('The batch size must be at least 1');
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
