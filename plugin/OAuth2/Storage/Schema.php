<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

use Piwik\Plugins\OAuth2\Storage\Migration\Migrator;
use Piwik\Plugins\OAuth2\Storage\Migration\Step;
use Piwik\Plugins\OAuth2\Storage\Migration\Step1Tables;

/**
 * The tables and the number of their schema, whoever made them: installing is migrating from nothing, and taking over the
 * official plugin's tables is a part of the first step. docs/ARCHITECTURE.md says how a column is added.
 */
final class Schema
{
    /** The schema that this code reads and writes. */
    public const VERSION = 1;

    /** The name under which oauth2_meta holds the number of the tables' schema. */
    public const VERSION_NAME = 'schema';

    /**
     * The row of oauth2_meta by which a request's one query sees that the tables have VERSION: it is found by its name
     * alone, so nothing has to be read of it. Whoever migrates takes away the marks of other schemas.
     */
    public const MARK = 'schema-' . self::VERSION;

    /** @var array<int, class-string<Step>> the way to each schema from the one before */
    private const STEPS = [
        1 => Step1Tables::class,
    ];

    private const TABLES = [
        'oauth2_meta', 'oauth2_client', 'oauth2_authorization', 'oauth2_revoked_token', 'oauth2_key', 'oauth2_consent',
        'oauth2_throttle',
    ];

    /** What an interrupted step may leave. */
    private const REMAINS = ['oauth2_client_converted'];

    /** @param list<string> $takenOverScopes what a client of the official plugin with no scope of its own may ask for */
    public function __construct(
        private readonly Connection $connection,
        private readonly array $takenOverScopes = ['matomo:read', 'matomo:write', 'matomo:admin'],
    ) {
    }

    /**
     * Refuses tables of another schema. For queries that read the number beside what they ask for.
     *
     * @param string|int|float|bool|null $version the value of oauth2_meta's row VERSION_NAME, null when there is none
     * @throws SchemaMismatch
     */
    public static function expect(string|int|float|bool|null $version): void
    {
        if ((int) $version !== self::VERSION) {
            throw new SchemaMismatch((int) $version, self::VERSION);
        }
    }

    /**
     * Brings the tables to VERSION from any earlier one, from nothing, and from the official plugin's. Of several
     * processes that do this at once one does it, and the others wait.
     *
     * @throws MigrationBusy when another process is still at it after more than a minute
     * @throws SchemaMismatch when the tables are newer; nothing was changed then
     * @throws StorageUnavailable
     */
    public function migrate(): void
    {
        $this->migrator()->run();
    }

    /**
     * Removes everything: clients, authorizations, keys.
     *
     * @throws StorageUnavailable
     */
    public function uninstall(): void
    {
        foreach ([...self::TABLES, ...self::REMAINS] as $table) {
            $this->connection->execute('DROP TABLE IF EXISTS ' . $this->connection->table($table));
        }
    }

    /**
     * The schema of the tables that are there, 0 for none and for the official plugin's.
     *
     * @throws StorageUnavailable
     */
    public function version(): int
    {
        return $this->migrator()->version();
    }

    /**
     * Asks the database, by a query of its own.
     *
     * @throws SchemaMismatch when the tables have another schema than VERSION
     * @throws StorageUnavailable
     */
    public function check(): void
    {
        self::expect($this->version());
    }

    /**
     * For a request that found no MARK: refuses tables of another schema, and marks those of this one. Version 1 of the
     * tables was made without.
     *
     * @throws SchemaMismatch
     * @throws StorageUnavailable
     */
    public function confirm(): void
    {
        $this->check();
        try {
            (new MetaTable($this->connection))->add(self::MARK, 'seen');
        } catch (StorageUnavailable) {
            // The request can be answered without; the next one will ask again.
            return;
        }
    }

    /**
     * @return list<string> the names of all tables, with the prefix
     */
    public function tables(): array
    {
        return array_map($this->connection->table(...), self::TABLES);
    }

    private function migrator(): Migrator
    {
        return new Migrator($this->connection, self::STEPS, $this->takenOverScopes);
    }
}
