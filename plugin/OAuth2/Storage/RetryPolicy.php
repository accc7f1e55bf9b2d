<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * What a connection does about a statement that failed. It is sent again only where it cannot have taken effect: when the
 * database has undone it itself, and when the connection was lost and the statement only reads, or had not been sent.
 */
final readonly class RetryPolicy
{
    /**
     * How often a statement is sent that the database undoes: ER_LOCK_DEADLOCK (a Galera node's certification failure, too)
     * and ER_CHECKREAD, because on a cluster each node that applies a change to the same row may undo it once more;
     * ER_LOCK_WAIT_TIMEOUT, which takes seconds.
     */
    private const ATTEMPTS = [1213 => 4, 1020 => 4, 1205 => 2];

    /** How often a statement is sent whose connection was lost. */
    private const ATTEMPTS_WHEN_LOST = 2;

    /** CR_SERVER_GONE_ERROR, CR_SERVER_LOST, ER_CONNECTION_KILLED. */
    private const LOST = [2006, 2013, 1927];

    /** Microseconds over which second attempts are spread; later ones over more. */
    private const SPREAD = 20000;

    /** ER_DUP_ENTRY, ER_DUP_ENTRY_WITH_KEY_NAME. */
    private const DUPLICATE = [1062, 1586];

    /** SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY. */
    private const DUPLICATE_SQLITE = [2067, 1555];

    /** ER_BAD_FIELD_ERROR, ER_NO_SUCH_TABLE. */
    private const MISSING = [1054, 1146];

    /** SQLITE_ERROR, of which a missing table or column is one. */
    private const MISSING_SQLITE = [1];

    public function __construct(private Dialect $dialect)
    {
    }

    /** Whether the connection has ended: it has to be opened anew, for this statement or the next one. */
    public function isLost(#[\SensitiveParameter] \Throwable $exception): bool
    {
        return $this->dialect === Dialect::MySql && \in_array(self::code($exception), self::LOST, true);
    }

    /**
     * Returns, after a wait where that helps, when the statement should be sent again.
     *
     * @param string $sql the statement
     * @param int $attempt how often it has been sent, 1 or more
     * @param bool $repeatable whether it only reads, or cannot have reached the database
     * @throws DuplicateKey
     * @throws StorageUnavailable when it should not
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
            // Those that deadlocked together mustn't meet again: they wait for different times.
            usleep(1000 + hrtime(true) % (self::SPREAD * $attempt));
        }
    }

    /** The failure without what the driver's own text and trace hold: values of keys, host names, paths. */
    private function failure(int $code, string $sql): DuplicateKey|StorageUnavailable
    {
        $duplicate = $this->dialect === Dialect::MySql ? self::DUPLICATE : self::DUPLICATE_SQLITE;
        $verb = (string) strtok($sql, ' ');
        if (\in_array($code, $duplicate, true)) {
            return new DuplicateKey("The database has that row already ($verb, error $code)");
        }

        $missing = $this->dialect === Dialect::MySql ? self::MISSING : self::MISSING_SQLITE;

        return new StorageUnavailable("The database did not answer ($verb, error $code)", \in_array($code, $missing, true));
    }

    /** The database's error number. It is never looked for in the text, which may quote values: those are anybody's. */
    private static function code(#[\SensitiveParameter] \Throwable $exception): int
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
