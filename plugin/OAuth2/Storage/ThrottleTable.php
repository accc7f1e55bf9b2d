<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Rows of oauth2_throttle: one counter a bucket, for the window that it was last counted in. */
final class ThrottleTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_throttle');
    }

    /**
     * Counts one event, or `$by` of them at once when only one in so many is written down.
     *
     * @param string $bucket oauth2_token_digest() of what is counted
     * @param int $windowStart when the window began that the event falls into; another one starts from nothing
     * @param int $expiresAt when the window ends
     * @return int the events in that window, this one included (others counted meanwhile may be, too)
     * @throws StorageUnavailable
     */
    public function increment(string $bucket, int $windowStart, int $expiresAt, int $by = 1): int
    {
        if (!$this->count($bucket, $windowStart, $expiresAt, $by)) {
            try {
                $this->connection->execute(
                    "INSERT INTO $this->table (bucket, hits, window_start, expires_at) VALUES (?, ?, ?, ?)",
                    [$bucket, $by, $windowStart, $expiresAt],
                );

                return $by;
            } catch (DuplicateKey) {
                $this->count($bucket, $windowStart, $expiresAt, $by);
            }
        }

        return $this->hits($bucket, $windowStart);
    }

    /**
     * The events counted in that window.
     *
     * @throws StorageUnavailable
     */
    public function hits(string $bucket, int $windowStart): int
    {
        $row = $this->connection->row(
            "SELECT hits FROM $this->table WHERE bucket = ? AND window_start = ?",
            [$bucket, $windowStart],
        );

        return $row === null ? 0 : (new Row($row))->int('hits');
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

    private function count(string $bucket, int $windowStart, int $expiresAt, int $by): bool
    {
        // `hits` comes first: MySQL assigns from left to right, and the comparison needs the window as it was.
        return $this->connection->execute(
            "UPDATE $this->table SET hits = CASE WHEN window_start = ? THEN hits + ? ELSE ? END,"
                . ' window_start = ?, expires_at = ? WHERE bucket = ?',
            [$windowStart, $by, $by, $windowStart, $expiresAt, $bucket],
        ) > 0;
    }
}
