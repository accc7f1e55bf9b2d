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
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Matomo's own database connection, for reads too the one that writes: a reader may lag behind, and what must happen
 * once is decided by what was written last.
 */
final class MatomoConnection implements Connection
{
    /** ER_DUP_ENTRY, ER_DUP_ENTRY_WITH_KEY_NAME. */
    private const DUPLICATE = [1062, 1586];

    /**
     * How often a statement is sent that the database undoes by itself, so that sending it again repeats nothing:
     * ER_LOCK_DEADLOCK and ER_CHECKREAD, which on a Galera cluster each node may cause once; ER_LOCK_WAIT_TIMEOUT, which
     * takes seconds.
     */
    private const ATTEMPTS = [1213 => 4, 1020 => 4, 1205 => 2];

    /** Microseconds over which second attempts are spread, later ones over more. */
    private const SPREAD = 20000;

    /** CR_SERVER_GONE_ERROR, CR_SERVER_LOST, ER_CONNECTION_KILLED. */
    private const GONE = [2006, 2013, 1927];

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
     * A statement is sent again where it cannot have taken effect: when the database has rolled it back itself
     * ({@see ATTEMPTS}), and once when it only reads and the connection had gone, as it does while Matomo archives for hours.
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
                $code = self::code($exception);
                $gone = \in_array($code, self::GONE, true);
                if ($attempt >= ($gone && $reads ? 2 : self::ATTEMPTS[$code] ?? 1)) {
                    throw self::failure($code, $sql);
                }
                if ($gone) {
                    $this->reconnect($code, $sql);
                } else {
                    // Those that deadlocked together mustn't meet again: they wait for different times.
                    usleep(1000 + hrtime(true) % (self::SPREAD * $attempt));
                }
            }
        }
    }

    /** @throws StorageUnavailable */
    private function reconnect(int $code, string $sql): void
    {
        try {
            Db::createDatabaseObject();
        } catch (\Exception) {
            throw self::failure($code, $sql);
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

    private static function failure(int $code, string $sql): DuplicateKey|StorageUnavailable
    {
        // The text of the exception may hold values of keys and host names.
        $verb = (string) strtok($sql, ' ');
        if (\in_array($code, self::DUPLICATE, true)) {
            return new DuplicateKey("The database has that row already ($verb, error $code)");
        }

        return new StorageUnavailable("The database did not answer ($verb, error $code)");
    }

    /** The database's error number. It is never looked for in the text, which may quote values: those are anybody's. */
    private static function code(\Throwable $exception): int
    {
        // PDO's own exception may be wrapped, with the SQLSTATE for a number; a failed connection has no errorInfo.
        for ($cause = $exception; $cause !== null; $cause = $cause->getPrevious()) {
            if ($cause instanceof \PDOException) {
                $exception = $cause;
            }
        }
        $code = $exception instanceof \PDOException && isset($exception->errorInfo[1])
            ? $exception->errorInfo[1]
            : $exception->getCode();

        return \is_int($code) ? $code : 0;
    }
}
