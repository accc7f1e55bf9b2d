<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * Everything that a client's request asks storage before anything is decided, by one query: each row is found by a
 * primary or unique key, so the way to the database and back is what costs. The row that all are joined to is the one
 * that marks the schema; of it only the name is asked for, which the index knows.
 */
final class RequestQuery
{
    public function __construct(private readonly Connection $connection)
    {
    }

    /**
     * @param string $clientId anything that a request may hold: what cannot be an id isn't looked up
     * @param ?string $authorizationId the authorization that the request's code or refresh token names
     * @param ?string $credentialsKey the key of a client's authorization for itself, of which the first of the client's
     *                                epoch is looked up
     * @param bool $signingKey whether the key that signs is wanted
     * @throws SchemaMismatch when the tables have another schema than the code
     * @throws StorageUnavailable
     */
    public function state(
        string $clientId,
        ?string $authorizationId = null,
        ?string $credentialsKey = null,
        bool $signingKey = false,
    ): RequestResult {
        $tables = $this->connection->table('oauth2_');
        // Of `a` alone the columns are named anew: it shares some with `c`. What is read of `g` is in no other table here.
        $columns = ['c.' . implode(', c.', [...ClientSummary::COLUMNS, 'secret_hash'])];
        $from = " FROM {$tables}meta m LEFT JOIN {$tables}client c ON c.client_id = ?";
        $values = [Row::isId($clientId) ? $clientId : null];
        if ($signingKey) {
            $columns[] = 'k.sealed';
            $from .= " LEFT JOIN {$tables}key k ON k.slot = ?";
            $values[] = SigningKeyRecord::CURRENT;
        }
        if ($authorizationId !== null && Row::isId($authorizationId)) {
            $columns[] = Row::columns('a', AuthorizationRecord::COLUMNS);
            $from .= " LEFT JOIN {$tables}authorization a ON a.id = ?";
            $values[] = $authorizationId;
        }
        if ($credentialsKey !== null) {
            // For an unknown client the same rows are looked for, in vain: it takes as long.
            $columns[] = 'g.' . implode(', g.', AuthorizationTable::CREDENTIALS_COLUMNS);
            $from .= " LEFT JOIN {$tables}authorization g ON g.credentials_key = ?"
                . ' AND g.credentials_number = COALESCE(c.epoch, 0) * ' . CredentialsAuthorization::PER_EPOCH;
            $values[] = $credentialsKey;
        }
        $query = 'SELECT ' . implode(', ', $columns) . $from . ' WHERE m.name = ?';
        $row = $this->connection->row($query, [...$values, Schema::MARK]);
        if ($row === null) {
            // Tables of another schema, or of this one before it was marked.
            (new Schema($this->connection))->confirm();
            $row = $this->connection->row($query, [...$values, Schema::VERSION_NAME]);
        }

        return new RequestResult($row ?? throw new SchemaMismatch(0, Schema::VERSION), $credentialsKey);
    }
}
