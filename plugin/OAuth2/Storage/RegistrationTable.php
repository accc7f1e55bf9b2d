<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The table oauth2_registration. Strangers add rows to it, so its size is limited and nothing but the authorization endpoint reads it. */
final class RegistrationTable
{
    /** The maximum number of rows of one deletion. There is more than one row too many only after the limit was lowered. */
    private const BATCH = 100;

    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_registration');
    }

    /**
     * Finds a client that waits for its first user; null if there is none, or its time has come.
     *
     * @param string $clientId any bytes; a value that cannot be an ID is not queried
     * @throws StorageUnavailable
     */
    public function find(string $clientId, int $now): ?RegistrationRecord
    {
        if (!Row::isId($clientId)) {
            return null;
        }
        $row = $this->connection->row(
            'SELECT ' . implode(', ', RegistrationRecord::COLUMNS) . " FROM $this->table WHERE client_id = ? AND expires_at > ?",
            [$clientId, $now],
        );

        return $row === null ? null : RegistrationRecord::fromRow(new Row($row));
    }

    /**
     * Adds a client. Those make room whose time has come, and then those whose time comes next; the new one always stays.
     *
     * @param int $most the maximum number of clients
     * @return bool true if another client had to go before its time
     * @throws StorageUnavailable
     */
    public function add(#[\SensitiveParameter] RegistrationRecord $client, int $most, int $now): bool
    {
        Row::insert($this->connection, $this->table, $client->toRow());
        $this->purge($now, self::BATCH);
        $rows = $this->connection->rows(
            "SELECT id, expires_at FROM $this->table WHERE client_id <> ? ORDER BY expires_at DESC, id DESC LIMIT "
                . self::BATCH . ' OFFSET ' . max(0, $most - 1),
            [$client->clientId],
        );
        if ($rows === []) {
            return false;
        }

        // A client that a user visits at this moment has got more time.
        return $this->connection->execute(
            "DELETE FROM $this->table WHERE id IN (" . implode(', ', array_fill(0, \count($rows), '?')) . ') AND expires_at <= ?',
            [
                ...array_map(static fn (array $row): string => (string) $row['id'], $rows),
                (new Row($rows[0]))->int('expires_at'),
            ],
        ) > 0;
    }

    /**
     * Gives a client more time.
     *
     * @throws StorageUnavailable
     */
    public function extend(string $clientId, int $until): void
    {
        $this->connection->execute(
            "UPDATE $this->table SET expires_at = ? WHERE client_id = ? AND expires_at < ?",
            [$until, $clientId, $until],
        );
    }

    /**
     * Removes a client.
     *
     * @throws StorageUnavailable
     */
    public function remove(string $clientId): void
    {
        $this->connection->execute("DELETE FROM $this->table WHERE client_id = ?", [$clientId]);
    }

    /**
     * Counts the clients that wait for their first user.
     *
     * @throws StorageUnavailable
     */
    public function number(int $now): int
    {
        $row = $this->connection->row("SELECT COUNT(*) AS number FROM $this->table WHERE expires_at > ?", [$now]);

        return (new Row($row ?? []))->int('number');
    }

    /**
     * Removes clients whose time has come, at most `$batch` rows.
     *
     * @throws StorageUnavailable
     */
    public function purge(int $now, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'id', 'expires_at <= ?', $now, 'expires_at', $batch);
    }
}
