<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Common;
use Piwik\Db;
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

    /** ER_LOCK_DEADLOCK (a Galera node's certification failure, too), ER_LOCK_WAIT_TIMEOUT, ER_CHECKREAD. */
    private const ROLLED_BACK = [1213, 1205, 1020];

    private bool $prepared = false;

    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int
    {
        $statement = $this->run($sql, $parameters);

        return (int) Db::get()->rowCount($statement);
    }

    public function row(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        return $this->rows($sql, $parameters)[0] ?? null;
    }

    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array
    {
        /** @var list<array<string, scalar|null>> $rows */
        $rows = $this->run($sql, $parameters)->fetchAll(\Zend_Db::FETCH_ASSOC);

        return $rows;
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
     * @param list<string|int|bool|null> $parameters
     * @return \Zend_Db_Statement_Interface
     * @throws DuplicateKey
     * @throws StorageUnavailable
     */
    private function run(string $sql, #[\SensitiveParameter] array $parameters): object
    {
        $parameters = array_map(
            static fn (string|int|bool|null $value): string|int|null => \is_bool($value) ? (int) $value : $value,
            $parameters,
        );
        $this->prepare();
        for ($attempt = 1;; $attempt++) {
            try {
                return Db::get()->query($sql, $parameters);
            } catch (\Exception $exception) {
                $code = self::code($exception);
                // The database has undone it by itself, so sending it again repeats nothing.
                if ($attempt > 1 || !\in_array($code, self::ROLLED_BACK, true)) {
                    throw self::failure($code, $sql);
                }
            }
        }
    }

    /**
     * On a Galera cluster, reads and writes wait until this node has applied what any node has committed: a code may
     * be redeemed at another node than the one that issued it. Where there is no cluster the variable does nothing,
     * and where it doesn't exist the error says so.
     */
    private function prepare(): void
    {
        if ($this->prepared) {
            return;
        }
        $this->prepared = true;
        try {
            Db::get()->query('SET SESSION wsrep_sync_wait = 7');
        } catch (\Exception) {
            return;
        }
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

    private static function code(\Throwable $exception): int
    {
        for ($cause = $exception; $cause !== null; $cause = $cause->getPrevious()) {
            if ($cause instanceof \PDOException && \is_int($cause->errorInfo[1] ?? null)) {
                return $cause->errorInfo[1];
            }
        }
        if (preg_match('/(?:\[|\s)(\d{4})(?:\]|\s)/', $exception->getMessage(), $match) === 1) {
            return (int) $match[1];
        }
        $code = $exception->getCode();

        return \is_int($code) ? $code : 0;
    }
}
