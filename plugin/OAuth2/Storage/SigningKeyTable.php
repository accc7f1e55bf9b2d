<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * The table oauth2_key. The unique column `slot` holds 'next' or 'current' and is null for retired keys, so there is at
 * most one of each, whatever runs at the same time.
 *
 * A rotation is retire(current), activate(next), insert(a new next). A process that finds a next key but no current one
 * completes an interrupted rotation with activate(): the next key has been published long enough to sign at once.
 */
final class SigningKeyTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_key');
    }

    /**
     * Lists all keys, oldest first, and checks the schema of the tables in the same query. Verifiers cache them for a minute.
     *
     * @return list<SigningKeyRecord>
     * @throws SchemaMismatch when the tables have another schema than the code
     * @throws StorageUnavailable
     */
    public function all(): array
    {
        $meta = $this->connection->table('oauth2_meta');
        $rows = $this->connection->rows(
            'SELECT ' . implode(', ', SigningKeyRecord::COLUMNS)
                . ", (SELECT value FROM $meta WHERE name = ?) AS schema_version FROM $this->table ORDER BY created_at,"
                . " CASE state WHEN 'retired' THEN 0 WHEN 'current' THEN 1 ELSE 2 END, kid",
            [Schema::VERSION_NAME],
        );
        if ($rows === []) {
            (new Schema($this->connection))->check();
        } else {
            Schema::expect($rows[0]['schema_version']);
        }

        return array_map(static fn (array $row): SigningKeyRecord => SigningKeyRecord::fromRow(new Row($row)), $rows);
    }

    /**
     * Finds the key that signs; null if there is none.
     *
     * @throws StorageUnavailable
     */
    public function current(): ?SigningKeyRecord
    {
        $row = $this->connection->row(
            'SELECT ' . implode(', ', SigningKeyRecord::COLUMNS) . " FROM $this->table WHERE slot = ?",
            [SigningKeyRecord::CURRENT],
        );

        return $row === null ? null : SigningKeyRecord::fromRow(new Row($row));
    }

    /**
     * @throws DuplicateKey when there is a key of that id, or another current or next one
     * @throws StorageUnavailable
     */
    public function insert(#[\SensitiveParameter] SigningKeyRecord $key): void
    {
        Row::insert($this->connection, $this->table, $key->toRow());
    }

    /**
     * Retires the current key; it stays published until its last token has expired.
     *
     * @return bool whether this call did it
     * @throws StorageUnavailable
     */
    public function retire(string $kid, int $now, int $expiresAt): bool
    {
        return $this->connection->execute(
            "UPDATE $this->table SET state = ?, slot = NULL, retired_at = ?, expires_at = ? WHERE kid = ? AND state = ?",
            [SigningKeyRecord::RETIRED, $now, $expiresAt, $kid, SigningKeyRecord::CURRENT],
        ) > 0;
    }

    /**
     * Makes the next key the current one.
     *
     * @return bool whether this call did it
     * @throws DuplicateKey when there is a current key
     * @throws StorageUnavailable
     */
    public function activate(string $kid, int $now): bool
    {
        return $this->connection->execute(
            "UPDATE $this->table SET state = ?, slot = ?, activated_at = ? WHERE kid = ? AND state = ?",
            [SigningKeyRecord::CURRENT, SigningKeyRecord::CURRENT, $now, $kid, SigningKeyRecord::NEXT],
        ) > 0;
    }

    /**
     * Removes a next key that never signed: one of an algorithm that is no longer wanted.
     *
     * @return bool whether this call did it
     * @throws StorageUnavailable
     */
    public function discard(string $kid): bool
    {
        return $this->connection->execute(
            "DELETE FROM $this->table WHERE kid = ? AND state = ?",
            [$kid, SigningKeyRecord::NEXT],
        ) > 0;
    }

    /**
     * Removes a key in any state.
     *
     * @return bool whether this call did it
     * @throws StorageUnavailable
     */
    public function remove(string $kid): bool
    {
        return $this->connection->execute("DELETE FROM $this->table WHERE kid = ?", [$kid]) > 0;
    }

    /**
     * Removes retired keys whose last token has expired.
     *
     * @return int how many went
     * @throws StorageUnavailable
     */
    public function purge(int $now): int
    {
        return $this->connection->execute(
            "DELETE FROM $this->table WHERE state = ? AND expires_at <= ?",
            [SigningKeyRecord::RETIRED, $now],
        );
    }
}
