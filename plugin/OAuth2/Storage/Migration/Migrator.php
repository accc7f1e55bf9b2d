<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\MigrationBusy;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Runs the steps that the tables have not seen, in one process at a time. */
final readonly class Migrator
{
    /** How long a process waits for another one that migrates, in seconds: longer than a dead one holds the lease. */
    public const PATIENCE = Lease::SECONDS + 15;

    /** How often the lease may be asked for in vain because the database fails. */
    private const FAILURES = 3;

    /** Microseconds between two looks at what another process does. */
    private const PAUSE = 100_000;

    /** The row of oauth2_meta with the number of the schema, the same for all time. */
    private const VERSION_NAME = 'schema';

    /** What the names of rows begin with that mark the schema which the tables have. */
    public const MARKS = 'schema-';

    /**
     * oauth2_meta, of which the lease and the schema's number are rows: no step makes or changes it.
     *
     * @var array{string, string}
     */
    private const META = [
        'name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,'
            . ' value TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, PRIMARY KEY (name)',
        'name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)',
    ];

    private const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC';

    /**
     * @param array<int, class-string<Step>> $steps by the schema that they lead to, from 1 without a gap
     * @param list<string> $takenOverScopes
     */
    public function __construct(
        private Connection $connection,
        private array $steps,
        private array $takenOverScopes,
        private int $leaseSeconds = Lease::SECONDS,
        private int $patience = self::PATIENCE,
    ) {
    }

    /**
     * Brings the tables to the schema of the last step.
     *
     * @throws MigrationBusy when another process is still at it
     * @throws SchemaMismatch when the tables are newer; nothing was changed then
     * @throws StorageUnavailable
     */
    public function run(): void
    {
        $end = hrtime(true) + $this->patience * 1_000_000_000;
        $failures = 0;
        while (!$this->isDone()) {
            $lease = new Lease($this->connection, $this->leaseSeconds);
            try {
                $this->ensureMeta();
                $isOurs = $lease->take();
            } catch (StorageUnavailable $failure) {
                // On a cluster, where many begin at once, some are undone more often than their statements are sent again.
                if (++$failures > self::FAILURES) {
                    throw $failure;
                }
                $isOurs = false;
            }
            if ($isOurs) {
                try {
                    $this->runSteps($lease);
                } finally {
                    $lease->release();
                }
            } elseif (hrtime(true) >= $end) {
                throw new MigrationBusy('Another process (' . ($lease->holder() ?? 'it has just ended')
                    . ') migrates the tables; try again in a minute');
            } else {
                usleep(self::PAUSE);
            }
        }
    }

    /**
     * The number of the schema that the tables have, 0 for none and for the official plugin's.
     *
     * @throws StorageUnavailable
     */
    public function version(): int
    {
        try {
            return (int) (new MetaTable($this->connection))->get(self::VERSION_NAME);
        } catch (StorageUnavailable $failure) {
            return $failure->ofSchema ? 0 : throw $failure;
        }
    }

    /** @throws StorageException */
    private function isDone(): bool
    {
        $version = $this->version();
        if ($version > \count($this->steps)) {
            throw new SchemaMismatch($version, \count($this->steps));
        }

        return $version === \count($this->steps);
    }

    /** @throws StorageException */
    private function runSteps(Lease $lease): void
    {
        $meta = new MetaTable($this->connection);
        $database = new StepDatabase($this->connection, $lease, $this->takenOverScopes);
        // Older code that is still running stops here, and not in the middle.
        $this->unmark($database);
        foreach ($this->steps as $number => $class) {
            // Read anew: another process may have gone on while this one waited for the lease.
            $old = $meta->get(self::VERSION_NAME);
            if ((int) $old >= $number) {
                continue;
            }
            (new $class())->run($database);
            $lease->renew();
            // Never back: a process that was stopped here for a minute may find that another one has gone further.
            if ($old === null) {
                $meta->add(self::VERSION_NAME, (string) $number);
            } else {
                $meta->replace(self::VERSION_NAME, $old, (string) $number);
            }
        }
        // Older code may have looked while its number was there still.
        $this->unmark($database);
        $lease->renew();
        $meta->add(self::MARKS . \count($this->steps), 'seen');
    }

    /** @throws StorageException */
    private function unmark(StepDatabase $database): void
    {
        $database->execute(
            "DELETE FROM {$database->table('oauth2_meta')} WHERE name LIKE ? AND name <> ?",
            [self::MARKS . '%', self::MARKS . \count($this->steps)],
        );
    }

    /**
     * Makes oauth2_meta where it is missing; elsewhere the statement would disturb those who use it on a cluster.
     *
     * @throws StorageUnavailable
     */
    private function ensureMeta(): void
    {
        $meta = new StepDatabase($this->connection, new Lease($this->connection), []);
        if ($meta->columns('oauth2_meta') !== []) {
            return;
        }
        $mySql = $this->connection->dialect() === Dialect::MySql;
        $this->connection->execute(
            "CREATE TABLE IF NOT EXISTS {$this->connection->table('oauth2_meta')} (" . self::META[$mySql ? 0 : 1] . ')'
                . ($mySql ? ' ' . self::OPTIONS : ''),
        );
    }
}
