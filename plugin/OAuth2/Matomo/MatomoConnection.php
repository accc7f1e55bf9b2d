<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Common;
use Piwik\Db;
use Piwik\Db\Adapter\Mysqli;
use Piwik\Db\Adapter\Pdo\Mysql;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\RetryPolicy;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Matomo's own database connection, for reads too the one that writes: a reader may lag behind, and what must happen
 * once is decided by what was written last.
 */
final class MatomoConnection implements Connection
{
    /** The connection that was prepared last: Matomo may open another one, in long tasks or when told to. */
    private ?object $prepared = null;

    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int
    {
        return $this->run(
            $sql,
            $parameters,
            false,
            static fn (\Zend_Db_Statement_Interface $statement): int => (int) self::database()->rowCount($statement),
        );
    }

    public function row(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        return $this->rows($sql, $parameters)[0] ?? null;
    }

    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array
    {
        return $this->run(
            $sql,
            $parameters,
            true,
            static function (\Zend_Db_Statement_Interface $statement): array {
                /** @var list<array<string, scalar|null>> $rows */
                $rows = $statement->fetchAll(\Zend_Db::FETCH_ASSOC);

                return $rows;
            },
        );
    }

    public function table(string $name): string
    {
        return Common::prefixTable($name);
    }

    public function dialect(): Dialect
    {
        return Dialect::MySql;
    }

    /**
     * Matomo prepares a statement and executes it in one: of a write whose connection was lost nobody can tell whether it
     * had been sent.
     *
     * @template T
     * @param list<string|int|bool|null> $parameters
     * @param bool $reads whether the statement may be sent twice
     * @param \Closure(\Zend_Db_Statement_Interface): T $result
     * @return T
     * @throws DuplicateKey
     * @throws StorageUnavailable
     */
    private function run(string $sql, #[\SensitiveParameter] array $parameters, bool $reads, \Closure $result): mixed
    {
        $parameters = array_map(
            static fn (string|int|bool|null $value): string|int|null => \is_bool($value) ? (int) $value : $value,
            $parameters,
        );
        for ($attempt = 1;; $attempt++) {
            try {
                $this->prepare();

                return $result(self::database()->query($sql, $parameters));
            } catch (\Exception $exception) {
                $retries = new RetryPolicy($this->dialect());
                if ($retries->isLost($exception)) {
                    self::reconnect();
                }
                $retries->again($exception, $sql, $attempt, $reads);
            }
        }
    }

    /** Matomo opens its connection anew, as it does while it archives for hours; if it cannot, the next statement says so. */
    private static function reconnect(): void
    {
        try {
            Db::createDatabaseObject();
        } catch (\Exception) {
            return;
        }
    }

    /**
     * On a Galera cluster, reads and writes wait until this node has applied what any node has committed: a code may
     * be redeemed at another node than the one that issued it. Where there is no cluster the variable does nothing,
     * and where it doesn't exist the error says so.
     */
    private function prepare(): void
    {
        $connection = self::database();
        if ($this->prepared === $connection) {
            return;
        }
        $this->prepared = $connection;
        try {
            $connection->query('SET SESSION wsrep_sync_wait = 7');
        } catch (\Exception) {
            return;
        }
    }

    /** @return Mysql|Mysqli the only ones that Matomo has for requests that are not the tracker's */
    private static function database(): object
    {
        /** @var Mysql|Mysqli $database */
        $database = Db::get();

        return $database;
    }
}
