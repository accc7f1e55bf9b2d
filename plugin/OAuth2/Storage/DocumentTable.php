<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The table oauth2_document: clients that describe themselves in a document. */
final class DocumentTable
{
    /** The maximum number of documents that nobody has consented to or decided about. */
    public const UNUSED = 100;

    /** The maximum number of documents that wait for approval, in all and for one user. */
    public const PENDING = 50;
    public const PENDING_OF_USER = 5;

    /** The maximum number of rows that a list returns. */
    public const LIST_LIMIT = 1000;

    /** A row that nobody has consented to, and about which no administrator has decided. */
    private const IS_UNUSED = 'decision IS NULL AND digest IS NULL AND kept = 0 AND adopted IS NULL AND latest IS NULL'
        // A comparison notes its result for the plugin's copies, too, which have no body here.
        . ' AND (checked_at IS NULL OR body IS NOT NULL)';

    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_document');
    }

    /**
     * Finds a row; null if there is none.
     *
     * @throws StorageUnavailable
     */
    public function find(string $clientId): ?DocumentRecord
    {
        return $this->findMany([$clientId])[$clientId] ?? null;
    }

    /**
     * Finds several rows.
     *
     * @param non-empty-list<string> $clientIds
     * @return array<string, DocumentRecord> by client ID
     * @throws StorageUnavailable
     */
    public function findMany(array $clientIds): array
    {
        $found = [];
        $marks = implode(', ', array_fill(0, \count($clientIds), '?'));
        foreach ($this->records(" WHERE client_id IN ($marks)", $clientIds) as $record) {
            $found[$record->clientId] = $record;
        }

        return $found;
    }

    /**
     * All rows but those of unused documents, the newest first.
     *
     * @return list<DocumentRecord> at most LIST_LIMIT
     * @throws StorageUnavailable
     */
    public function all(): array
    {
        return $this->records(' WHERE NOT (' . self::IS_UNUSED . ') ORDER BY created_at DESC, client_id LIMIT ' . self::LIST_LIMIT, []);
    }

    /**
     * The rows of clients that are blocked, or paused because they are not allowed.
     *
     * @return list<DocumentRecord>
     * @throws StorageUnavailable
     */
    public function blockedOrSuspended(): array
    {
        return $this->records(' WHERE suspended = 1 OR decision = ? ORDER BY client_id', [DocumentDecision::Blocked->value]);
    }

    /**
     * Stores a document that was fetched. The oldest unused ones make room.
     *
     * @throws StorageUnavailable
     */
    public function store(string $clientId, string $body, int $now, int $freshUntil): void
    {
        $this->save($clientId, ['body' => $body, 'fetched_at' => $now, 'fresh_until' => $freshUntil], $now);
        $this->makeRoom();
    }

    /**
     * Puts a stored document on the list of those that wait for approval, unless too many wait.
     *
     * @return bool false if too many wait
     * @throws StorageUnavailable
     */
    public function ask(string $clientId, string $login, int $now): bool
    {
        if ($this->isFull($login, 1)) {
            return false;
        }
        $isAsked = $this->connection->execute(
            "UPDATE $this->table SET decision = ?, asked_by = ?, created_at = ? WHERE client_id = ? AND decision IS NULL",
            [DocumentDecision::Pending->value, $login, $now, $clientId],
        ) > 0;
        // Other processes may have asked since it was counted.
        if ($isAsked && $this->isFull($login, 0)) {
            $this->connection->execute(
                "UPDATE $this->table SET decision = NULL, asked_by = NULL WHERE client_id = ? AND decision = ? AND asked_by = ?",
                [$clientId, DocumentDecision::Pending->value, $login],
            );

            return false;
        }

        return $isAsked;
    }

    /** True if too many documents would wait for approval with `$more` of this user. */
    private function isFull(string $login, int $more): bool
    {
        $waiting = $this->connection->row(
            "SELECT COUNT(*) AS total, SUM(CASE WHEN asked_by = ? THEN 1 ELSE 0 END) AS own FROM $this->table WHERE decision = ?",
            [$login, DocumentDecision::Pending->value],
        );
        $counts = new Row($waiting ?? []);

        return $counts->int('total') + $more > self::PENDING || $counts->int('own') + $more > self::PENDING_OF_USER;
    }

    /**
     * Stores an administrator's decision; null takes it back.
     *
     * @throws StorageUnavailable
     */
    public function decide(string $clientId, ?DocumentDecision $decision, int $now): void
    {
        $this->save($clientId, ['decision' => $decision?->value], $now);
    }

    /**
     * Keeps a client, which approves its document, or ends that. A block stays.
     *
     * @return bool false if the client is blocked and was to be kept
     * @throws StorageUnavailable
     */
    public function keep(string $clientId, bool $isKept, int $now): bool
    {
        // Creates the row if there is none.
        $this->save($clientId, ['kept' => false], $now);
        [$approved, $blocked] = [DocumentDecision::Approved->value, DocumentDecision::Blocked->value];
        if (!$isKept) {
            $this->connection->execute(
                "UPDATE $this->table SET decision = NULL WHERE client_id = ? AND decision = ?",
                [$clientId, $approved],
            );

            return true;
        }

        return $this->connection->execute(
            "UPDATE $this->table SET kept = 1, decision = ? WHERE client_id = ? AND (decision IS NULL OR decision <> ?)",
            [$approved, $clientId, $blocked],
        ) > 0;
    }

    /**
     * Stores values of a row, which need not exist.
     *
     * @param array<string, string|int|bool|null> $values by column
     * @throws StorageUnavailable
     */
    public function save(string $clientId, array $values, int $now): void
    {
        try {
            Row::insert($this->connection, $this->table, ['client_id' => $clientId, 'created_at' => $now] + $values);
        } catch (DuplicateKey) {
            $this->connection->execute(
                "UPDATE $this->table SET " . implode(' = ?, ', array_keys($values)) . ' = ? WHERE client_id = ?',
                [...array_values($values), $clientId],
            );
        }
    }

    /**
     * Binds an approval to a document, unless users have consented to one already.
     *
     * @throws StorageUnavailable
     */
    public function bind(string $clientId, #[\SensitiveParameter] string $digest): void
    {
        $this->connection->execute("UPDATE $this->table SET digest = ? WHERE client_id = ? AND digest IS NULL", [$digest, $clientId]);
    }

    /**
     * Forgets what users consented to and an administrator approved, because the document has changed. One UPDATE decides which
     * process does so. A block stays.
     *
     * @param string $digest the digest of the document before the change
     * @param ?DocumentDecision $approved what an approval becomes
     * @return bool true if this call forgot it
     * @throws StorageUnavailable
     */
    public function forgetConsent(string $clientId, #[\SensitiveParameter] string $digest, ?DocumentDecision $approved, int $now): bool
    {
        return $this->connection->execute(
            "UPDATE $this->table SET digest = NULL, kept = 0, created_at = ?, decision = CASE WHEN decision = ? THEN ? ELSE decision END"
                . ' WHERE client_id = ? AND digest = ?',
            [$now, DocumentDecision::Approved->value, $approved?->value, $clientId, $digest],
        ) > 0;
    }

    /**
     * Forgets what was decided about a client that registered itself and has been deleted: its ID never comes back.
     *
     * @throws StorageUnavailable
     */
    public function forget(string $clientId): void
    {
        $this->connection->execute("DELETE FROM $this->table WHERE client_id = ?", [$clientId]);
    }

    /**
     * Forgets what belongs to a client that an administrator has deleted, with an approval. A block stays, and so does a document
     * that was put in place of the plugin's copy.
     *
     * @throws StorageUnavailable
     */
    public function delete(string $clientId): void
    {
        $this->connection->execute(
            "DELETE FROM $this->table WHERE client_id = ? AND (decision IS NULL OR decision <> ?) AND adopted IS NULL",
            [$clientId, DocumentDecision::Blocked->value],
        );
        $this->connection->execute(
            "UPDATE $this->table SET digest = NULL, kept = 0, suspended = 0, decision = CASE WHEN decision = ? THEN decision ELSE NULL END"
                . ' WHERE client_id = ?',
            [DocumentDecision::Blocked->value, $clientId],
        );
    }

    /**
     * Removes a deleted user's login from the documents that the user has asked for.
     *
     * @param string $login the login in any letter case
     * @throws StorageUnavailable
     */
    public function forgetUser(string $login): void
    {
        $this->connection->execute("UPDATE $this->table SET asked_by = NULL WHERE LOWER(asked_by) = LOWER(?)", [$login]);
    }

    /**
     * Removes unused documents, and those that have waited for approval since before a time. Consent to a client that an
     * administrator has deleted is forgotten first, unless the digest is that of an approved document.
     *
     * @return int the number of rows
     * @throws StorageUnavailable
     */
    public function purge(int $before, int $pendingBefore): int
    {
        $client = $this->connection->table('oauth2_client');
        $this->connection->execute(
            "UPDATE $this->table SET digest = CASE WHEN decision = ? THEN digest ELSE NULL END, kept = 0, suspended = 0 WHERE digest IS NOT NULL"
                . " AND NOT EXISTS (SELECT 1 FROM $client c WHERE c.client_id = $this->table.client_id)",
            [DocumentDecision::Approved->value],
        );

        return $this->connection->execute("DELETE FROM $this->table WHERE created_at <= ? AND " . self::IS_UNUSED, [$before])
            + $this->connection->execute(
                "DELETE FROM $this->table WHERE created_at <= ? AND decision = ?",
                [$pendingBefore, DocumentDecision::Pending->value],
            );
    }

    private function makeRoom(): void
    {
        $rows = $this->connection->rows(
            "SELECT client_id FROM $this->table WHERE " . self::IS_UNUSED . ' ORDER BY created_at DESC, client_id LIMIT 100 OFFSET ' . self::UNUSED,
        );
        if ($rows !== []) {
            $ids = array_map(static fn (array $row): string => (string) $row['client_id'], $rows);
            $this->connection->execute(
                "DELETE FROM $this->table WHERE client_id IN (" . implode(', ', array_fill(0, \count($ids), '?')) . ') AND ' . self::IS_UNUSED,
                $ids,
            );
        }
    }

    /**
     * @param list<string> $parameters
     * @return list<DocumentRecord>
     */
    private function records(string $rest, array $parameters): array
    {
        return array_map(
            static fn (array $row): DocumentRecord => DocumentRecord::fromRow(new Row($row)),
            $this->connection->rows('SELECT ' . implode(', ', DocumentRecord::COLUMNS) . " FROM $this->table$rest", $parameters),
        );
    }
}
