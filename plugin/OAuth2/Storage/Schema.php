<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * The tables, their versions, and the way from the official plugin's tables to ours.
 *
 * Installing is migrating from nothing, so both give the same schema. Each step may run again after it stopped half-way.
 */
final class Schema
{
    /** The version that this code reads and writes. */
    public const VERSION = 1;

    /** The scopes in their order: a taken-over client's scope was a maximum, so it may ask for those below it, too. */
    private const SCOPES = ['matomo:read', 'matomo:write', 'matomo:admin', 'matomo:superuser'];

    /** The official plugin's tables that aren't used: rows of single tokens, which end. */
    private const REPLACED = ['oauth2_access_token', 'oauth2_refresh_token', 'oauth2_auth_code'];

    /** The name under which oauth2_meta holds the version of the tables. */
    public const VERSION_NAME = 'schema';

    /** @param list<string> $allowedScopes what a taken-over client with no scope of its own may ask for */
    public function __construct(
        private readonly Connection $connection,
        private readonly array $allowedScopes = ['matomo:read', 'matomo:write', 'matomo:admin'],
    ) {
    }

    /**
     * Makes the tables, or takes over those that are there.
     *
     * @throws StorageUnavailable
     */
    public function install(): void
    {
        $this->migrate();
    }

    /**
     * Brings the tables to VERSION from any earlier one, from nothing, and from the official plugin's.
     *
     * @throws StorageUnavailable
     */
    public function migrate(): void
    {
        $version = $this->version();
        if ($version >= self::VERSION) {
            return;
        }
        $taken = $version === 0 && $this->columns('oauth2_client') !== [];
        if ($taken) {
            $this->convertClients();
        }
        foreach ($this->statements() as $statement) {
            $this->connection->execute($statement);
        }
        if ($taken) {
            $this->takeOverClients();
        }
        foreach (self::REPLACED as $table) {
            $this->connection->execute('DROP TABLE IF EXISTS ' . $this->connection->table($table));
        }
        (new MetaTable($this->connection))->set(self::VERSION_NAME, (string) self::VERSION);
    }

    /**
     * Removes everything: clients, authorizations, keys.
     *
     * @throws StorageUnavailable
     */
    public function uninstall(): void
    {
        foreach ($this->tables() as $table) {
            $this->connection->execute('DROP TABLE IF EXISTS ' . $table);
        }
    }

    /**
     * The version of the tables that are there, 0 for none and for the official plugin's.
     *
     * @throws StorageUnavailable
     */
    public function version(): int
    {
        if ($this->columns('oauth2_meta') === []) {
            return 0;
        }

        return (int) (new MetaTable($this->connection))->get(self::VERSION_NAME);
    }

    /**
     * @return list<string> the names of all tables, with the prefix
     */
    public function tables(): array
    {
        return array_map($this->connection->table(...), array_keys(Tables::all()));
    }

    /**
     * The statements that make the tables where they are missing.
     *
     * @return list<string>
     */
    public function statements(): array
    {
        $statements = [];
        foreach (Tables::all() as $name => $table) {
            $statements = [
                ...$statements,
                ...$table->create($this->connection->table($name), $this->connection->dialect()),
            ];
        }

        return $statements;
    }

    /** Gives the official plugin's table our columns, types and collations; its rows stay as they are. */
    private function convertClients(): void
    {
        $name = $this->connection->table('oauth2_client');
        foreach (['description' => '', 'redirect_uris' => '[]', 'grant_types' => '[]', 'scopes' => '[]'] as $column => $empty) {
            $this->connection->execute("UPDATE $name SET $column = ? WHERE $column IS NULL", [$empty]);
        }
        $alter = Tables::all()['oauth2_client']->alter(
            $name,
            $this->connection->dialect(),
            $this->columns('oauth2_client'),
            $this->indexes('oauth2_client'),
        );
        foreach ($alter as $statement) {
            $this->connection->execute($statement);
        }
    }

    private function takeOverClients(): void
    {
        $name = $this->connection->table('oauth2_client');
        foreach ($this->connection->rows("SELECT client_id, scopes FROM $name") as $columns) {
            $row = new Row($columns);
            $this->connection->execute(
                "UPDATE $name SET scopes = ? WHERE client_id = ?",
                [Row::json($this->expand($row->strings('scopes'))), $row->string('client_id')],
            );
        }
        // They have never sent a challenge: demanding one would stop every integration that there is.
        $this->connection->execute("UPDATE $name SET require_pkce = 0 WHERE type = ?", [ClientRecord::CONFIDENTIAL]);
    }

    /**
     * @param list<string> $scopes
     * @return list<string> the scopes up to the highest of them, all allowed ones when there is none
     */
    private function expand(array $scopes): array
    {
        $levels = array_keys(array_intersect(self::SCOPES, $scopes));

        return $levels === [] ? $this->allowedScopes : array_slice(self::SCOPES, 0, max($levels) + 1);
    }

    /** @return list<string> the table's columns, none when there is no such table */
    private function columns(string $table): array
    {
        return $this->names(match ($this->connection->dialect()) {
            Dialect::MySql => 'SELECT column_name AS name FROM information_schema.columns'
                . ' WHERE table_schema = DATABASE() AND table_name = ?',
            Dialect::Sqlite => 'SELECT name FROM pragma_table_info(?)',
        }, $table);
    }

    /** @return list<string> */
    private function indexes(string $table): array
    {
        return $this->names(match ($this->connection->dialect()) {
            Dialect::MySql => 'SELECT DISTINCT index_name AS name FROM information_schema.statistics'
                . ' WHERE table_schema = DATABASE() AND table_name = ?',
            Dialect::Sqlite => 'SELECT name FROM pragma_index_list(?)',
        }, $table);
    }

    /** @return list<string> */
    private function names(string $query, string $table): array
    {
        return array_map(
            static fn (array $row): string => (new Row($row))->string('name'),
            $this->connection->rows($query, [$this->connection->table($table)]),
        );
    }
}
