<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * The table oauth2_throttle, with one row for each counter and its latest window. The rows are on shelves, which are ranges of
 * the primary key. Each shelf holds a limited number of rows, so a new row costs the same however large the table is.
 */
final class ThrottleTable
{
    /** The maximum number of rows of one deletion. A shelf has more than one row too many only after its limit was lowered. */
    private const BATCH = 100;

    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_throttle');
    }

    /**
     * Counts one event unless the counter has reached its limit. One UPDATE or INSERT decides, so simultaneous processes
     * together never exceed the limit.
     *
     * @return bool true if the event was counted
     * @throws StorageUnavailable
     */
    public function count(Counter $counter, int $now): bool
    {
        if ($this->update($counter, $now)) {
            return true;
        }
        try {
            $this->connection->execute(
                "INSERT INTO $this->table (bucket, hits, window_start, expires_at) VALUES (?, 1, ?, ?)",
                [$counter->bucket, $now, $counter->end],
            );
        } catch (DuplicateKey) {
            // The counter is full, or another process has inserted the row in the meantime.
            return $this->update($counter, $now);
        }
        $this->clear($counter);

        return true;
    }

    /**
     * Returns those of the given counters that have reached their limit in the current window.
     *
     * @return list<Counter>
     * @throws StorageUnavailable
     */
    public function full(int $now, Counter ...$counters): array
    {
        if ($counters === []) {
            return [];
        }
        $rows = [];
        $marks = implode(', ', array_fill(0, \count($counters), '?'));
        foreach (
            $this->connection->rows(
                "SELECT bucket, hits, expires_at FROM $this->table WHERE bucket IN ($marks)",
                array_values(array_map(static fn (Counter $counter): string => $counter->bucket, $counters)),
            ) as $row
        ) {
            $row = new Row($row);
            $rows[$row->string('bucket')] = $row;
        }

        return array_values(array_filter($counters, static function (Counter $counter) use ($rows, $now): bool {
            $row = $rows[$counter->bucket] ?? new Row([]);
            $expiresAt = $row->int('expires_at');

            return $row->int('hits') >= $counter->limit && $expiresAt > $now && $expiresAt <= $counter->end;
        }));
    }

    /**
     * Counts the counters on a shelf whose window is open, grouped by the first `$octets` octets of their names.
     *
     * @return array<string, int>
     * @throws StorageUnavailable
     */
    public function onShelf(string $shelf, int $octets, int $now): array
    {
        $names = $this->connection->rows(
            "SELECT bucket FROM $this->table WHERE bucket >= ? AND bucket < ? AND expires_at > ?",
            [...self::range($shelf), $now],
        );

        return array_count_values(array_map(
            static fn (array $row): string => substr((string) $row['bucket'], 0, $octets),
            $names,
        ));
    }

    /**
     * Removes windows that have ended, at most `$batch` rows.
     *
     * @throws StorageUnavailable
     */
    public function purge(int $now, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'bucket', 'expires_at <= ?', $now, 'expires_at', $batch);
    }

    private function update(Counter $counter, int $now): bool
    {
        // A window that ends later than one that begins now comes from a wrong clock. `expires_at` is last: MySQL assigns from
        // left to right, and the comparisons need the old value.
        $open = 'expires_at BETWEEN ? AND ?';
        $window = [$now + 1, $counter->end];

        return $this->connection->execute(
            "UPDATE $this->table SET hits = CASE WHEN $open THEN hits + 1 ELSE 1 END,"
                . " window_start = CASE WHEN $open THEN window_start ELSE ? END,"
                . " expires_at = CASE WHEN $open THEN expires_at ELSE ? END"
                . " WHERE bucket = ? AND (hits < ? OR NOT $open)",
            [...$window, ...$window, $now, ...$window, $counter->end, $counter->bucket, $counter->limit, ...$window],
        ) > 0;
    }

    /** Deletes the oldest rows of a shelf that has too many. */
    private function clear(Counter $counter): void
    {
        $rows = $this->connection->rows(
            "SELECT bucket FROM $this->table WHERE bucket >= ? AND bucket < ? AND bucket <> ?"
                . ' ORDER BY window_start DESC LIMIT ' . self::BATCH . ' OFFSET ' . ($counter->capacity - 1),
            [...self::range($counter->shelf), $counter->bucket],
        );
        if ($rows !== []) {
            $this->connection->execute(
                "DELETE FROM $this->table WHERE bucket IN (" . implode(', ', array_fill(0, \count($rows), '?')) . ')',
                array_map(static fn (array $row): string => (string) $row['bucket'], $rows),
            );
        }
    }

    /** @return array{string, string} the range of names that begin with the shelf */
    private static function range(string $shelf): array
    {
        return [$shelf, $shelf . '~'];
    }
}
