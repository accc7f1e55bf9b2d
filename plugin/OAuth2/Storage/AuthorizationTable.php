<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * The table oauth2_authorization. Each method that decides something is one statement by primary key, so exactly one of any
 * number of simultaneous callers gets true.
 */
final class AuthorizationTable
{
    /** The minimum time between two updates of last_used_at, in seconds. */
    public const TOUCH_INTERVAL = 600;

    /** The maximum number of authorizations in a list. */
    public const LIST_LIMIT = 1000;

    /** The columns of {@see CredentialsAuthorization}. */
    public const CREDENTIALS_COLUMNS = ['id', 'login', 'client_epoch', 'expires_at', 'ended_at', 'credentials_number'];

    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_authorization');
    }

    /**
     * Finds an authorization; null if there is none.
     *
     * @param string $id the value in a request; if it cannot be an ID, nothing is looked up
     * @throws StorageUnavailable
     */
    public function find(string $id): ?AuthorizationRecord
    {
        return Row::isId($id) ? $this->record(' WHERE id = ?', [$id]) : null;
    }

    /**
     * Finds the newest authorization with this key, which may have ended. The next one gets a higher number, because reusing
     * a key that has just been given up would make simultaneous inserts deadlock in MySQL.
     *
     * @throws StorageUnavailable
     */
    public function findByCredentialsKey(string $key): ?CredentialsAuthorization
    {
        $row = $this->connection->row(
            'SELECT ' . implode(', ', self::CREDENTIALS_COLUMNS) . ' FROM ' . $this->table
                . ' WHERE credentials_key = ? ORDER BY credentials_number DESC LIMIT 1',
            [$key],
        );

        return $row === null ? null : CredentialsAuthorization::fromRow(new Row($row));
    }

    /**
     * @throws DuplicateKey when the id, or the credentials key with its number, is taken
     * @throws StorageUnavailable
     */
    public function insert(#[\SensitiveParameter] AuthorizationRecord $authorization): void
    {
        Row::insert($this->connection, $this->table, $authorization->toRow());
    }

    /**
     * Redeems the code once (RFC 6749 4.1.2). The refresh parameters are null when no refresh token is issued.
     *
     * @param int $expiresAt when the last of the new tokens has expired
     * @return bool true if this call redeemed it; false if it was redeemed before, has expired, is another code, or the
     *              authorization has ended
     * @throws StorageUnavailable
     */
    public function redeemCode(
        string $id,
        #[\SensitiveParameter]
        string $codeDigest,
        int $now,
        #[\SensitiveParameter]
        ?string $familyDigest,
        #[\SensitiveParameter]
        ?string $refreshDigest,
        ?int $refreshExpiresAt,
        int $expiresAt,
    ): bool {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET code_redeemed_at = ?, last_used_at = ?, family_digest = ?,'
                . ' refresh_digest = ?, refresh_expires_at = ?, expires_at = ?'
                . ' WHERE id = ? AND code_digest = ? AND code_redeemed_at IS NULL AND code_expires_at > ?'
                . ' AND ended_at IS NULL',
            [$now, $now, $familyDigest, $refreshDigest, $refreshExpiresAt, $expiresAt, $id, $codeDigest, $now],
        ) > 0;
    }

    /**
     * Replaces the refresh token once (RFC 9700 4.14.2).
     *
     * @param ?string $successorSealed the new token sealed under the old one; null without a grace period
     * @return bool true if this call replaced it; false if another did, it has expired, or the authorization has ended
     * @throws StorageUnavailable
     */
    public function rotate(
        string $id,
        #[\SensitiveParameter]
        string $oldDigest,
        #[\SensitiveParameter]
        string $newDigest,
        #[\SensitiveParameter]
        ?string $successorSealed,
        int $now,
        int $refreshExpiresAt,
        int $expiresAt,
    ): bool {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET refresh_digest = ?, previous_digest = ?, successor_sealed = ?,'
                . ' rotated_at = ?, last_used_at = ?, refresh_expires_at = ?, expires_at = ?'
                . ' WHERE id = ? AND refresh_digest = ? AND refresh_expires_at > ? AND ended_at IS NULL',
            [
                $newDigest,
                $oldDigest,
                $successorSealed,
                $now,
                $now,
                $refreshExpiresAt,
                $expiresAt,
                $id,
                $oldDigest,
                $now,
            ],
        ) > 0;
    }

    /**
     * Postpones the removal of the row to `$expiresAt`, and never advances it.
     *
     * Callers that issue many tokens add some slack, and call only if the record's `expiresAt` is too early.
     *
     * @return bool true if the removal was postponed; false if the row is gone or ended, or stays that long already
     * @throws StorageUnavailable
     */
    public function extend(string $id, int $expiresAt): bool
    {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET expires_at = ? WHERE id = ? AND expires_at < ? AND ended_at IS NULL',
            [$expiresAt, $id, $expiresAt],
        ) > 0;
    }

    /**
     * Ends an authorization: its code, refresh tokens and access tokens are invalid from now on.
     *
     * @param string $reason a word for logs and lists, at most 40 characters
     * @return bool true if this call ended it
     * @throws StorageUnavailable
     */
    public function end(string $id, string $reason, int $now): bool
    {
        return $this->endWhere('id = ?', [$id], $reason, $now) > 0;
    }

    /**
     * @return int the number of authorizations that this call ended
     * @throws StorageUnavailable
     */
    public function endForUser(string $login, string $reason, int $now): int
    {
        return $this->endWhere('login = ?', [$login], $reason, $now);
    }

    /**
     * @return int the number of authorizations that this call ended
     * @throws StorageUnavailable
     */
    public function endForUserAndClient(string $login, string $clientId, string $reason, int $now): int
    {
        return $this->endWhere('login = ? AND client_id = ?', [$login, $clientId], $reason, $now);
    }

    /**
     * @return int the number of authorizations that this call ended
     * @throws StorageUnavailable
     */
    public function endForClient(string $clientId, string $reason, int $now): int
    {
        return $this->endWhere('client_id = ?', [$clientId], $reason, $now);
    }

    /**
     * Ends the authorizations with these IDs that have not ended.
     *
     * @param list<string> $ids
     * @return int the number of authorizations that this call ended
     * @throws StorageUnavailable
     */
    public function endMany(array $ids, string $reason, int $now): int
    {
        return $ids === [] ? 0 : $this->endWhere('id IN (' . implode(', ', array_fill(0, count($ids), '?')) . ')', $ids, $reason, $now);
    }

    /**
     * Lists the authorizations of all clients that have one of these scopes and have not ended, in the order of their IDs.
     *
     * @param non-empty-list<string> $scopes
     * @param string $after the last ID of the previous page; empty for the first page
     * @return list<string> at most `$limit` IDs; fewer if there are no more
     * @throws StorageUnavailable
     */
    public function liveWithScopes(array $scopes, string $after, int $limit): array
    {
        $marks = implode(', ', array_fill(0, count($scopes), '?'));

        return array_map(
            static fn (array $row): string => (new Row($row))->string('id'),
            $this->connection->rows(
                "SELECT id FROM $this->table WHERE id > ? AND ended_at IS NULL AND scope IN ($marks) ORDER BY id LIMIT $limit",
                [$after, ...$scopes],
            ),
        );
    }

    /**
     * Lists a client's authorizations that have not ended, in the order of their IDs.
     *
     * @param int $epoch the client's epoch; those of another one are invalid
     * @param string $after the last ID of the previous page; empty for the first page
     * @return list<LiveAuthorization> at most `$limit`; fewer if there are no more
     * @throws StorageUnavailable
     */
    public function liveForClient(string $clientId, int $epoch, int $now, string $after, int $limit): array
    {
        return array_map(
            static fn (array $row): LiveAuthorization => LiveAuthorization::fromRow(new Row($row)),
            $this->connection->rows(
                'SELECT ' . implode(', ', LiveAuthorization::COLUMNS) . ' FROM ' . $this->table
                    . ' WHERE client_id = ? AND id > ? AND ended_at IS NULL AND client_epoch = ? AND expires_at > ?'
                    . " ORDER BY id LIMIT $limit",
                [$clientId, $after, $epoch, $now],
            ),
        );
    }

    /**
     * Counts the authorizations of all clients that are in use: their code has been redeemed, and they have neither ended nor
     * expired. It reads the whole table, so it is for rare questions only.
     *
     * @param ?non-empty-list<string> $scopes only those that have one of these scopes; null: all
     * @return array<string, array{authorizations: int, users: int}> by kind
     * @throws StorageUnavailable
     */
    public function countLive(?array $scopes, int $now): array
    {
        $clients = $this->connection->table('oauth2_client');
        $withScopes = $scopes === null ? '' : ' AND a.scope IN (' . implode(', ', array_fill(0, count($scopes), '?')) . ')';
        $rows = $this->connection->rows(
            'SELECT a.kind, COUNT(*) AS authorizations, COUNT(DISTINCT a.login) AS users'
                . " FROM $this->table a JOIN $clients c ON c.client_id = a.client_id AND c.epoch = a.client_epoch"
                . ' WHERE a.ended_at IS NULL AND a.expires_at > ? AND (a.kind <> ? OR a.code_redeemed_at IS NOT NULL)'
                . $withScopes . ' GROUP BY a.kind',
            [$now, AuthorizationKind::Code->value, ...($scopes ?? [])],
        );
        $counts = [];
        foreach ($rows as $row) {
            $row = new Row($row);
            $counts[$row->string('kind')] = ['authorizations' => $row->int('authorizations'), 'users' => $row->int('users')];
        }

        return $counts;
    }

    /**
     * Reads everything that a bearer check needs, in one query by primary keys.
     *
     * @param string $keyId the key that signed the token; a withdrawn one is among the revoked tokens
     * @param ?string $mark the name of a row of oauth2_meta to look for in the same query
     * @return ?BearerLookup null when there is no such authorization
     * @throws StorageUnavailable
     */
    public function state(string $id, string $jti, string $keyId, ?string $mark = null): ?BearerLookup
    {
        if (!Row::isId($id) || !Row::isId($jti)) {
            return null;
        }
        $row = $this->connection->frequentRow($this->stateQuery(), [$jti, $keyId, $mark ?? '', $id]);

        return $row === null ? null : BearerLookup::fromRow(new Row($row), new Row($row, 'c_'));
    }

    /**
     * Updates the time of the last use, at most once in TOUCH_INTERVAL seconds.
     *
     * @throws StorageUnavailable
     */
    public function touch(string $id, int $now): void
    {
        $this->connection->execute(
            'UPDATE ' . $this->table . ' SET last_used_at = ?'
                . ' WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)',
            [$now, $id, $now - self::TOUCH_INTERVAL],
        );
    }

    /**
     * Lists the authorizations that came into use: those that have not ended first, then the newest first.
     *
     * @return list<AuthorizationRecord> at most LIST_LIMIT
     * @throws StorageUnavailable
     */
    public function listForUser(string $login): array
    {
        return $this->list('login', $login);
    }

    /**
     * Lists the authorizations that came into use: those that have not ended first, then the newest first.
     *
     * @return list<AuthorizationRecord> at most LIST_LIMIT
     * @throws StorageUnavailable
     */
    public function listForClient(string $clientId): array
    {
        return $this->list('client_id', $clientId);
    }

    /**
     * Counts the users who have connected clients, by client ID.
     *
     * @param list<string> $clientIds
     * @return array<string, int> without clients that nobody has connected
     * @throws StorageUnavailable
     */
    public function usersOf(array $clientIds, int $now): array
    {
        $counts = [];
        foreach (array_chunk($clientIds, 500) as $ids) {
            $rows = $this->connection->rows(
                "SELECT client_id, COUNT(DISTINCT login) AS users FROM $this->table WHERE client_id IN ("
                    . implode(', ', array_fill(0, count($ids), '?')) . ') AND kind = ? AND code_redeemed_at IS NOT NULL'
                    . ' AND ended_at IS NULL AND expires_at > ? GROUP BY client_id',
                [...$ids, AuthorizationKind::Code->value, $now],
            );
            foreach ($rows as $row) {
                $row = new Row($row);
                $counts[$row->string('client_id')] = $row->int('users');
            }
        }

        return $counts;
    }

    /**
     * The number of users who have connected at least one of these clients.
     *
     * @param non-empty-list<string> $clientIds at most 500
     * @throws StorageUnavailable
     */
    public function numberOfUsers(array $clientIds, int $now): int
    {
        $row = $this->connection->row(
            "SELECT COUNT(DISTINCT login) AS users FROM $this->table WHERE client_id IN ("
                . implode(', ', array_fill(0, count($clientIds), '?')) . ') AND kind = ? AND code_redeemed_at IS NOT NULL'
                . ' AND ended_at IS NULL AND expires_at > ?',
            [...$clientIds, AuthorizationKind::Code->value, $now],
        );

        return (new Row($row ?? []))->int('users');
    }

    /**
     * The scopes that a user has allowed a client for a resource and that are still in use.
     *
     * @param int $epoch the client's epoch: authorizations with another one are invalid
     * @return list<string> each scope once
     * @throws StorageUnavailable
     */
    public function liveScopes(string $clientId, string $login, string $resource, int $epoch, int $now): array
    {
        $rows = $this->connection->rows(
            'SELECT DISTINCT scope FROM ' . $this->table . ' WHERE login = ? AND client_id = ? AND kind = ?'
                . ' AND resource = ? AND client_epoch = ? AND code_redeemed_at IS NOT NULL AND ended_at IS NULL'
                . ' AND expires_at > ?',
            [$login, $clientId, AuthorizationKind::Code->value, $resource, $epoch, $now],
        );

        return array_map(static fn (array $row): string => (new Row($row))->string('scope'), $rows);
    }

    /**
     * The logins in the table that equal this one without regard to letter case. The query reads the whole index of logins, so
     * it is for rare events only.
     *
     * @return list<string> each spelling once
     * @throws StorageUnavailable
     */
    public function spellings(string $login): array
    {
        $rows = $this->connection->rows("SELECT DISTINCT login FROM $this->table WHERE LOWER(login) = LOWER(?)", [$login]);

        return array_map(static fn (array $row): string => (new Row($row))->string('login'), $rows);
    }

    /**
     * Removes rows of a client, at most `$batch` of them.
     *
     * @return int the number of removed rows; fewer than `$batch` if none are left
     * @throws StorageUnavailable
     */
    public function deleteForClient(string $clientId, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'id', 'client_id = ?', $clientId, 'client_id', $batch);
    }

    /**
     * Removes rows of a user, at most `$batch` of them.
     *
     * @return int the number of removed rows; fewer than `$batch` if none are left
     * @throws StorageUnavailable
     */
    public function deleteForUser(string $login, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'id', 'login = ?', $login, 'login', $batch);
    }

    /**
     * Removes rows whose last token has expired, at most `$batch` of them, the oldest first.
     *
     * @return int the number of removed rows; fewer than `$batch` if none are left
     * @throws StorageUnavailable
     */
    public function purge(int $now, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'id', 'expires_at <= ?', $now, 'expires_at', $batch);
    }

    private function stateQuery(): string
    {
        $columns = [
            'a.id, a.login, a.kind, a.scope, a.resource, a.client_epoch, a.last_used_at, a.ended_at',
            Row::columns('c', ClientSummary::COLUMNS),
        ];

        return 'SELECT ' . implode(', ', $columns) . ', r.jti AS revoked_jti, m.name AS mark FROM ' . $this->table . ' a'
            . ' LEFT JOIN ' . $this->connection->table('oauth2_client') . ' c ON c.client_id = a.client_id'
            . ' LEFT JOIN ' . $this->connection->table('oauth2_revoked_token') . ' r ON r.jti IN (?, ?)'
            . ' LEFT JOIN ' . $this->connection->table('oauth2_meta') . ' m ON m.name = ?'
            . ' WHERE a.id = ?';
    }

    /** @param list<string> $values */
    private function endWhere(string $condition, array $values, string $reason, int $now): int
    {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET ended_at = ?, end_reason = ?, successor_sealed = NULL'
                . ' WHERE ' . $condition . ' AND ended_at IS NULL',
            [$now, $reason, ...$values],
        );
    }

    /** @param list<string> $parameters */
    private function record(string $rest, #[\SensitiveParameter] array $parameters): ?AuthorizationRecord
    {
        $row = $this->connection->row($this->select() . $rest, $parameters);

        return $row === null ? null : AuthorizationRecord::fromRow(new Row($row));
    }

    private function select(): string
    {
        return 'SELECT ' . implode(', ', AuthorizationRecord::COLUMNS) . ' FROM ' . $this->table;
    }

    /** @return list<AuthorizationRecord> */
    private function list(string $column, string $value): array
    {
        $rows = $this->connection->rows(
            $this->select() . ' WHERE ' . $column . ' = ? AND (kind = ? OR code_redeemed_at IS NOT NULL)'
                . ' ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, created_at DESC, id LIMIT ' . self::LIST_LIMIT,
            [$value, AuthorizationKind::ClientCredentials->value],
        );

        return array_map(
            static fn (array $row): AuthorizationRecord => AuthorizationRecord::fromRow(new Row($row)),
            $rows,
        );
    }
}
