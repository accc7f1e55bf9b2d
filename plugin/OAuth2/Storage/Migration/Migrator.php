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

/** Migrates the tables: runs the missing steps in order, in one process at a time. */
final readonly class Migrator
{
    /** The time in seconds that a process waits for another one: longer than the lease of a crashed process lasts. */
    public const PATIENCE = Lease::SECONDS + 15;

    /** The number of failed attempts to take the lease because of database errors that are tolerated. */
    private const FAILURES = 3;

    /** The time in microseconds between two attempts to take the lease. */
    private const PAUSE = 100_000;

    /** The row of oauth2_meta with the number of the schema. All past and future versions use this name. */
    private const VERSION_NAME = 'schema';

    /** The prefix of rows in oauth2_meta that mark the current schema; requests check for the mark of their schema. */
    private const MARKS = 'schema-';

    /**
     * The columns of oauth2_meta, for MySQL and for SQLite. The lease and the schema's number are rows of it, so no step
     * creates or changes it.
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
     * @param array<int, class-string<Step>> $steps by the schema that each results in, from 1 without gaps
     * @param list<string> $takenOverScopes see {@see StepDatabase}
     * @param int $leaseSeconds see {@see Lease::SECONDS}
     * @param int $patience in seconds, see {@see PATIENCE}
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
     * Migrates the tables to the schema of the last step; creates them when there are none.
     *
     * @throws MigrationBusy when another process is still migrating after $patience seconds
     * @throws SchemaMismatch when the tables are newer than the last step; nothing is changed then
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
                // When many processes start at once on a cluster, the statement may be rolled back after all its retries.
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
                throw new MigrationBusy('Another process (' . ($lease->holder() ?? 'just finished')
                    . ') is migrating the tables. Try again in a minute');
            } else {
                usleep(self::PAUSE);
            }
        }
    }

    /**
     * The number of the schema of the tables; 0 when there are none or only those of the official plugin.
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
        // Without its mark, older code that is still running stops before the first step and not in the middle.
        $this->deleteOldMarks($database);
        foreach ($this->steps as $number => $class) {
            // Read again: another process may have run steps while this one waited for the lease.
            $old = $meta->get(self::VERSION_NAME);
            if ((int) $old >= $number) {
                continue;
            }
            (new $class())->run($database);
            $lease->renew();
            // Never decrease the number: if this process was suspended here, another one may have run further steps.
            if ($old === null) {
                $meta->add(self::VERSION_NAME, (string) $number);
            } else {
                $meta->replace(self::VERSION_NAME, $old, (string) $number);
            }
        }
        // Older code may have set its mark again before the number changed.
        $this->deleteOldMarks($database);
        $lease->renew();
        $meta->add(self::MARKS . \count($this->steps), 'seen');
    }

    /** @throws StorageException */
    private function deleteOldMarks(StepDatabase $database): void
    {
        $database->execute(
            "DELETE FROM {$database->table('oauth2_meta')} WHERE name LIKE ? AND name <> ?",
            [self::MARKS . '%', self::MARKS . \count($this->steps)],
        );
    }

    /**
     * Creates oauth2_meta if it is missing. It looks first, because on a cluster the statement disturbs other users of the
     * table even if it exists.
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
