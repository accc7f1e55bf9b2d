<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * The rules for retries of failed statements. A statement is repeated only when it cannot have taken effect: the database
 * rolled it back, or the connection was lost and the statement only reads or was not sent yet.
 */
final readonly class RetryPolicy
{
    /**
     * The maximum number of attempts for errors after which the database rolls the statement back. ER_LOCK_DEADLOCK (also
     * a certification failure of Galera) and ER_CHECKREAD: on a cluster, each node that writes the same row may cause one
     * more. ER_LOCK_WAIT_TIMEOUT: each attempt takes seconds.
     */
    private const ATTEMPTS = [1213 => 4, 1020 => 4, 1205 => 2];

    /** The maximum number of attempts when the connection is lost. */
    private const ATTEMPTS_WHEN_LOST = 2;

    /** CR_SERVER_GONE_ERROR, CR_SERVER_LOST, ER_CONNECTION_KILLED. */
    private const LOST = [2006, 2013, 1927];

    /** CR_CONNECTION_ERROR, CR_CONN_HOST_ERROR, CR_UNKNOWN_HOST, CR_SERVER_GONE_ERROR, CR_SERVER_LOST. */
    private const UNREACHABLE = [2002, 2003, 2005, 2006, 2013];

    /** The maximum random wait before the second attempt, in microseconds; it grows with each attempt. */
    private const SPREAD = 20000;

    /** ER_DUP_ENTRY, ER_DUP_ENTRY_WITH_KEY_NAME. */
    private const DUPLICATE = [1062, 1586];

    /** SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY. */
    private const DUPLICATE_SQLITE = [2067, 1555];

    /** ER_BAD_FIELD_ERROR, ER_NO_SUCH_TABLE. */
    private const MISSING = [1054, 1146];

    /** SQLITE_ERROR, which includes missing tables and columns. */
    private const MISSING_SQLITE = [1];

    public function __construct(private Dialect $dialect)
    {
    }

    /** True when the connection is lost, so that the next attempt or statement needs a new one. */
    public function isLost(#[\SensitiveParameter] \Throwable $exception): bool
    {
        return $this->dialect === Dialect::MySql && \in_array(self::code($exception), self::LOST, true);
    }

    /**
     * Returns when the caller should send the statement again, after a wait of some milliseconds if needed; otherwise throws
     * the final error.
     *
     * @param string $sql the statement; the error text contains its first word only
     * @param int $attempt the number of attempts so far, at least 1
     * @param bool $repeatable true when the statement only reads or cannot have reached the database
     * @throws DuplicateKey when a primary or unique key already exists
     * @throws StorageUnavailable after any other error that allows no further attempt
     */
    public function again(#[\SensitiveParameter] \Throwable $exception, string $sql, int $attempt, bool $repeatable): void
    {
        $code = self::code($exception);
        $lost = $this->isLost($exception);
        $attempts = match (true) {
            $this->dialect !== Dialect::MySql => 1,
            $lost => $repeatable ? self::ATTEMPTS_WHEN_LOST : 1,
            default => self::ATTEMPTS[$code] ?? 1,
        };
        if ($attempt >= $attempts) {
            throw $this->failure($code, $sql);
        }
        if (!$lost) {
            // Wait for a random time, so that statements that deadlocked do not collide again.
            usleep(1000 + hrtime(true) % (self::SPREAD * $attempt));
        }
    }

    /** The exception to throw, without the driver's text and trace, which contain values, host names and paths. */
    private function failure(int $code, string $sql): DuplicateKey|StorageUnavailable
    {
        $duplicate = $this->dialect === Dialect::MySql ? self::DUPLICATE : self::DUPLICATE_SQLITE;
        $verb = (string) strtok($sql, ' ');
        if (\in_array($code, $duplicate, true)) {
            return new DuplicateKey("The row is already in the database ($verb, error $code)");
        }

        $missing = $this->dialect === Dialect::MySql ? self::MISSING : self::MISSING_SQLITE;

        $ofSchema = \in_array($code, $missing, true);

        $ofConnection = $this->dialect === Dialect::MySql && \in_array($code, self::UNREACHABLE, true);

        return new StorageUnavailable("The database statement failed ($verb, error $code)", $ofSchema, $ofConnection);
    }

    /** The database's error number. It is never parsed from the message, because that may quote untrusted values. */
    private static function code(#[\SensitiveParameter] \Throwable $exception): int
    {
        // PDO's exception may be wrapped in one with another code. A failed connection has no errorInfo.
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
