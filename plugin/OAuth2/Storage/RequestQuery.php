<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * Reads everything that a client's request needs before it is decided, in one query: a round trip costs more than a look-up
 * by primary or unique key. All rows are joined to the row that marks the schema, whose name alone is read, from the index.
 */
final class RequestQuery
{
    public function __construct(private readonly Connection $connection)
    {
    }

    /**
     * @param string $clientId the value in the request; if it cannot be an ID, no client is looked up
     * @param ?string $authorizationId the authorization that the request's code or refresh token names
     * @param ?string $credentialsKey the key of a client's authorization for itself; the query reads the first one of the
     *                                client's epoch
     * @param bool $signingKey true to read the signing key
     * @param bool $clientKeys true to read the client's keys, which only assertions need
     * @throws SchemaMismatch when the tables have another schema than the code
     * @throws StorageUnavailable
     */
    public function state(
        string $clientId,
        ?string $authorizationId = null,
        ?string $credentialsKey = null,
        bool $signingKey = false,
        bool $clientKeys = false,
    ): RequestResult {
        $tables = $this->connection->table('oauth2_');
        // Only `a` shares columns with `c`, so only its columns get other names; those of `g` are in no other table here.
        $columns = [
            'c.' . implode(', c.', ClientSummary::COLUMNS)
                . ', c.secret_hash, c.old_secret_hash, c.old_secret_until, c.secret_used_at, c.old_secret_used_at',
        ];
        $from = " FROM {$tables}meta m LEFT JOIN {$tables}client c ON c.client_id = ?";
        $values = [Row::isId($clientId) ? $clientId : null];
        if ($signingKey) {
            $columns[] = 'k.sealed';
            $from .= " LEFT JOIN {$tables}key k ON k.slot = ?";
            $values[] = SigningKeyRecord::CURRENT;
        }
        if ($clientKeys) {
            $columns[] = 'c.jwk_set, c.jwk_set_uri';
        }
        if ($authorizationId !== null && Row::isId($authorizationId)) {
            $columns[] = Row::columns('a', AuthorizationRecord::COLUMNS);
            $from .= " LEFT JOIN {$tables}authorization a ON a.id = ?";
            $values[] = $authorizationId;
        }
        if ($credentialsKey !== null) {
            // For an unknown client the same rows are looked up in vain, to equalise timing.
            $columns[] = 'g.' . implode(', g.', AuthorizationTable::CREDENTIALS_COLUMNS);
            $from .= " LEFT JOIN {$tables}authorization g ON g.credentials_key = ?"
                . ' AND g.credentials_number = COALESCE(c.epoch, 0) * ' . CredentialsAuthorization::PER_EPOCH;
            $values[] = $credentialsKey;
        }
        $query = 'SELECT ' . implode(', ', $columns) . $from . ' WHERE m.name = ?';
        $row = $this->connection->frequentRow($query, [...$values, Schema::MARK]);
        if ($row === null) {
            // The tables have another schema, or this one without its mark.
            (new Schema($this->connection))->confirm();
            $row = $this->connection->row($query, [...$values, Schema::VERSION_NAME]);
        }

        return new RequestResult($row ?? throw new SchemaMismatch(0, Schema::VERSION), $credentialsKey);
    }
}
