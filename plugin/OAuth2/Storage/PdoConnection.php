<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * A PDO connection to SQLite, MySQL or MariaDB, opened on first use. Preparing a statement on the server has no effect on
 * data, so a statement can be repeated if preparing it shows that the connection is lost.
 *
 * Statements that stay prepared ({@see frequentRow()}): the session of a persistent connection to MariaDB knows them by names
 * that are digests of their texts, so replaced code never runs an old statement. It prepares a name that it does not know, and
 * releases the oldest beyond MOST_NAMES. After an error of NAMELESS, which the text may not have, the text is sent, and this
 * object uses no more names. {@see RetryPolicy} decides about every other error: the text would fail, or wait, like the name.
 * If the server has no room for prepared statements (NO_ROOM), those with bound values are sent as texts, too, in which values
 * that are not {@see isPlain()} are hexadecimal.
 */
final class PdoConnection implements Connection
{
    /** Seconds to wait for a connection, a lock or SQLite's one writer. */
    private const TIMEOUT = 10;

    /** ER_UNKNOWN_SYSTEM_VARIABLE. */
    private const UNKNOWN_VARIABLE = 1193;

    /** ER_UNKNOWN_STMT_HANDLER: the session has prepared no statement of this name. */
    private const NOT_PREPARED = 1243;

    /** ER_MAX_PREPARED_STMT_COUNT_REACHED: the limit is the whole server's, for all applications. */
    private const NO_ROOM = 1461;

    /**
     * Errors of PREPARE and EXECUTE that do not lie in the query: the two above; ER_PARSE_ERROR and ER_UNSUPPORTED_PS of
     * proxies; ER_NEED_REPREPARE; ER_WRONG_ARGUMENTS; ER_CANT_AGGREGATE_2COLLATIONS. A proxy that spreads a session over
     * several servers may answer NOT_PREPARED again and again.
     */
    private const NAMELESS = [self::NOT_PREPARED, self::NO_ROOM, 1064, 1295, 1615, 1210, 1267];

    /** How many statements a session keeps for a prefix: more than the code has, so that only those of replaced code are released. */
    private const MOST_NAMES = 16;

    /** On a Galera cluster, reads, updates and inserts wait until this node has applied all committed changes of the cluster. */
    private const CAUSAL = 'wsrep_sync_wait = 7';

    private ?\PDO $pdo = null;

    /** True for MariaDB: MySQL cannot run a statement by its name with values in the same round trip. */
    private bool $isMariaDb = false;

    /** False after an error of NAMELESS. */
    private bool $usesNames = true;

    /** @param array<int, string|bool> $options */
    private function __construct(
        #[\SensitiveParameter]
        private readonly string $dsn,
        #[\SensitiveParameter]
        private readonly ?string $user,
        #[\SensitiveParameter]
        private readonly ?string $password,
        private readonly string $prefix,
        private readonly bool $persistent,
        private readonly Dialect $dialect,
        #[\SensitiveParameter]
        private readonly array $options,
        private readonly string $charset,
        private readonly string $collation,
    ) {
    }

    /**
     * @param string $dsn PDO's: `sqlite:/path` (`sqlite::memory:` too) or `mysql:host=…;dbname=…`, without a charset
     * @param string $prefix beginning of all tables' names: letters, digits and underscores
     * @param bool $persistent true: PHP keeps the connection for the process's next request
     * @param array<int, string|bool> $options further options of PDO, such as those for TLS
     * @param string $charset the connection's character set; empty: the server's default
     * @param string $collation the connection's collation; empty: the default of the character set
     * @throws \ValueError for another kind of database, or an invalid prefix, character set or collation
     */
    public static function open(
        #[\SensitiveParameter]
        string $dsn,
        #[\SensitiveParameter]
        ?string $user = null,
        #[\SensitiveParameter]
        ?string $password = null,
        string $prefix = '',
        bool $persistent = false,
        #[\SensitiveParameter]
        array $options = [],
        string $charset = 'utf8mb4',
        string $collation = '',
    ): self {
        $dialect = match (strstr($dsn, ':', true)) {
            'sqlite' => Dialect::Sqlite,
            'mysql' => Dialect::MySql,
            default => throw new \ValueError('The DSN must begin with sqlite: or mysql:'),
        };
        if (\preg_match('/\A[A-Za-z0-9_]{0,40}\z/', $prefix) !== 1) {
            throw new \ValueError('A table prefix has at most 40 letters, digits and underscores');
        }
        if (\preg_match('/\A[A-Za-z0-9_]*\z/', $charset . $collation) !== 1) {
            throw new \ValueError('A character set or collation has letters, digits and underscores');
        }
        if ($dialect === Dialect::MySql && $charset !== '') {
            $dsn .= ";charset=$charset";
        }

        return new self($dsn, $user, $password, $prefix, $persistent, $dialect, $options, $charset, $collation);
    }

    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int
    {
        return $this->run($sql, $parameters, false, static fn (\PDOStatement $done): int => $done->rowCount());
    }

    public function row(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        return $this->rows($sql, $parameters)[0] ?? null;
    }

    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array
    {
        return $this->run($sql, $parameters, true, self::all(...));
    }

