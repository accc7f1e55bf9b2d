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
 * Matomo's own database connection. It reads from the writer, too, because a replica may lag behind, and then a code
 * could be redeemed twice.
 */
final class MatomoConnection implements Connection
{
    /** The last prepared connection: Matomo may open another one, for example in long tasks. */
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

    public function frequentRow(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        return $this->row($sql, $parameters);
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
     * Runs a statement, and again if the policy allows it. A write is not repeated after a lost connection: Matomo
     * prepares and executes in one call, so the write may already have happened.
     *
     * @template T
     * @param list<string|int|bool|null> $parameters
     * @param bool $reads true if the statement only reads and may be sent twice
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

    /** Best effort: if Matomo cannot open a new connection, the next statement reports the failure. */
    private static function reconnect(): void
    {
        try {
            Db::createDatabaseObject();
        } catch (\Exception) {
            return;
        }
    }

    /**
     * Makes reads and writes on a Galera cluster wait until this node has applied all commits of the other nodes, because
     * a code may be redeemed at another node than the one that issued it. Without a cluster the variable has no effect or
     * does not exist.
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

    /** @return Mysql|Mysqli Matomo's only adapters outside the tracker */
    private static function database(): object
    {
        /** @var Mysql|Mysqli $database */
        $database = Db::get();

        return $database;
    }
}
