<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * Everything that a client's request asks storage before anything is decided, by one query: each row is found by a
 * primary or unique key, so the way to the database and back is what costs. The row that all are joined to is the one
 * with the schema's version, which every installation has.
 */
final class RequestQuery
{
    /** How many counters one query reads; more would be an error of the caller. */
    private const MAX_BUCKETS = 8;

    public function __construct(private readonly Connection $connection)
    {
    }

    /**
     * @param string $clientId anything that a request may hold: what cannot be an id isn't looked up
     * @param array<string, int> $windowStarts when the window in question began, by the bucket of a counter
     * @param ?string $authorizationId the authorization that the request's code or refresh token names
     * @param ?string $credentialsKey the key of a client's authorization for itself
     * @param bool $signingKey whether the key that signs is wanted
     * @throws StorageUnavailable
     */
    public function state(
        string $clientId,
        array $windowStarts,
        ?string $authorizationId = null,
        ?string $credentialsKey = null,
        bool $signingKey = false,
    ): RequestState {
        if (count($windowStarts) > self::MAX_BUCKETS) {
            throw new \ValueError('Too many counters for one query');
        }
        $columns = [Row::columns('c', [...ClientState::COLUMNS, 'secret_hash'])];
        $joins = [$this->join('client', 'c', 'c.client_id = ?')];
        $values = [Row::isId($clientId) ? $clientId : null];
        $buckets = array_map(strval(...), array_keys($windowStarts));
        foreach ($buckets as $number => $bucket) {
            $columns[] = "t$number.hits AS hits_$number";
            $joins[] = $this->join('throttle', "t$number", "t$number.bucket = ? AND t$number.window_start = ?");
            array_push($values, $bucket, $windowStarts[$bucket]);
        }
        if ($signingKey) {
            $columns[] = 'k.sealed AS sealed';
            $joins[] = $this->join('key', 'k', 'k.slot = ?');
            $values[] = SigningKeyRecord::CURRENT;
        }
        if ($authorizationId !== null && Row::isId($authorizationId)) {
            $columns[] = Row::columns('a', AuthorizationTable::COLUMNS);
            $joins[] = $this->join('authorization', 'a', 'a.id = ?');
            $values[] = $authorizationId;
        }
        if ($credentialsKey !== null) {
            $columns[] = Row::columns('g', AuthorizationTable::CREDENTIALS_COLUMNS);
            $joins[] = $this->join(
                'authorization',
                'g',
                'g.credentials_key = ? AND g.credentials_number = (SELECT MAX(n.credentials_number) FROM '
                    . $this->table('authorization') . ' n WHERE n.credentials_key = ?)',
            );
            array_push($values, $credentialsKey, $credentialsKey);
        }
        $row = $this->connection->row(
            'SELECT ' . implode(', ', $columns) . ' FROM ' . $this->table('meta') . ' m' . implode('', $joins)
                . ' WHERE m.name = ?',
            [...$values, Schema::VERSION_NAME],
        );

        return new RequestState($row ?? throw new StorageUnavailable('The tables are not installed'), $buckets);
    }

    private function table(string $name): string
    {
        return $this->connection->table('oauth2_' . $name);
    }

    private function join(string $table, string $alias, string $condition): string
    {
        return ' LEFT JOIN ' . $this->table($table) . " $alias ON $condition";
    }
}
