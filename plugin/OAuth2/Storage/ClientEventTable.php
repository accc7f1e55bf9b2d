<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The table oauth2_client_event: what happened to each client. */
final class ClientEventTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_client_event');
    }

    /** @throws StorageUnavailable */
    public function insert(ClientEventRecord $event): void
    {
        Row::insert($this->connection, $this->table, [
            'client_id' => $event->clientId,
            'name' => $event->name,
            'happened_at' => $event->happenedAt,
            'login' => $event->login,
            'details' => json_encode($event->details, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR),
        ]);
    }

    /**
     * Lists the events of a client, the newest first.
     *
     * @param string $clientId the value in a request; a value that cannot be an ID has no events
     * @return list<ClientEventRecord> at most `$limit`
     * @throws StorageUnavailable
     */
    public function list(string $clientId, int $limit): array
    {
        if (!Row::isId($clientId)) {
            return [];
        }

        return array_map(
            static fn (array $row): ClientEventRecord => ClientEventRecord::fromRow(new Row($row)),
            $this->connection->rows(
                "SELECT client_id, name, happened_at, login, details FROM $this->table WHERE client_id = ?"
                    . " ORDER BY id DESC LIMIT $limit",
                [$clientId],
            ),
        );
    }

    /**
     * True when an event of the client with this name happened after this time.
     *
     * @throws StorageUnavailable
     */
    public function has(string $clientId, string $name, int $since): bool
    {
        return $this->connection->row(
            "SELECT id FROM $this->table WHERE client_id = ? AND name = ? AND happened_at > ? LIMIT 1",
            [$clientId, $name, $since],
        ) !== null;
    }

    /**
     * Removes the events of a client, at most `$batch` of them.
     *
     * @return int the number of removed rows; fewer than `$batch` if none are left
     * @throws StorageUnavailable
     */
    public function deleteForClient(string $clientId, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'id', 'client_id = ?', $clientId, 'client_id', $batch);
    }

    /**
     * Removes events that happened at this time or before, at most `$batch` of them, the oldest first.
     *
     * @return int the number of removed rows; fewer than `$batch` if none are left
     * @throws StorageUnavailable
     */
    public function purge(int $until, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'id', 'happened_at <= ?', $until, 'happened_at', $batch);
    }

    /**
     * Removes events of clients that are no longer there, at most `$batch` of them.
     *
     * @return int the number of removed rows; fewer than `$batch` if none are left
     * @throws StorageUnavailable
     */
    public function purgeOrphans(int $batch): int
    {
        $clients = $this->connection->table('oauth2_client');
        // A document may be decided about before it makes a client.
        $orphans = "client_id NOT LIKE '%" . ClientRecord::ADDRESS . "%' AND NOT EXISTS (SELECT 1 FROM $clients c WHERE c.client_id = $this->table.client_id)";
        $rows = $this->connection->rows("SELECT id FROM $this->table WHERE $orphans ORDER BY id LIMIT $batch");
        $ids = array_map(static fn (array $row): int => (new Row($row))->int('id'), $rows);

        return $ids === [] ? 0 : $this->connection->execute(
            "DELETE FROM $this->table WHERE id IN (" . implode(', ', array_fill(0, count($ids), '?')) . ") AND $orphans",
            $ids,
        );
    }

    /**
     * Removes the oldest events of clients that have more than `$limit`, at most `$batch` of them.
     *
     * @return int the number of removed rows
     * @throws StorageUnavailable
     */
    public function trim(int $limit, int $batch): int
    {
        $crowded = $this->connection->rows(
            "SELECT client_id FROM $this->table GROUP BY client_id HAVING COUNT(*) > ? ORDER BY client_id",
            [$limit],
        );
        $removed = 0;
        foreach ($crowded as $row) {
            if ($removed >= $batch) {
                break;
            }
            $clientId = (new Row($row))->string('client_id');
            $kept = $limit - 1;
            $oldest = $this->connection->row(
                "SELECT id FROM $this->table WHERE client_id = ? ORDER BY id DESC LIMIT 1 OFFSET $kept",
                [$clientId],
            );
            if ($oldest === null) {
                continue;
            }
            $ids = $this->connection->rows(
                "SELECT id FROM $this->table WHERE client_id = ? AND id < ? ORDER BY id LIMIT " . ($batch - $removed),
                [$clientId, (new Row($oldest))->int('id')],
            );
            $ids = array_map(static fn (array $row): int => (new Row($row))->int('id'), $ids);
            $removed += $ids === [] ? 0 : $this->connection->execute(
                "DELETE FROM $this->table WHERE id IN (" . implode(', ', array_fill(0, count($ids), '?')) . ')',
                $ids,
            );
        }

        return $removed;
    }
}