    public function frequentRow(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        return $this->run($sql, $parameters, true, self::all(...), $this->persistent)[0] ?? null;
    }

    public function table(string $name): string
    {
        if (\preg_match('/\A[a-z0-9_]+\z/', $name) !== 1) {
            throw new \ValueError('A table name has lower-case letters, digits and underscores');
        }

        return $this->prefix . $name;
    }

    public function dialect(): Dialect
    {
        return $this->dialect;
    }

    /**
     * @template T
     * @param list<string|int|bool|null> $parameters
     * @param bool $reads true: the statement may be repeated
     * @param \Closure(\PDOStatement): T $result
     * @param bool $keeps true: the session keeps the statement prepared, if it can
     * @return T
     * @throws DuplicateKey
     * @throws StorageUnavailable
     */
    private function run(string $sql, #[\SensitiveParameter] array $parameters, bool $reads, \Closure $result, bool $keeps = false): mixed
    {
        if (\substr_count($sql, '?') !== \count($parameters)) {
            throw new \ValueError('A statement needs one value for each question mark, and has no other one');
        }
        for ($attempt = 1;; $attempt++) {
            $sent = false;
            try {
                if ($reads && $this->dialect === Dialect::MySql && self::isPlain($parameters)) {
                    return $result($keeps ? $this->kept($sql, $parameters) : $this->query($this->text($sql, $parameters)));
                }
                $statement = $this->prepare($sql);
                $sent = true;
                if ($statement === null) {
                    return $result($this->query($this->text($sql, $parameters)));
                }
                $this->bind($statement, $parameters);
                $statement->execute();

                return $result($statement);
            } catch (\PDOException $exception) {
                $retries = new RetryPolicy($this->dialect);
                if ($retries->isLost($exception)) {
                    $this->pdo = null;
                }
                $retries->again($exception, $sql, $attempt, $reads || !$sent);
            }
        }
    }

    /** @return list<array<string, scalar|null>> */
    private static function all(\PDOStatement $done): array
    {
        /** @var list<array<string, scalar|null>> $rows */
        $rows = $done->fetchAll(\PDO::FETCH_ASSOC);

        return $rows;
    }

    /**
     * Runs a statement that stays prepared where this is possible: it saves the database from reading and resolving its text.
     *
     * @param list<string|int|bool|null> $parameters which must be {@see isPlain()}
     * @throws \PDOException
     */
    private function kept(string $sql, #[\SensitiveParameter] array $parameters): \PDOStatement
    {
        // Only an open connection knows what the server is.
        $this->pdo();
        if ($this->isMariaDb && $this->usesNames) {
            try {
                return $this->byName($sql, $parameters);
            } catch (\PDOException $exception) {
                if (!\in_array(self::code($exception), self::NAMELESS, true)) {
                    throw $exception;
                }
                $this->usesNames = false;
            }
        }

        return $this->query($this->text($sql, $parameters));
    }

    /**
     * @param list<string|int|bool|null> $parameters
     * @throws \PDOException
     */
    private function byName(string $sql, #[\SensitiveParameter] array $parameters): \PDOStatement
    {
        $name = '`oauth2_' . oauth2_token_digest($sql) . '`';
        $marks = substr(str_repeat(', ?', \count($parameters)), 2);
        $run = $this->text("EXECUTE $name" . ($marks === '' ? '' : " USING $marks"), $parameters);
        try {
            return $this->query($run);
        } catch (\PDOException $exception) {
            if (self::code($exception) !== self::NOT_PREPARED) {
                throw $exception;
            }
        }
        $this->keep($name, $sql);

        return $this->query($run);
    }

    /** @throws \PDOException */
    private function keep(string $name, string $sql): void
    {
        $pdo = $this->pdo();
        // PHP forgets at the end of the request what the session keeps; a variable of the session does not.
        $variable = "@`oauth2_kept_$this->prefix`";
        $names = $this->query("SELECT $variable")->fetchColumn();
        $names = \is_string($names) ? array_diff(explode(',', $names), [$name]) : [];
        $released = \count($names) < self::MOST_NAMES ? null : array_shift($names);
        // The list is written first: no statement may be kept that is not in it.
        $pdo->exec("SET $variable = " . $pdo->quote(implode(',', [...$names, $name])));
        if ($released !== null) {
            $pdo->exec("DEALLOCATE PREPARE $released");
        }
        $pdo->exec("PREPARE $name FROM " . $pdo->quote($sql));
    }

    /** @throws \PDOException */
    private function query(#[\SensitiveParameter] string $text): \PDOStatement
    {
        $pdo = $this->pdo();
        // Without emulation PDO would prepare the statement, which costs another round trip.
        $pdo->setAttribute(\PDO::ATTR_EMULATE_PREPARES, true);
        $statement = $pdo->query($text);

        return $statement === false ? throw new \PDOException() : $statement;
    }

    /**
     * @return ?\PDOStatement null when the server has no room for it
     * @throws \PDOException
     */
    private function prepare(string $sql): ?\PDOStatement
    {
        $pdo = $this->pdo();
        if ($this->dialect !== Dialect::MySql) {
            return $pdo->prepare($sql);
        }
        $pdo->setAttribute(\PDO::ATTR_EMULATE_PREPARES, false);
        try {
            return $pdo->prepare($sql);
        } catch (\PDOException $exception) {
            // A hexadecimal value needs the name of its character set.
            if (self::code($exception) !== self::NO_ROOM || $this->charset === '') {
                throw $exception;
            }

            return null;
        }
    }

    /**
     * Returns true if no value contains a character with a meaning in a quoted string, in any SQL mode and character set:
     * numbers, ids, digests, names without blanks. Other values are sent separately from the statement.
     *
     * @param list<string|int|bool|null> $parameters
     */
    private static function isPlain(#[\SensitiveParameter] array $parameters): bool
    {
        return \preg_match('/\A[A-Za-z0-9_.:-]*\z/', implode('', $parameters)) === 1;
    }

    /**
     * The statement with its values inserted: one round trip instead of two. Those that are not {@see isPlain()} are hexadecimal,
     * so that none needs to be quoted.
     *
     * @param list<string|int|bool|null> $parameters
     */
    private function text(string $sql, #[\SensitiveParameter] array $parameters): string
    {
        $parts = explode('?', $sql);
        $text = $parts[0];
        foreach ($parameters as $index => $value) {
            $text .= match (true) {
                $value === null => 'NULL',
                \is_string($value) => self::isPlain([$value]) ? "'$value'" : "_$this->charset X'" . bin2hex($value) . "'",
                default => (int) $value,
            } . $parts[$index + 1];
        }

        return $text;
    }

    /** @param list<string|int|bool|null> $parameters */
    private function bind(\PDOStatement $statement, #[\SensitiveParameter] array $parameters): void
    {
        foreach ($parameters as $index => $value) {
            $statement->bindValue($index + 1, \is_bool($value) ? (int) $value : $value, match (true) {
                $value === null => \PDO::PARAM_NULL,
                \is_string($value) => \PDO::PARAM_STR,
                default => \PDO::PARAM_INT,
            });
        }
    }

    private function pdo(): \PDO
    {
        return $this->pdo ??= $this->dialect === Dialect::Sqlite ? $this->openSqlite() : $this->openMySql();
    }

    private function openSqlite(): \PDO
    {
        $pdo = new \PDO($this->dsn, null, null, [
            \PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION,
            \PDO::ATTR_TIMEOUT => self::TIMEOUT,
            \PDO::ATTR_PERSISTENT => $this->persistent,
            \PDO::SQLITE_ATTR_EXTENDED_RESULT_CODES => true,
        ]);
        // In WAL mode readers do not wait for the writer. synchronous stays FULL: a redeemed code must survive a power cut.
        $pdo->exec('PRAGMA journal_mode = WAL');

        return $pdo;
    }

    private function openMySql(): \PDO
    {
        // autocommit is set because, if the server's default is off, writes would be lost with the connection.
        $session = "SET SESSION autocommit = 1, sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00',"
            . ' innodb_lock_wait_timeout = ' . self::TIMEOUT
            . ($this->collation === '' ? '' : ", collation_connection = '$this->collation'");
        try {
            // Only MariaDB executes this comment.
            return $this->connectMySql($session . '/*M! , ' . self::CAUSAL . ' */');
        } catch (\PDOException $exception) {
            if (self::code($exception) !== self::UNKNOWN_VARIABLE) {
                throw $exception;
            }

            // A MariaDB built without cluster support, as on Windows.
            return $this->connectMySql($session);
        }
    }

    /** @param string $session statement that is sent once for each new connection, persistent ones included */
    private function connectMySql(string $session): \PDO
    {
        $pdo = new \PDO($this->dsn, $this->user, $this->password, $this->options + [
            \PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION,
            \PDO::ATTR_TIMEOUT => self::TIMEOUT,
            \PDO::ATTR_PERSISTENT => $this->persistent,
            \PDO::ATTR_EMULATE_PREPARES => false,
            \PDO::ATTR_STRINGIFY_FETCHES => false,
            \PDO::MYSQL_ATTR_FOUND_ROWS => false,
            \PDO::MYSQL_ATTR_MULTI_STATEMENTS => false,
            \PDO::MYSQL_ATTR_INIT_COMMAND => $session,
        ]);
        $version = $pdo->getAttribute(\PDO::ATTR_SERVER_VERSION);
        $this->isMariaDb = \is_string($version) && stripos($version, 'mariadb') !== false;
        if (\is_string($version) && !$this->isMariaDb) {
            // MySQL's version does not reveal a cluster; without one the variable is unknown.
            try {
                $pdo->exec('SET SESSION ' . self::CAUSAL);
            } catch (\PDOException $exception) {
                if (self::code($exception) !== self::UNKNOWN_VARIABLE) {
                    throw $exception;
                }
            }
        }

        return $pdo;
    }

    private static function code(\PDOException $exception): int
    {
        // If connecting failed, only the exception has the code.
        $code = $exception->errorInfo[1] ?? $exception->getCode();

        return \is_int($code) ? $code : 0;
    }
}
