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
 * Who migrates: the row `migration` of oauth2_meta, inserted by its primary key or taken by a conditional UPDATE when it
 * has expired. It holds all over a Galera cluster, where a lock that one server names does not. Its value is "expiry
 * holder counter"; the counter makes every renewal another value, so that the affected rows tell whether it is still ours.
 */
final class Lease
{
    public const NAME = 'migration';

    /** How long the holder may be silent, in seconds. It renews before each statement that writes. */
    public const SECONDS = 60;

    private readonly string $table;

    private readonly string $holder;

    private ?string $value = null;

    private int $renewals = 0;

    /** The database's clock minus this process's monotonic one: all holders are judged by one clock. */
    private int $offset = 0;

    public function __construct(private readonly Connection $connection, private readonly int $seconds = self::SECONDS)
    {
        $this->table = $connection->table('oauth2_meta');
        $this->holder = preg_replace('/[^\w.-]/', '_', (string) gethostname()) . ':' . getmypid() . ':' . hrtime(true);
    }

    /**
     * @return bool whether it is ours now; false while another process holds it
     * @throws StorageUnavailable
     */
    public function take(): bool
    {
        [$now, $old] = $this->read();
        $this->offset = $now - self::seconds();
        $value = $this->next();
        if ($old === null) {
            try {
                $this->connection->execute("INSERT INTO $this->table (name, value) VALUES (?, ?)", [self::NAME, $value]);
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
     * @throws MigrationBusy when it had expired and another process took it
     * @throws StorageUnavailable
     */
    public function renew(): void
    {
        $value = $this->next();
        if ($this->value === null || !$this->replace($this->value, $value)) {
            $this->value = null;
            throw new MigrationBusy('Another process has taken over the migration of the tables');
        }
        $this->value = $value;
    }

    /** Never throws: a lease that is not given back expires. */
    public function release(): void
    {
        try {
            if ($this->value !== null) {
                $this->connection->execute("DELETE FROM $this->table WHERE name = ? AND value = ?", [self::NAME, $this->value]);
            }
        } catch (StorageException) {
            return;
        } finally {
            $this->value = null;
        }
    }

    /**
     * Who holds it, as "host:process", null when nobody does.
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
            [self::NAME],
        ) ?? []);

        return [$row->int('time'), $row->nullableString('value')];
    }

    private function replace(string $old, string $new): bool
    {
        return $this->connection->execute(
            "UPDATE $this->table SET value = ? WHERE name = ? AND value = ?",
            [$new, self::NAME, $old],
        ) > 0;
    }

    private function next(): string
    {
        return implode(' ', [$this->offset + self::seconds() + $this->seconds, $this->holder, ++$this->renewals]);
    }

    private static function seconds(): int
    {
        return intdiv(hrtime(true), 1_000_000_000);
    }
}
