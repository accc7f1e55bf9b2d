<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Rows of oauth2_client. */
final class ClientTable
{
    /** How often last_used_at is written, in seconds. */
    public const TOUCH_INTERVAL = 600;

    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_client');
    }

    /**
     * @param string $clientId anything that a request may hold: what cannot be an id isn't looked up
     * @throws StorageUnavailable
     */
    public function find(string $clientId): ?ClientRecord
    {
        if (!Row::isId($clientId)) {
            return null;
        }
        $row = $this->connection->row($this->select() . ' WHERE client_id = ?', [$clientId]);

        return $row === null ? null : ClientRecord::fromRow(new Row($row));
    }

    /**
     * The same for a request that is about to be answered: the schema of the tables is looked at by the same query.
     *
     * @throws SchemaMismatch when the tables have another schema than the code
     * @throws StorageUnavailable
     */
    public function findForRequest(string $clientId): ?ClientRecord
    {
        $row = $this->connection->row(
            'SELECT m.value AS schema_version, c.' . implode(', c.', ClientRecord::COLUMNS)
                . ' FROM ' . $this->connection->table('oauth2_meta') . " m LEFT JOIN $this->table c ON c.client_id = ?"
                . ' WHERE m.name = ?',
            [Row::isId($clientId) ? $clientId : null, Schema::VERSION_NAME],
        );
        Schema::expect($row['schema_version'] ?? null);

        return ($row['client_id'] ?? null) === null ? null : ClientRecord::fromRow(new Row($row));
    }

    /**
     * All clients, newest first.
     *
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function all(): array
    {
        return $this->records(' ORDER BY created_at DESC, client_id', []);
    }

    /**
     * The redirect URIs of all public clients that are not paused; nothing else is read of them.
     *
     * @return list<string>
     * @throws StorageUnavailable
     */
    public function publicRedirectUris(): array
    {
        $rows = $this->connection->rows(
            'SELECT redirect_uris FROM ' . $this->table . ' WHERE type = ? AND active = 1',
            [ClientRecord::PUBLIC],
        );

        return array_merge(...array_map(
            static fn (array $row): array => (new Row($row))->strings('redirect_uris'),
            $rows,
        ));
    }

    /**
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function findOwnedBy(string $login): array
    {
        return $this->records(' WHERE owner_login = ? ORDER BY created_at DESC, client_id', [$login]);
    }

    /**
     * The clients of these ids that there are.
     *
     * @param list<string> $clientIds
     * @return array<string, ClientRecord> by id
     * @throws StorageUnavailable
     */
    public function findMany(array $clientIds): array
    {
        $found = [];
        foreach (array_chunk(array_values(array_unique($clientIds)), 500) as $ids) {
            $marks = implode(', ', array_fill(0, count($ids), '?'));
            foreach ($this->records(" WHERE client_id IN ($marks)", $ids) as $client) {
                $found[$client->clientId] = $client;
            }
        }

        return $found;
    }

    /**
     * @throws DuplicateKey when the id is taken
     * @throws StorageUnavailable
     */
    public function insert(#[\SensitiveParameter] ClientRecord $client): void
    {
        Row::insert($this->connection, $this->table, $client->toRow());
    }

    /**
     * Writes what an edit may change: all but id, owner, active, creation, last use, and the epoch, which `$client`
     * holds as it was read: a row whose epoch has moved since is left alone.
     *
     * @param int $epoch the row's new epoch
     * @return bool false when there is no such row at that epoch
     * @throws StorageUnavailable
     */
    public function update(#[\SensitiveParameter] ClientRecord $client, int $epoch): bool
    {
        $changed = $this->connection->execute(
            'UPDATE ' . $this->table . ' SET name = ?, description = ?, secret_hash = ?, secret_hint = ?,'
                . ' redirect_uris = ?, grant_types = ?, scopes = ?, type = ?, require_pkce = ?, updated_at = ?, epoch = ?'
                . ' WHERE client_id = ? AND epoch = ?',
            [
                $client->name,
                $client->description,
                $client->secretHash,
                $client->secretHint,
                Row::json($client->redirectUris),
                Row::json($client->grantTypes),
                Row::json($client->scopes),
                $client->type,
                $client->requirePkce,
                Row::datetime($client->updatedAt),
                $epoch,
                $client->clientId,
                $client->epoch,
            ],
        );

        // No changed row is also what an edit that changes nothing within a second gives. One that moves the epoch changes
        // something: a row at the new epoch is then somebody else's work.
        return $changed > 0 || ($epoch === $client->epoch && $this->find($client->clientId)?->epoch === $epoch);
    }

    /**
     * @return bool false when there is no such client
     * @throws StorageUnavailable
     */
    public function setActive(string $clientId, bool $active, int $now): bool
    {
        $changed = $this->connection->execute(
            'UPDATE ' . $this->table . ' SET active = ?, updated_at = ? WHERE client_id = ?',
            [$active, Row::datetime($now), $clientId],
        );

        return $changed > 0 || $this->find($clientId) !== null;
    }

    /**
     * Gives a confidential client another secret; what was granted under the old one ends by the next epoch.
     *
     * @return bool false when there is no such confidential client
     * @throws StorageUnavailable
     */
    public function setSecret(
        string $clientId,
        #[\SensitiveParameter]
        string $hash,
        string $hint,
        int $now,
    ): bool {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET secret_hash = ?, secret_hint = ?, updated_at = ?, epoch = epoch + 1'
                . ' WHERE client_id = ? AND type = ?',
            [$hash, $hint, Row::datetime($now), $clientId, ClientRecord::CONFIDENTIAL],
        ) > 0;
    }

    /**
     * Replaces a hash by another of the same secret, unless the secret has been changed meanwhile.
     *
     * @throws StorageUnavailable
     */
    public function rehashSecret(
        string $clientId,
        #[\SensitiveParameter]
        string $oldHash,
        #[\SensitiveParameter]
        string $newHash,
    ): bool {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET secret_hash = ? WHERE client_id = ? AND secret_hash = ?',
            [$newHash, $clientId, $oldHash],
        ) > 0;
    }

    /**
     * Notes that the client was used, at most every ten minutes.
     *
     * @throws StorageUnavailable
     */
    public function touch(string $clientId, int $now): void
    {
        $this->connection->execute(
            'UPDATE ' . $this->table . ' SET last_used_at = ?'
                . ' WHERE client_id = ? AND (last_used_at IS NULL OR last_used_at <= ?)',
            [Row::datetime($now), $clientId, Row::datetime($now - self::TOUCH_INTERVAL)],
        );
    }

    /**
     * @return bool whether this call removed it
     * @throws StorageUnavailable
     */
    public function delete(string $clientId): bool
    {
        return $this->connection->execute('DELETE FROM ' . $this->table . ' WHERE client_id = ?', [$clientId]) > 0;
    }

    private function select(): string
    {
        return 'SELECT ' . implode(', ', ClientRecord::COLUMNS) . ' FROM ' . $this->table;
    }

    /**
     * @param list<string> $parameters
     * @return list<ClientRecord>
     */
    private function records(string $rest, array $parameters): array
    {
        return array_map(
            static fn (array $row): ClientRecord => ClientRecord::fromRow(new Row($row)),
            $this->connection->rows($this->select() . $rest, $parameters),
        );
    }
}
