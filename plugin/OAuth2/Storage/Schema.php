<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

use Piwik\Plugins\OAuth2\Storage\Migration\Migrator;
use Piwik\Plugins\OAuth2\Storage\Migration\Step;
use Piwik\Plugins\OAuth2\Storage\Migration\Step1Tables;
use Piwik\Plugins\OAuth2\Storage\Migration\Step2ClientUsers;
use Piwik\Plugins\OAuth2\Storage\Migration\Step3ClientKeys;
use Piwik\Plugins\OAuth2\Storage\Migration\Step4ClientDocuments;
use Piwik\Plugins\OAuth2\Storage\Migration\Step5ClientList;
use Piwik\Plugins\OAuth2\Storage\Migration\Step6ClientLog;
use Piwik\Plugins\OAuth2\Storage\Migration\Step7Registration;
use Piwik\Plugins\OAuth2\Storage\Migration\Step8RegistrationOrigin;

/**
 * The tables and the number of their schema. A new installation migrates from nothing, and the first step also takes over the
 * official plugin's tables. docs/ARCHITECTURE.md says how to add a column.
 */
final class Schema
{
    /** The schema that this code reads and writes. */
    public const VERSION = 8;

    /** The name under which oauth2_meta holds the number of the tables' schema. */
    public const VERSION_NAME = 'schema';

    /**
     * The name of the row of oauth2_meta that shows a request's query that the tables have VERSION. The row is found by its
     * name, so its value is not read. A migration removes the marks of other schemas.
     */
    public const MARK = 'schema-' . self::VERSION;

    /** @var array<int, class-string<Step>> the step to each schema from the one before */
    private const STEPS = [
        1 => Step1Tables::class,
        2 => Step2ClientUsers::class,
        3 => Step3ClientKeys::class,
        4 => Step4ClientDocuments::class,
        5 => Step5ClientList::class,
        6 => Step6ClientLog::class,
        7 => Step7Registration::class,
        8 => Step8RegistrationOrigin::class,
    ];

    private const TABLES = [
        'oauth2_meta', 'oauth2_client', 'oauth2_authorization', 'oauth2_revoked_token', 'oauth2_key', 'oauth2_consent',
        'oauth2_throttle', 'oauth2_used_assertion', 'oauth2_fetched_keys', 'oauth2_document', 'oauth2_client_event',
        'oauth2_registration',
    ];

    /** Tables that an interrupted step may leave behind. */
    private const REMAINS = ['oauth2_client_converted'];

    /** @param list<string> $takenOverScopes the scopes of a client of the official plugin that has none of its own */
    public function __construct(
        private readonly Connection $connection,
        private readonly array $takenOverScopes = ['matomo:read', 'matomo:write', 'matomo:admin'],
    ) {
    }

    /**
     * Refuses tables of another schema, for queries that read the number together with other data.
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
     * Migrates the tables to VERSION from any earlier schema, from nothing, or from the official plugin's tables. If several
     * processes call this at once, one migrates and the others wait.
     *
     * @throws MigrationBusy when another process is still migrating after more than a minute
     * @throws SchemaMismatch when the tables are newer; nothing has been changed
     * @throws StorageUnavailable
     */
    public function migrate(): void
    {
        $this->migrator()->run();
    }

    /**
     * Drops all tables.
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
     * Returns the schema of the existing tables; 0 if there are none, or only the official plugin's.
     *
     * @throws StorageUnavailable
     */
    public function version(): int
    {
        return $this->migrator()->version();
    }

    /**
     * Checks the schema with a query of its own.
     *
     * @throws SchemaMismatch when the tables have another schema than VERSION
     * @throws StorageUnavailable
     */
    public function check(): void
    {
        self::expect($this->version());
    }

    /**
     * Refuses tables of another schema and marks those of this one, for a request that found no MARK. The first installations
     * of schema 1 had no mark.
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
            // The request does not need the mark; the next one tries again.
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
