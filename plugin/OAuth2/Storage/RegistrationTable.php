<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The table oauth2_registration. Strangers add rows to it, so its size is limited and nothing but the authorization endpoint reads it. */
final class RegistrationTable
{
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
     * Adds a client. The caller makes room for it.
     *
     * @param string $site a digest of the organisation that sent the registration
     * @param string $network a digest of the network that sent it
     * @throws StorageUnavailable
     */
    public function add(#[\SensitiveParameter] RegistrationRecord $client, string $site, string $network): void
    {
        Row::insert($this->connection, $this->table, $client->toRow() + ['site' => $site, 'network' => $network]);
    }

    /**
     * Counts all clients, and those of a network.
     *
     * @return array{int, int}
     * @throws StorageUnavailable
     */
    public function crowd(string $network): array
    {
        $row = new Row($this->connection->row(
            "SELECT COUNT(*) AS clients, SUM(CASE WHEN network = ? THEN 1 ELSE 0 END) AS own FROM $this->table",
            [$network],
        ) ?? []);

        return [$row->int('clients'), $row->int('own')];
    }

    /**
     * The places of all clients, the oldest first.
     *
     * @return list<WaitingPlace>
     * @throws StorageUnavailable
     */
    public function places(): array
    {
        $rows = $this->connection->rows("SELECT id, site, network, visitor, visited_at FROM $this->table");
        $places = array_map(static function (array $row): WaitingPlace {
            $row = new Row($row);

            return new WaitingPlace(
                $row->int('id'),
                $row->string('site'),
                $row->string('network'),
                $row->string('visitor'),
                $row->int('visited_at'),
            );
        }, $rows);
        usort($places, static fn (WaitingPlace $a, WaitingPlace $b): int => $a->id <=> $b->id);

        return $places;
    }

    /**
     * The number of a client's place; null if it has gone.
     *
     * @throws StorageUnavailable
     */
    public function idOf(string $clientId): ?int
    {
        $row = $this->connection->row("SELECT id FROM $this->table WHERE client_id = ?", [$clientId]);

        return $row === null ? null : (new Row($row))->int('id');
    }

    /**
     * Removes the client in a place, unless somebody has opened its page since the place was read.
     *
     * @return bool true when this call removed it
     * @throws StorageUnavailable
     */
    public function displace(WaitingPlace $place): bool
    {
        return $this->connection->execute(
            "DELETE FROM $this->table WHERE id = ? AND visitor = ? AND visited_at = ?",
            [$place->id, $place->visitor, $place->visitedAt],
        ) > 0;
    }

    /**
     * Notes who opened the client's page. A user who is logged in counts for more than somebody who is not.
     *
     * @param ?int $until the client stays until then at least, if the visitor is a user; null for others
     * @param int $since earlier visits are over
     * @throws StorageUnavailable
     */
    public function visit(string $clientId, string $visitor, int $now, ?int $until, int $since): void
    {
        if ($until === null) {
            $this->connection->execute(
                "UPDATE $this->table SET visitor = ?, visited_at = ? WHERE client_id = ? AND (visited_at <= ? OR visitor NOT LIKE ?)",
                [$visitor, $now, $clientId, $since, WaitingPlace::USER . '%'],
            );

            return;
        }
        $this->connection->execute(
            "UPDATE $this->table SET visitor = ?, visited_at = ?, expires_at = CASE WHEN expires_at < ? THEN ? ELSE expires_at END"
                . ' WHERE client_id = ?',
            [$visitor, $now, $until, $until, $clientId],
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
