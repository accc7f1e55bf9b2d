<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The table oauth2_client. */
final class ClientTable
{
    /** The minimum time between two updates of last_used_at, in seconds. */
    public const TOUCH_INTERVAL = 600;

    /** The columns of the old secret, which rotation fills and its end clears. */
    private const NO_OLD_SECRET = 'old_secret_hash = NULL, old_secret_hint = NULL, old_secret_until = NULL,'
        . ' old_secret_created_at = NULL, old_secret_used_at = NULL';

    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_client');
    }

    /**
     * Finds a client; null when there is none.
     *
     * @param string $clientId any bytes; a value that cannot be an ID is not queried
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
     * True when the name is the ID of a client, or differs from one only in letter case.
     *
     * @param string $name any bytes; a value that cannot be an ID is not queried
     * @throws StorageUnavailable
     */
    public function isTaken(string $name): bool
    {
        return Row::isId($name) && $this->connection->row(
            'SELECT client_id FROM ' . $this->table . ' WHERE LOWER(client_id) = ? LIMIT 1',
            [strtolower($name)],
        ) !== null;
    }

    /**
     * Finds a client for a request and checks the schema of the tables in the same query.
     *
     * @param string $clientId as for {@see find()}
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
     * One page of the clients that pass a filter. Clients with equal values follow each other by ID.
     *
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function page(ClientFilter $filter, ClientSort $sort, bool $descending, int $limit, int $offset): array
    {
        [$where, $values] = self::condition($filter);
        // MySQL would otherwise follow the index in its order, and look up the row of each client to search it.
        $column = $filter->words === [] ? $sort->column() : "COALESCE({$sort->column()}, {$sort->column()})";
        $direction = $descending ? 'DESC' : 'ASC';
        $rows = $this->connection->rows(
            "SELECT client_id FROM $this->table$where ORDER BY $column $direction, client_id $direction LIMIT $limit OFFSET $offset",
            $values,
        );
        $ids = array_map(static fn (array $row): string => (new Row($row))->string('client_id'), $rows);
        $found = $this->findMany($ids);

        // A client may be deleted between the two queries.
        return array_values(array_filter(array_map(static fn (string $id): ?ClientRecord => $found[$id] ?? null, $ids)));
    }

    /**
     * The number of the clients that pass a filter.
     *
     * @throws StorageUnavailable
     */
    public function count(ClientFilter $filter): int
    {
        [$where, $values] = self::condition($filter);

        return (new Row($this->connection->row("SELECT COUNT(*) AS clients FROM $this->table$where", $values) ?? []))->int('clients');
    }

    /**
     * Counts the clients.
     *
     * @param ?string $grantType only those with this grant type; null: all
     * @throws StorageUnavailable
     */
    public function number(?string $grantType = null): int
    {
        $row = $this->connection->row(
            "SELECT COUNT(*) AS number FROM $this->table" . ($grantType === null ? '' : ' WHERE INSTR(grant_types, ?) > 0'),
            $grantType === null ? [] : [trim(Row::json([$grantType]), '[]')],
        );

        return (new Row($row ?? []))->int('number');
    }

    /**
     * The redirect URIs of all active public clients.
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
     * Active clients of administrators that have one of these redirect URIs, by name.
     *
     * @param non-empty-list<string> $uris
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function withRedirectUris(array $uris, int $limit): array
    {
        $values = [];
        foreach ($uris as $uri) {
            $json = trim(Row::json([$uri]), '[]');
            // Other programs may have written slashes with a backslash.
            array_push($values, $json, str_replace('/', '\\/', $json));
        }

        return $this->records(
            ' WHERE active = 1 AND ' . self::from(ClientOrigin::Administrator)
                . ' AND (' . implode(' OR ', array_fill(0, \count($values), 'INSTR(redirect_uris, ?) > 0')) . ')'
                . " ORDER BY name, client_id LIMIT $limit",
            $values,
        );
    }

    /**
     * The addresses of the keys of all active clients that have one.
     *
     * @return array<array-key, string> by client ID; PHP turns one of digits into a number
     * @throws StorageUnavailable
     */
    public function keyAddresses(): array
    {
        $rows = $this->connection->rows(
            "SELECT client_id, jwk_set_uri FROM $this->table WHERE jwk_set_uri IS NOT NULL AND active = 1 ORDER BY client_id",
        );

        return array_map(strval(...), array_column($rows, 'jwk_set_uri', 'client_id'));
    }

    /**
     * The clients of an owner, newest first.
     *
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function findOwnedBy(string $login): array
    {
        return $this->records(' WHERE owner_login = ? ORDER BY created_at DESC, client_id', [$login]);
    }

    /**
     * The clients whose own tokens have the rights of a user, newest first.
     *
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function findActingAs(string $login): array
    {
        return $this->records(' WHERE acts_as = ? ORDER BY created_at DESC, client_id', [$login]);
    }

    /**
     * Finds several clients by their IDs; unknown IDs are ignored.
     *
     * @param list<string> $clientIds
     * @return array<string, ClientRecord> by client ID
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
     * Inserts a client.
     *
     * @throws DuplicateKey when the client ID is taken
     * @throws StorageUnavailable
     */
    public function insert(#[\SensitiveParameter] ClientRecord $client): void
    {
        Row::insert($this->connection, $this->table, $client->toRow());
    }

    /**
     * Updates the columns that an edit may change: all but the ID, the owner, `active`, and the times of creation and last
     * use. A row whose epoch has changed since it was read stays as it is. Columns that other requests may change at the same
     * time are written only if the edit is about them: the secrets and keys with a new epoch, the user whom the client acts as with
     * `$actsAs`.
     *
     * @param ClientRecord $client the new values, with the epoch that was read
     * @param int $epoch the new epoch of the row; with another one the old secret ends
     * @param ?string $actsAs the new user; null keeps the user of the row
     * @return bool false when no row has this client ID and the epoch that was read
     * @throws StorageUnavailable
     */
    public function update(#[\SensitiveParameter] ClientRecord $client, int $epoch, ?string $actsAs = null): bool
    {
        $values = [
            'name' => $client->name,
            'description' => $client->description,
            'redirect_uris' => Row::json($client->redirectUris),
            'grant_types' => Row::json($client->grantTypes),
            'scopes' => Row::json($client->scopes),
            'type' => $client->type,
            'require_pkce' => $client->requirePkce,
            'updated_at' => Row::datetime($client->updatedAt),
        ];
        if ($epoch !== $client->epoch) {
            $values += [
                'epoch' => $epoch,
                'secret_hash' => $client->secretHash,
                'secret_hint' => $client->secretHint,
                'secret_created_at' => $client->secretHash === null ? null : $client->updatedAt,
                'secret_used_at' => null,
                'old_secret_hash' => null,
                'old_secret_hint' => null,
                'old_secret_until' => null,
                'jwk_set' => $client->jwks,
                'jwk_set_uri' => $client->jwksUri,
                'old_secret_created_at' => null,
                'old_secret_used_at' => null,
            ];
        }
        if ($actsAs !== null) {
            $values['acts_as'] = $actsAs;
        }
        $changed = $this->connection->execute(
            'UPDATE ' . $this->table . ' SET ' . implode(' = ?, ', array_keys($values)) . ' = ?'
                . ' WHERE client_id = ? AND epoch = ?',
            [...array_values($values), $client->clientId, $client->epoch],
        );

        // MySQL counts no changed row when all values are equal, too: then look whether the row is there. An edit that
        // changes the epoch always changes the row; a row with the new epoch was then written by another edit.
        return $changed > 0 || ($epoch === $client->epoch && $this->find($client->clientId)?->epoch === $epoch);
    }

    /**
     * Updates a client that describes itself in a document by the document's values. A row whose epoch has changed since it
     * was read stays as it is.
     *
     * @return bool false when no row has this client ID and the epoch that was read
     * @throws StorageUnavailable
     */
    public function describe(ClientRecord $client): bool
    {
        $row = $client->toRow();
        $values = array_intersect_key($row, array_flip([
            'name', 'redirect_uris', 'grant_types', 'scopes', 'type', 'updated_at', 'jwk_set', 'jwk_set_uri',
        ]));
        $changed = $this->connection->execute(
            'UPDATE ' . $this->table . ' SET ' . implode(' = ?, ', array_keys($values)) . ' = ?'
                . ' WHERE client_id = ? AND epoch = ?',
            [...array_values($values), $client->clientId, $client->epoch],
        );

        // MySQL counts no changed row when all values are equal, too.
        return $changed > 0 || $this->find($client->clientId)?->epoch === $client->epoch;
    }

    /**
     * Replaces the keys of a client that describes itself in a document. A row whose epoch has changed stays as it is.
     *
     * @throws StorageUnavailable
     */
    public function setDocumentKeys(string $clientId, ?string $jwks, int $epoch, int $now): void
    {
        $this->connection->execute(
            "UPDATE $this->table SET jwk_set = ?, updated_at = ? WHERE client_id = ? AND epoch = ?",
            [$jwks, Row::datetime($now), $clientId, $epoch],
        );
    }

    /**
     * Increases the epoch of a client, which invalidates existing authorizations.
     *
     * @param int $epoch the epoch that was read
     * @return bool true when this call increased it
     * @throws StorageUnavailable
     */
    public function nextEpoch(string $clientId, int $epoch): bool
    {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET epoch = epoch + 1 WHERE client_id = ? AND epoch = ?',
            [$clientId, $epoch],
        ) > 0;
    }

    /**
     * Replaces the scopes of a client.
     *
     * @param list<string> $scopes
     * @throws StorageUnavailable
     */
    public function setScopes(string $clientId, array $scopes, int $now): void
    {
        $this->connection->execute(
            'UPDATE ' . $this->table . ' SET scopes = ?, updated_at = ? WHERE client_id = ?',
            [Row::json($scopes), Row::datetime($now), $clientId],
        );
    }

    /** The pattern of client IDs that are addresses. In a constant, it would load the class of a client in every request. */
    private static function addresses(): string
    {
        return '%' . ClientRecord::ADDRESS . '%';
    }

    /**
     * The clients whose ID is an address, newest first.
     *
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function withAddresses(): array
    {
        return $this->records(' WHERE client_id LIKE ? ORDER BY created_at DESC, client_id', [self::addresses()]);
    }

    /**
     * Counts the clients whose ID is an address.
     *
     * @throws StorageUnavailable
     */
    public function numberWithAddresses(): int
    {
        $row = $this->connection->row("SELECT COUNT(*) AS number FROM $this->table WHERE client_id LIKE ?", [self::addresses()]);

        return (new Row($row ?? []))->int('number');
    }

    /**
     * Removes clients that came by themselves, that nobody has used or changed since a time and that no user allows anything. Those
     * stay that an administrator keeps or has paused.
     *
     * @param bool $isRegistered true for those that registered themselves, false for those whose ID is an address
     * @return int the number of clients
     * @throws StorageUnavailable
     */
    public function purgeUnused(int $before, int $now, bool $isRegistered = false): int
    {
        $which = self::from($isRegistered ? ClientOrigin::Registration : ClientOrigin::Document);
        $authorization = $this->connection->table('oauth2_authorization');
        $document = $this->connection->table('oauth2_document');

        return $this->connection->execute(
            "DELETE FROM $this->table WHERE $which AND updated_at <= ? AND (last_used_at IS NULL OR last_used_at <= ?)"
                . " AND NOT EXISTS (SELECT 1 FROM $authorization a WHERE a.client_id = $this->table.client_id AND a.ended_at IS NULL"
                . ' AND a.expires_at > ?)'
                . " AND NOT EXISTS (SELECT 1 FROM $document d WHERE d.client_id = $this->table.client_id AND d.kept = 1)"
                . ' AND (active = 1'
                // A client that describes itself would come back, so a block stays; one that registered itself would not.
                . ($isRegistered ? ')' : " OR EXISTS (SELECT 1 FROM $document s WHERE s.client_id = $this->table.client_id AND s.suspended = 1))"),
            [Row::datetime($before), Row::datetime($before), $now],
        );
    }

    /**
     * The clients that registered themselves and that users have allowed, newest first.
     *
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function selfRegistered(int $limit): array
    {
        return $this->records(" WHERE self_registered = 1 ORDER BY created_at DESC, client_id LIMIT $limit", []);
    }

    /**
     * Inserts a client that registered itself, if it still waits for its first user: an administrator may have deleted it meanwhile,
     * after another user had allowed it.
     *
     * @param string $allowedBy a digest of the user who allows it
     * @return bool false if it no longer waits
     * @throws DuplicateKey when another user has allowed it
     * @throws StorageUnavailable
     */
    public function insertWaiting(#[\SensitiveParameter] ClientRecord $client, string $allowedBy): bool
    {
        $row = $client->toRow() + ['allowed_by' => $allowedBy];
        $marks = implode(', ', array_fill(0, count($row), '?'));
        $registration = $this->connection->table('oauth2_registration');

        return $this->connection->execute(
            "INSERT INTO $this->table (" . implode(', ', array_keys($row)) . ") SELECT $marks FROM $registration r WHERE r.client_id = ?",
            [...array_values($row), $client->clientId],
        ) > 0;
    }

    /**
     * Counts the clients that registered themselves and that users have allowed.
     *
     * @param ?string $allowedBy only the active ones that this user allowed first, a digest; null: all
     * @throws StorageUnavailable
     */
    public function numberSelfRegistered(?string $allowedBy = null): int
    {
        $row = $this->connection->row(
            "SELECT COUNT(*) AS number FROM $this->table WHERE "
                . ($allowedBy === null ? 'self_registered = 1' : 'allowed_by = ? AND self_registered = 1 AND active = 1'),
            $allowedBy === null ? [] : [$allowedBy],
        );

        return (new Row($row ?? []))->int('number');
    }

    /**
     * The clients that registered themselves and that no user allows anything now, the oldest first. Those are left out that an
     * administrator keeps or has paused.
     *
     * @param ?string $allowedBy only those that this user allowed first, a digest; null: all
     * @param int $before later ones are left out, because a user may be about to allow them something
     * @return list<string> client IDs
     * @throws StorageUnavailable
     */
    public function unusedSelfRegistered(?string $allowedBy, int $before, int $now, int $limit): array
    {
        $rows = $this->connection->rows(
            "SELECT client_id FROM $this->table WHERE " . ($allowedBy === null ? '' : 'allowed_by = ? AND ') . $this->unused()
                . " ORDER BY updated_at, client_id LIMIT $limit",
            [...($allowedBy === null ? [] : [$allowedBy]), Row::datetime($before), $now],
        );

        return array_map(static fn (array $row): string => (new Row($row))->string('client_id'), $rows);
    }

    /**
     * Deletes a client of {@see unusedSelfRegistered()}, unless a user has allowed it something meanwhile.
     *
     * @return bool true when this call deleted it
     * @throws StorageUnavailable
     */
    public function deleteUnused(string $clientId, int $before, int $now): bool
    {
        return $this->connection->execute(
            "DELETE FROM $this->table WHERE client_id = ? AND " . $this->unused(),
            [$clientId, Row::datetime($before), $now],
        ) > 0;
    }

    /** The condition for clients of {@see unusedSelfRegistered()}: its parameters are a time before which they last changed, and now. */
    private function unused(): string
    {
        $authorization = $this->connection->table('oauth2_authorization');
        $document = $this->connection->table('oauth2_document');

        return 'self_registered = 1 AND active = 1 AND updated_at <= ?'
            . " AND NOT EXISTS (SELECT 1 FROM $authorization a WHERE a.client_id = $this->table.client_id AND a.ended_at IS NULL"
            . ' AND a.expires_at > ?)'
            . " AND NOT EXISTS (SELECT 1 FROM $document d WHERE d.client_id = $this->table.client_id AND d.kept = 1)";
    }

    /**
     * Gives the clients that registered themselves other scopes, but for those that an administrator keeps.
     *
     * @param list<string> $scopes
     * @return list<ClientRecord> the clients whose scopes have changed
     * @throws StorageUnavailable
     */
    public function limitSelfRegistered(array $scopes, int $now): array
    {
        $document = $this->connection->table('oauth2_document');
        $others = " WHERE self_registered = 1 AND scopes <> ? AND NOT EXISTS (SELECT 1 FROM $document d"
            . " WHERE d.client_id = $this->table.client_id AND d.kept = 1)";
        $changed = $this->records("$others ORDER BY client_id", [Row::json($scopes)]);
        if ($changed !== []) {
            $this->connection->execute(
                "UPDATE $this->table SET scopes = ?, updated_at = ?$others",
                [Row::json($scopes), Row::datetime($now), Row::json($scopes)],
            );
        }

        return array_values($this->findMany(array_map(static fn (ClientRecord $client): string => $client->clientId, $changed)));
    }

    /**
     * Pauses or resumes a client.
     *
     * @return bool false when the client does not exist
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
     * Gives a client another owner.
     *
     * @return bool false when the client does not exist
     * @throws StorageUnavailable
     */
    public function setOwner(string $clientId, string $login, int $now): bool
    {
        $changed = $this->connection->execute(
            'UPDATE ' . $this->table . ' SET owner_login = ?, updated_at = ? WHERE client_id = ?',
            [$login, Row::datetime($now), $clientId],
        );

        return $changed > 0 || $this->find($clientId) !== null;
    }

    /**
     * The logins in the table that equal this one without regard to letter case. Few clients exist, so no index is needed.
     *
     * @return list<string> each spelling once
     * @throws StorageUnavailable
     */
    public function spellings(string $login): array
    {
        $rows = $this->connection->rows(
            "SELECT owner_login AS login FROM $this->table WHERE LOWER(owner_login) = LOWER(?)"
                . " UNION SELECT acts_as AS login FROM $this->table WHERE LOWER(acts_as) = LOWER(?)",
            [$login, $login],
        );

        return array_map(static fn (array $row): string => (new Row($row))->string('login'), $rows);
    }

    /**
     * Leaves a client without owner, unless it has got another one in the meantime.
     *
     * @return bool true when this call removed the owner
     * @throws StorageUnavailable
     */
    public function clearOwner(string $clientId, string $login): bool
    {
        return $this->connection->execute(
            'UPDATE ' . $this->table . " SET owner_login = '' WHERE client_id = ? AND owner_login = ?",
            [$clientId, $login],
        ) > 0;
    }

    /**
     * Leaves a client acting as nobody, unless it acts as another user in the meantime.
     *
     * @return bool true when this call removed the user
     * @throws StorageUnavailable
     */
    public function clearActsAs(string $clientId, string $login): bool
    {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET acts_as = NULL WHERE client_id = ? AND acts_as = ?',
            [$clientId, $login],
        ) > 0;
    }

    /**
     * Replaces all secrets of a confidential client and increases its epoch, which invalidates existing authorizations.
     *
     * @return bool false when the client does not exist, is public or has keys
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
            'UPDATE ' . $this->table . ' SET ' . self::NO_OLD_SECRET . ', secret_hash = ?, secret_hint = ?, secret_created_at = ?,'
                . ' secret_used_at = NULL, updated_at = ?, epoch = epoch + 1 WHERE client_id = ? AND type = ?'
                . ' AND jwk_set IS NULL AND jwk_set_uri IS NULL',
            [$hash, $hint, $now, Row::datetime($now), $clientId, ClientRecord::CONFIDENTIAL],
        ) > 0;
    }

    /**
     * Gives a confidential client a new secret. The present one becomes the old one, which replaces an older one.
     * Authorizations stay valid.
     *
     * @param int $oldUntil the time at which the present secret stops working
     * @return bool false when the client does not exist, is public or has keys
     * @throws StorageUnavailable
     */
    public function rotateSecret(
        string $clientId,
        #[\SensitiveParameter]
        string $hash,
        string $hint,
        int $oldUntil,
        int $now,
    ): bool {
        // MySQL assigns from left to right, and a later assignment would read the new hash.
        $old = $oldUntil > $now
            ? 'old_secret_hash = secret_hash, old_secret_hint = secret_hint, old_secret_until = ?,'
                . ' old_secret_created_at = secret_created_at, old_secret_used_at = secret_used_at'
            : self::NO_OLD_SECRET;

        return $this->connection->execute(
            'UPDATE ' . $this->table . " SET $old, secret_hash = ?, secret_hint = ?, secret_created_at = ?, secret_used_at = NULL,"
                . ' updated_at = ? WHERE client_id = ? AND type = ? AND jwk_set IS NULL AND jwk_set_uri IS NULL',
            [
                ...($oldUntil > $now ? [$oldUntil] : []),
                $hash,
                $hint,
                $now,
                Row::datetime($now),
                $clientId,
                ClientRecord::CONFIDENTIAL,
            ],
        ) > 0;
    }

    /**
     * Gives a confidential client keys in place of its secret or its keys, or a secret in place of its keys. The present secret
     * may become the old one.
     *
     * @param ClientRecord $client as it was read
     * @param ?string $hash the hash of the new secret; null if the client has keys
     * @param int $oldUntil the time at which the present secret stops working
     * @param bool $isNewEpoch true to invalidate existing authorizations
     * @return bool false when the client no longer exists, or was changed from or to a public one in the meantime
     * @throws StorageUnavailable
     */
    public function setKeys(
        #[\SensitiveParameter]
        ClientRecord $client,
        ?string $jwks,
        ?string $jwksUri,
        #[\SensitiveParameter]
        ?string $hash,
        ?string $hint,
        int $oldUntil,
        bool $isNewEpoch,
        int $now,
    ): bool {
        // MySQL assigns from left to right, and a later assignment would read the new hash.
        $old = $oldUntil > $now
            ? 'old_secret_until = CASE WHEN secret_hash IS NULL THEN old_secret_until ELSE ? END,'
                . ' old_secret_hint = CASE WHEN secret_hash IS NULL THEN old_secret_hint ELSE secret_hint END,'
                . ' old_secret_created_at = CASE WHEN secret_hash IS NULL THEN old_secret_created_at ELSE secret_created_at END,'
                . ' old_secret_used_at = CASE WHEN secret_hash IS NULL THEN old_secret_used_at ELSE secret_used_at END,'
                . ' old_secret_hash = COALESCE(secret_hash, old_secret_hash)'
            : self::NO_OLD_SECRET;

        $changed = $this->connection->execute(
            "UPDATE $this->table SET $old, secret_hash = ?, secret_hint = ?, secret_created_at = ?, secret_used_at = NULL,"
                . ' jwk_set = ?, jwk_set_uri = ?, updated_at = ?, epoch = epoch + ? WHERE client_id = ? AND type = ? AND epoch = ?',
            [
                ...($oldUntil > $now ? [$oldUntil] : []),
                $hash,
                $hint,
                $hash === null ? null : $now,
                $jwks,
                $jwksUri,
                Row::datetime($now),
                $isNewEpoch ? 1 : 0,
                $client->clientId,
                ClientRecord::CONFIDENTIAL,
                $client->epoch,
            ],
        ) > 0;
        if ($changed) {
            return true;
        }
        // MySQL counts no changed row when all values are equal, too.
        $same = $isNewEpoch || $hash !== null ? null : $this->find($client->clientId);

        return $same !== null && $same->epoch === $client->epoch && $same->isConfidential()
            && [$same->jwks, $same->jwksUri] === [$jwks, $jwksUri];
    }

    /**
     * Ends the old secret of a client.
     *
     * @return bool false when the client has no old secret that works
     * @throws StorageUnavailable
     */
    public function endOldSecret(string $clientId, int $now): bool
    {
        return $this->clearOldSecrets('client_id = ? AND old_secret_until > ?', [$clientId, $now]) > 0;
    }

    /**
     * Removes the hashes of old secrets that have stopped working.
     *
     * @return int the number of secrets
     * @throws StorageUnavailable
     */
    public function purgeOldSecrets(int $now): int
    {
        return $this->clearOldSecrets('old_secret_until <= ?', [$now]);
    }

    /**
     * Replaces the hash of a secret by a newer hash of the same secret, unless the client no longer has the secret. It may be
     * the old secret, also because of a rotation in the meantime.
     *
     * @return bool true when this call replaced it
     * @throws StorageUnavailable
     */
    public function rehashSecret(
        string $clientId,
        #[\SensitiveParameter]
        string $oldHash,
        #[\SensitiveParameter]
        string $newHash,
    ): bool {
        foreach (['secret_hash', 'old_secret_hash'] as $column) {
            $changed = $this->connection->execute(
                "UPDATE $this->table SET $column = ? WHERE client_id = ? AND $column = ?",
                [$newHash, $clientId, $oldHash],
            );
            if ($changed > 0) {
                return true;
            }
        }

        return false;
    }

    /**
     * Updates the time of the last use, at most once in TOUCH_INTERVAL seconds, and with it that of a secret, unless the client
     * no longer has the secret in this place.
     *
     * @throws StorageUnavailable
     */
    public function touch(string $clientId, int $now, ?SecretUse $use = null): void
    {
        $column = self::secretColumn($use);
        $this->connection->execute(
            "UPDATE $this->table SET last_used_at = ?"
                . ($use === null ? '' : ", {$column}_used_at = CASE WHEN {$column}_hash = ? THEN ? ELSE {$column}_used_at END")
                . ' WHERE client_id = ? AND (last_used_at IS NULL OR last_used_at <= ?)',
            [
                Row::datetime($now),
                ...($use === null ? [] : [$use->hash, $now]),
                $clientId,
                Row::datetime($now - self::TOUCH_INTERVAL),
            ],
        );
    }

    /**
     * Updates the time of the last use of a secret, at most once in TOUCH_INTERVAL seconds, unless the client no longer has
     * the secret in this place.
     *
     * @throws StorageUnavailable
     */
    public function touchSecret(string $clientId, SecretUse $use, int $now): void
    {
        $column = self::secretColumn($use);
        $this->connection->execute(
            "UPDATE $this->table SET {$column}_used_at = ? WHERE client_id = ? AND {$column}_hash = ?"
                . " AND ({$column}_used_at IS NULL OR {$column}_used_at <= ?)",
            [$now, $clientId, $use->hash, $now - self::TOUCH_INTERVAL],
        );
    }

    /** The condition for clients of an origin. */
    private static function from(ClientOrigin $origin): string
    {
        return match ($origin) {
            ClientOrigin::Administrator => "self_registered = 0 AND client_id NOT LIKE '" . self::addresses() . "'",
            ClientOrigin::Document => "client_id LIKE '" . self::addresses() . "'",
            ClientOrigin::Registration => 'self_registered = 1',
        };
    }

    /** The beginning of the names of the secret's columns. */
    private static function secretColumn(?SecretUse $use): string
    {
        return $use?->isOld === true ? 'old_secret' : 'secret';
    }

    /**
     * Deletes a client.
     *
     * @return bool true when this call deleted it
     * @throws StorageUnavailable
     */
    public function delete(string $clientId): bool
    {
        return $this->connection->execute('DELETE FROM ' . $this->table . ' WHERE client_id = ?', [$clientId]) > 0;
    }

    /** @param list<string|int> $values */
    private function clearOldSecrets(string $condition, array $values): int
    {
        return $this->connection->execute(
            "UPDATE $this->table SET " . self::NO_OLD_SECRET . ' WHERE ' . $condition,
            $values,
        );
    }

    /** @return array{string, list<string|bool>} the WHERE clause, and a value for each `?` in it */
    private static function condition(ClientFilter $filter): array
    {
        $conditions = array_fill(0, count($filter->words), 'INSTR(search_text, LOWER(?)) > 0');
        $values = $filter->words;
        foreach (['type' => $filter->type, 'active' => $filter->active] as $column => $value) {
            if ($value !== null) {
                $conditions[] = "$column = ?";
                $values[] = $value;
            }
        }

        if ($filter->origin !== null) {
            $conditions[] = self::from($filter->origin);
        }

        return [$conditions === [] ? '' : ' WHERE ' . implode(' AND ', $conditions), $values];
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
