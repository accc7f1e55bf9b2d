<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The table oauth2_fetched_keys: the JWK Sets of clients that give an address, one row for each address. */
final class FetchedKeysTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_fetched_keys');
    }

    /**
     * Finds what was fetched from an address; null before the first fetch.
     *
     * @throws StorageUnavailable
     */
    public function find(string $uri): ?FetchedKeys
    {
        $row = $this->connection->row(
            "SELECT jwk_set, fetched_at, tried_at FROM $this->table WHERE digest = ?",
            [oauth2_token_digest($uri)],
        );
        if ($row === null) {
            return null;
        }
        $row = new Row($row);

        return new FetchedKeys($row->nullableString('jwk_set'), $row->nullableInt('fetched_at'), $row->int('tried_at'));
    }

    /**
     * Claims the next fetch of an address. One UPDATE or INSERT decides, so of all processes on all nodes one fetches.
     *
     * @param int $interval the minimum number of seconds between two fetches
     * @return bool true when the caller may fetch
     * @throws StorageUnavailable
     */
    public function claim(string $uri, int $now, int $interval): bool
    {
        $digest = oauth2_token_digest($uri);
        $claimed = $this->connection->execute(
            // A time in the future comes from a wrong clock.
            "UPDATE $this->table SET tried_at = ? WHERE digest = ? AND (tried_at <= ? OR tried_at > ?)",
            [$now, $digest, $now - $interval, $now],
        );
        if ($claimed > 0 || $this->find($uri) !== null) {
            return $claimed > 0;
        }
        try {
            $this->connection->execute("INSERT INTO $this->table (digest, tried_at) VALUES (?, ?)", [$digest, $now]);
        } catch (DuplicateKey) {
            return false;
        }

        return true;
    }

    /**
     * Stores a JWK Set that was fetched from an address, after {@see claim()}.
     *
     * @throws StorageUnavailable
     */
    public function store(string $uri, string $jwks, int $now): void
    {
        $this->connection->execute(
            "UPDATE $this->table SET jwk_set = ?, fetched_at = ? WHERE digest = ?",
            [$jwks, $now, oauth2_token_digest($uri)],
        );
    }

    /**
     * Forgets what was fetched from an address, and when.
     *
     * @throws StorageUnavailable
     */
    public function forget(string $uri): void
    {
        $this->connection->execute("DELETE FROM $this->table WHERE digest = ?", [oauth2_token_digest($uri)]);
    }

    /**
     * Removes at most $batch rows that nobody has fetched again since a time.
     *
     * @return int the number of rows removed
     * @throws StorageUnavailable
     */
    public function purge(int $before, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'digest', 'tried_at <= ?', $before, 'tried_at', $batch);
    }
}
