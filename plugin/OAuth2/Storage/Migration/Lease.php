<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\MigrationBusy;
use Piwik\Plugins\OAuth2\Storage\Row;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The lease of the one process that may do some work, such as migrate: a row of oauth2_meta. A process takes it by INSERT, or
 * by a conditional UPDATE when it has expired. A row is valid on all nodes of a Galera cluster; a named lock (GET_LOCK) is not.
 * The value is "expiry holder counter". The counter makes each value unique, so that the number of affected rows shows
 * whether this process still holds the lease.
 */
final class Lease
{
    /** The name of the migration's row in oauth2_meta. */
    public const NAME = 'migration';

    /** The time in seconds after which a lease expires. The holder renews it before each writing statement. */
    public const SECONDS = 60;

    private readonly string $table;

    private readonly string $holder;

    private ?string $value = null;

    private int $renewals = 0;

    /** The database's clock minus this process's monotonic clock, so that all processes use the same time. */
    private int $clockOffset = 0;

    public function __construct(
        private readonly Connection $connection,
        private readonly int $seconds = self::SECONDS,
        private readonly string $name = self::NAME,
    ) {
        $this->table = $connection->table('oauth2_meta');
        $this->holder = preg_replace('/[^\w.-]/', '_', (string) gethostname()) . ':' . getmypid() . ':' . hrtime(true);
    }

    /**
     * Tries to take the lease.
     *
     * @return bool true when this process holds it now; false while another process holds it
     * @throws StorageUnavailable
     */
    public function take(): bool
    {
        [$now, $old] = $this->read();
        $this->clockOffset = $now - self::monotonicSeconds();
        $value = $this->next();
        if ($old === null) {
            try {
                $this->connection->execute("INSERT INTO $this->table (name, value) VALUES (?, ?)", [$this->name, $value]);
            } catch (DuplicateKey) {
                return false;
            }
        } elseif ((int) $old > $now || !$this->replace($old, $value)) {
            return false;
        }
        $this->value = $value;

        return true;
    }

    /**
     * Extends the lease.
     *
     * @throws MigrationBusy when the lease had expired and another process has taken it
     * @throws StorageUnavailable
     */
    public function renew(): void
    {
        $value = $this->next();
        if ($this->value === null || !$this->replace($this->value, $value)) {
            $this->value = null;
            throw new MigrationBusy('Another process has taken over this work, because it took too long. Try again in a minute');
        }
        $this->value = $value;
    }

    /** Gives the lease back. It never throws, because a lease that remains expires. */
    public function release(): void
    {
        try {
            if ($this->value !== null) {
                $this->connection->execute("DELETE FROM $this->table WHERE name = ? AND value = ?", [$this->name, $this->value]);
            }
        } catch (StorageException) {
            return;
        } finally {
            $this->value = null;
        }
    }

    /**
     * The holder of the lease as "host:process ID"; null when no process holds it.
     *
     * @throws StorageUnavailable
     */
    public function holder(): ?string
    {
        [$now, $value] = $this->read();
        $holder = explode(' ', (string) $value)[1] ?? '';

        return $value === null || (int) $value <= $now ? null : implode(':', \array_slice(explode(':', $holder), 0, 2));
    }

    /** @return array{int, ?string} the time by the database's clock, and the row's value */
    private function read(): array
    {
        $now = match ($this->connection->dialect()) {
            Dialect::MySql => 'UNIX_TIMESTAMP()',
            Dialect::Sqlite => "CAST(strftime('%s', 'now') AS INTEGER)",
        };
        $row = new Row($this->connection->row(
            "SELECT $now AS time, (SELECT value FROM $this->table WHERE name = ?) AS value",
            [$this->name],
        ) ?? []);

        return [$row->int('time'), $row->nullableString('value')];
    }

    private function replace(string $old, string $new): bool
    {
        return $this->connection->execute(
            "UPDATE $this->table SET value = ? WHERE name = ? AND value = ?",
            [$new, $this->name, $old],
        ) > 0;
    }

    private function next(): string
    {
        $expiry = $this->clockOffset + self::monotonicSeconds() + $this->seconds;

        return implode(' ', [$expiry, $this->holder, ++$this->renewals]);
    }

    private static function monotonicSeconds(): int
    {
        return intdiv(hrtime(true), 1_000_000_000);
    }
}
