<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\MariaDb;

use OAuth2Host\FaultyConnection;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;
use Piwik\Plugins\OAuth2\Storage\RequestQuery;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\tests\Race\StoppingConnection;
use Piwik\Plugins\OAuth2\tests\Support\FailingStatements;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;
use Piwik\Plugins\OAuth2\tests\Unit\Storage\StorageTestCase;

/** Behaviour that only a database server has: sessions, locks, lost connections, character sets. */
final class ServerTest extends StorageTestCase
{
    use FailingStatements;

    public function testTheSuiteRunsOnAServer(): void
    {
        self::assertTrue(TestDatabase::isMySql(), 'OAUTH2_TEST_DSN is not set');
    }

    public function testTheSessionIsStrictUtcAndWaitsForTheCluster(): void
    {
        // MySQL has no such cluster and no variable for one.
        $sync = TestDatabase::isMariaDb() ? '@@session.wsrep_sync_wait' : '7';
        $session = $this->connection->row(
            "SELECT @@session.sql_mode AS mode, @@session.time_zone AS zone, $sync AS sync,"
                . ' @@session.character_set_client AS charset, @@session.autocommit AS autocommit',
        );

        self::assertSame('STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', $session['mode'] ?? null);
        self::assertSame(['+00:00', 7, 'utf8mb4', 1], [
            $session['zone'], $session['sync'], $session['charset'], $session['autocommit'],
        ]);
    }

    public function testATooLongValueIsRefusedAndNotTruncated(): void
    {
        $this->expectException(StorageUnavailable::class);
        $this->connection->execute(
            'INSERT INTO unit_oauth2_revoked_token (jti, expires_at) VALUES (?, ?)',
            [str_repeat('j', 81), 1],
        );
    }

    public function testWritesAreCommittedEvenIfTheServersDefaultIsATransaction(): void
    {
        $this->connection->execute('SET GLOBAL autocommit = 0');
        try {
            $connection = TestDatabase::connect();
            $connection->execute('INSERT INTO unit_oauth2_revoked_token (jti, expires_at) VALUES (?, 1)', ['kept']);
            self::assertCount(1, $this->connection->rows('SELECT jti FROM unit_oauth2_revoked_token'));
        } finally {
            $this->connection->execute('SET GLOBAL autocommit = 1');
        }
    }

    public function testReadsInlinePlainValuesAndBindAllOthers(): void
    {
        $connection = TestDatabase::connect();
        $prepared = fn (): int => (int) ($connection->row("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'")['Value'] ?? -1);
        $before = $prepared();
        self::assertSame(
            ['a' => 'Az09_.:-', 'b' => 5, 'c' => null, 'd' => 1, 'e' => ''],
            $connection->row('SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e', ['Az09_.:-', 5, null, true, '']),
        );
        self::assertSame($before, $prepared(), 'one round trip');
        $odd = ["a'b", 'a"b', 'a\\', "a\n", "a\0", 'a b', 'a;b', 'a/b', '?', '`', '%', "\u{e4}", "\u{1f600}", "\xbf'", "plain\n"];
        foreach (['', 'NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES'] as $mode) {
            $connection->execute("SET SESSION sql_mode = '$mode'");
            foreach ($odd as $value) {
                $before = $prepared();
                // As hexadecimal digits, because some of the values are not text.
                self::assertSame(
                    ['a' => strtoupper(bin2hex($value)), 'b' => 5],
                    $connection->row('SELECT HEX(CAST(? AS BINARY)) AS a, ? AS b', [$value, 5]),
                );
                // MySQL prepares a statement once more when the type of a value is not the one that it expected.
                self::assertContains($prepared() - $before, TestDatabase::isMariaDb() ? [1] : [1, 2], bin2hex($value));
            }
        }
        $before = $prepared();
        $connection->execute('DELETE FROM unit_oauth2_consent WHERE digest = ?', ['plain']);
        self::assertSame($before + 1, $prepared(), 'a write is prepared first, which checks the connection');
    }

    public function testIdsAndDigestsAreAsciiBytes(): void
    {
        $columns = $this->connection->rows(
            'SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = DATABASE()'
                . ' AND table_name LIKE ? AND collation_name NOT IN (?, ?)',
            ['unit\_oauth2%', 'ascii_bin', 'utf8mb4_bin'],
        );
        self::assertSame([], $columns);
        foreach ([['client', 'client_id'], ['authorization', 'client_id'], ['authorization', 'id'], ['key', 'kid']] as [$t, $c]) {
            $row = $this->connection->row(
                'SELECT collation_name AS name FROM information_schema.columns WHERE table_schema = DATABASE()'
                    . ' AND table_name = ? AND column_name = ?',
                ["unit_oauth2_$t", $c],
            );
            self::assertSame('ascii_bin', $row['name'] ?? null);
        }
    }

    public function testAConnectionLostBeforeAStatementIsReopened(): void
    {
        $connection = TestDatabase::connect();
        $this->kill($connection);
        self::assertSame(0, $connection->execute('DELETE FROM unit_oauth2_consent'));
        $this->kill($connection);
        self::assertNotNull($connection->row('SELECT 1 AS one'));
    }

    public function testAWriteThatMayHaveRunIsNotRepeated(): void
    {
        $connection = TestDatabase::connect();
        $this->connection->execute('CREATE TABLE IF NOT EXISTS unit_counted (x INTEGER)');
        $this->connection->execute('DELETE FROM unit_counted');
        $id = $this->idOf($connection);
        $killer = $this->later(0.5, "KILL CONNECTION $id");
        try {
            $connection->execute('INSERT INTO unit_counted (x) SELECT SLEEP(5)');
            self::fail('The connection was killed while the statement ran');
        } catch (StorageUnavailable) {
            self::assertSame(0, proc_close($killer));
        }
        usleep(300_000);
        // MySQL ends the interrupted SLEEP with 1, and may write that; a statement that is sent again would write 0.
        self::assertSame([], $this->connection->rows('SELECT x FROM unit_counted WHERE x = 0'), 'repeated');
        self::assertNotNull($connection->row('SELECT 1 AS one'), 'the connection recovers');
        $this->connection->execute('DROP TABLE unit_counted');
    }

    public function testFailedStatementsAreRepeatedAccordingToThePolicy(): void
    {
        $raw = $this->raw();
        self::assertFailingWritesAreRepeatedOrToldApart(TestDatabase::connect(), static function (string $sql) use ($raw): void {
            $raw->exec($sql);
        });
    }

    public function testALostConnectionIsReopened(): void
    {
        $connection = TestDatabase::connect();
        self::assertALostConnectionIsOpenedAnew($connection, fn () => $this->kill($connection));
    }

    public function testALockTimeoutIsReportedAsUnavailable(): void
    {
        $this->connection->execute('INSERT INTO unit_oauth2_revoked_token (jti, expires_at) VALUES (?, 1)', ['locked']);
        $holder = $this->raw();
        $holder->beginTransaction();
        $holder->exec("UPDATE unit_oauth2_revoked_token SET expires_at = 2 WHERE jti = 'locked'");
        $connection = TestDatabase::connect();
        $connection->execute('SET SESSION innodb_lock_wait_timeout = 1');
        $start = microtime(true);
        try {
            $connection->execute("UPDATE unit_oauth2_revoked_token SET expires_at = 3 WHERE jti = 'locked'");
            self::fail('The row was locked');
        } catch (StorageUnavailable) {
            self::assertGreaterThan(1.9, microtime(true) - $start, 'the statement is tried twice');
        }
        $holder->rollBack();
        self::assertSame(
            1,
            $connection->execute("UPDATE unit_oauth2_revoked_token SET expires_at = 3 WHERE jti = 'locked'"),
        );
    }

    public function testADeadlockedStatementIsRepeated(): void
    {
        $insert = 'INSERT INTO unit_oauth2_revoked_token (jti, expires_at) VALUES (?, 1)';
        foreach (['a', 'b'] as $jti) {
            $this->connection->execute($insert, [$jti]);
        }
        // An UPDATE that locks both rows in one order, and a transaction that locks them in the other.
        $other = $this->raw();
        $other->beginTransaction();
        $other->exec("UPDATE unit_oauth2_revoked_token SET expires_at = 7 WHERE jti = 'b'");
        // The server chooses the transaction with fewer changed rows as the victim, so this one changes many.
        $other->exec('INSERT INTO unit_oauth2_revoked_token WITH RECURSIVE many (n) AS'
            . " (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 900) SELECT CONCAT('heavy', n), 1 FROM many");
        $process = $this->inAnotherProcess(
            "UPDATE unit_oauth2_revoked_token SET expires_at = 9 WHERE jti IN ('a', 'b')",
        );
        usleep(700_000);
        $other->exec("UPDATE unit_oauth2_revoked_token SET expires_at = 8 WHERE jti = 'a'");
        usleep(200_000);
        $other->commit();

        self::assertSame(0, proc_close($process), 'the deadlocked statement succeeded at its second attempt');
        self::assertSame(
            [['n' => 2]],
            $this->connection->rows('SELECT COUNT(*) AS n FROM unit_oauth2_revoked_token WHERE expires_at = 9'),
        );
    }

    public function testAReadOnlyServerIsReportedAsUnavailable(): void
    {
        $connection = TestDatabase::connect();
        $connection->execute('SET SESSION TRANSACTION READ ONLY');

        $this->expectException(StorageUnavailable::class);
        $connection->execute('DELETE FROM unit_oauth2_consent');
    }

    public function testAnUnreachableServerIsReportedAsUnavailable(): void
    {
        $connection = PdoConnection::open('mysql:host=127.0.0.1;port=1;dbname=oauth2', 'root', 'a-password');
        try {
            $connection->row('SELECT 1');
            self::fail('answered');
        } catch (StorageUnavailable $unavailable) {
            self::assertStringNotContainsString('a-password', (string) $unavailable);
        }
    }

    public function testAPersistentConnectionIsReused(): void
    {
        $first = $this->idOf(self::persistent());
        $second = self::persistent();
        self::assertSame($first, $this->idOf($second));
        $this->kill($second);
        self::assertNotSame($first, $this->idOf($second));
        self::assertNotNull(self::persistent()->row('SELECT 1 AS one'));
    }

    public function testASessionPreparesAFrequentQueryOnce(): void
    {
        $sql = 'SELECT ? AS a, ? AS b, ? AS c, ? AS d';
        $connection = self::persistent();
        // A session of this test alone.
        $this->kill($connection);
        $expected = $this->commands($connection);
        foreach ([['one', 5, null, true], ['two-:.', -6, '', false], [null, null, 'three', 7]] as $round => $values) {
            self::assertSame(
                array_combine(['a', 'b', 'c', 'd'], array_map(static fn (mixed $v): mixed => \is_bool($v) ? (int) $v : $v, $values)),
                self::persistent()->frequentRow($sql, $values),
            );
            if (TestDatabase::isMariaDb()) {
                // The first round runs a statement that is not there yet, prepares it and runs it.
                $expected['prepare'] += (int) ($round === 0);
                $expected['execute'] += $round === 0 ? 2 : 1;
            }
            self::assertSame($expected, $this->commands($connection));
        }
        // Another text is another statement.
        self::assertSame(['a' => 1], self::persistent()->frequentRow('SELECT ? AS a', [1]));
        self::assertSame(['one' => 1], self::persistent()->frequentRow('SELECT 1 AS one'));
        self::assertNull(self::persistent()->frequentRow('SELECT jti FROM unit_oauth2_revoked_token WHERE jti = ?', ['none']));
        // A value with other characters goes beside the statement.
        $before = $this->commands($connection);
        self::assertSame(["a'b", '\\'], array_values(self::persistent()->frequentRow('SELECT ? AS a, ? AS b', ["a'b", '\\']) ?? []));
        self::assertSame($before, $this->commands($connection));
    }

    public function testTheQueriesOfRequestsAndCallsAreFrequent(): void
    {
        $connection = self::persistent();
        $queries = [
            static fn () => (new RequestQuery($connection))->state('app', null, Records::digest('none'), true),
            static fn () => (new AuthorizationTable($connection))->state('none', 'none', 'none'),
        ];
        foreach ($queries as $query) {
            $query();
            $before = $this->commands($connection);
            $query();
            $after = $this->commands($connection);
            self::assertSame($before['execute'] + (int) TestDatabase::isMariaDb(), $after['execute']);
            self::assertSame($before['prepare'], $after['prepare']);
        }
    }

    public function testAFrequentQueryOfAnOrdinaryConnectionIsNotPrepared(): void
    {
        $connection = TestDatabase::connect();
        $before = $this->commands($connection);
        self::assertSame(['a' => 'x'], $connection->frequentRow('SELECT ? AS a', ['x']));
        self::assertSame($before, $this->commands($connection));
    }

    public function testStatementsRunWithoutRoomForPreparedStatements(): void
    {
        $kept = static fn (): ?array => self::persistent()->frequentRow('SELECT ? AS kept', ['k']);
        $kept();
        $values = ["quote' -- ", 'back\\', "\0\n\x1a%_?:a", "Zo\u{eb} \u{1f600}", '', 'plain'];
        $this->withRoomFor(0, function () use ($kept, $values): void {
            self::assertSame(['few' => 'x'], self::persistent()->frequentRow('SELECT ? AS few', ['x']));
            self::assertSame(['few' => 'y'], self::persistent()->frequentRow('SELECT ? AS few', ['y']));
            self::assertSame(['kept' => 'k'], $kept());
            foreach ([TestDatabase::connect(), self::persistent()] as $number => $connection) {
                $insert = 'INSERT INTO unit_oauth2_meta (name, value) VALUES (?, ?)';
                foreach ($values as $index => $value) {
                    self::assertSame(1, $connection->execute($insert, ["new-secret $number $index", $value]));
                    $row = $connection->row(
                        'SELECT CHAR_LENGTH(?) AS v, value, ? AS n, ? AS yes, ? AS none FROM unit_oauth2_meta WHERE name = ? AND value = ?',
                        [$value, -5, true, null, "new-secret $number $index", $value],
                    );
                    $length = (int) preg_match_all('/./su', $value);
                    self::assertSame(['v' => $length, 'value' => $value, 'n' => -5, 'yes' => 1, 'none' => null], $row);
                }
                $update = 'UPDATE unit_oauth2_meta SET value = ? WHERE name LIKE ?';
                self::assertSame(count($values), $connection->execute($update, ["it's", "new-secret $number %"]));
                try {
                    $connection->execute($insert, ["new-secret $number 0", '']);
                    self::fail('inserted twice');
                } catch (DuplicateKey) {
                    self::assertSame(0, $connection->execute($update, ['none', "new-secret ' $number %"]));
                }
            }
        });
    }

    public function testWithoutANamedCharacterSetThereMustBeRoomForPreparedStatements(): void
    {
        $connection = PdoConnection::open((string) getenv('OAUTH2_TEST_DSN'), (string) getenv('OAUTH2_TEST_USER'), '', charset: '');
        $row = static fn (): ?array => $connection->row('SELECT ? AS a', ["it's"]);
        self::assertSame(['a' => "it's"], $row());
        $this->withRoomFor(0, static function () use ($row): void {
            try {
                $row();
                self::fail('answered');
            } catch (StorageUnavailable $unavailable) {
                self::assertStringContainsString('error 1461', $unavailable->getMessage());
            }
        });
    }

    public function testASessionKeepsAFewStatementsForEachPrefix(): void
    {
        $raw = $this->raw();
        $counted = static function () use ($raw): int {
            $row = $raw->query("SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'");

            return $row === false ? -1 : (int) $row->fetchColumn(1);
        };
        $other = self::persistent('other_');
        $this->kill($other);
        $other->frequentRow('SELECT ? AS other', ['x']);
        $before = $counted();
        for ($number = 0; $number < 40; $number++) {
            self::assertSame(["n$number" => 'x'], self::persistent()->frequentRow("SELECT ? AS n$number", ['x']));
        }
        $most = TestDatabase::isMariaDb() ? 16 : 0;
        self::assertSame($before + $most, $counted());
        $commands = $this->commands($other);
        for ($number = 40 - 16; $number < 40; $number++) {
            self::assertSame(["n$number" => 'y'], self::persistent()->frequentRow("SELECT ? AS n$number", ['y']));
        }
        self::assertSame(['other' => 'y'], $other->frequentRow('SELECT ? AS other', ['y']));
        $commands['execute'] += TestDatabase::isMariaDb() ? 17 : 0;
        self::assertSame($commands, $this->commands($other), 'the newest ones and those of another prefix are kept');
        self::assertSame(['n0' => 'z'], self::persistent()->frequentRow('SELECT ? AS n0', ['z']));
        self::assertSame($before + $most, $counted());
        // The list names statements that the session does not have: two in vain, one beyond the limit.
        $other->execute("SET @oauth2_kept_unit_ = CONCAT(REPEAT('`gone`,', 16), '`gone`')");
        foreach (['vain', 'vain-again', 'named'] as $round) {
            self::assertSame(['last' => $round], self::persistent()->frequentRow('SELECT ? AS last', [$round]));
        }
        self::assertSame($before + $most + (int) TestDatabase::isMariaDb(), $counted());
    }

    /** @return iterable<string, array{int, bool}> error number; whether the text is sent after it */
    public static function errorsOfNames(): iterable
    {
        foreach ([1243, 1461, 1064, 1295, 1615, 1210, 1267] as $code) {
            yield "error $code is of the name" => [$code, true];
        }
        foreach ([1105, 1054, 1146, 1142, 1290, 1317, 1969, 3024] as $code) {
            yield "error $code is of the query" => [$code, false];
        }
    }

    #[DataProvider('errorsOfNames')]
    public function testOnlyAnErrorOfANameIsFollowedByTheText(int $code, bool $text): void
    {
        // Without names the text is all there is.
        $named = (int) TestDatabase::isMariaDb();
        $text = $text && $named === 1;
        $this->failFirst($code, 1);
        $connection = self::persistent();
        // A session of this test alone.
        $this->kill($connection);
        $expected = $this->commands($connection);
        $run = static fn (PdoConnection $connection): ?array => $connection->frequentRow('SELECT unit_failing() AS n, ? AS a', ['x']);
        try {
            self::assertSame(['n' => 2, 'a' => 'x'], $run($connection));
            self::assertTrue($text, 'sent again');
        } catch (StorageUnavailable $unavailable) {
            self::assertStringContainsString("error $code", $unavailable->getMessage());
            self::assertFalse($text, 'not sent again');
        }
        self::assertSame([['n' => $text ? 2 : 1]], $this->connection->rows('SELECT n FROM unit_failures'));
        // NOT_PREPARED, prepared, failed.
        $expected = ['prepare' => $expected['prepare'] + $named, 'execute' => $expected['execute'] + 2 * $named];
        self::assertSame($expected, $this->commands($connection));
        // After an error of names the object uses no more; the next object does.
        $run($connection);
        $expected['execute'] += $text ? 0 : $named;
        self::assertSame($expected, $this->commands($connection));
        $run(self::persistent());
        $expected['execute'] += $named;
        self::assertSame($expected, $this->commands($connection));
        // The same error of a statement that the session has kept; the first number alone says that it is not prepared.
        $this->connection->execute('UPDATE unit_failures SET n = 0');
        try {
            $run(self::persistent());
        } catch (StorageUnavailable) {
            self::assertFalse($text, 'not sent again');
        }
        self::assertSame([['n' => $text ? 2 : 1]], $this->connection->rows('SELECT n FROM unit_failures'));
    }

    public function testADeadlockOfANamedStatementIsRepeatedByName(): void
    {
        $this->failFirst(1213, 2);
        self::assertSame(['n' => 3], self::persistent()->frequentRow('SELECT unit_failing() AS n'));
    }

    public function testConnectionsThatTestFaultsPassFrequentQueriesOn(): void
    {
        $connections = [
            static fn (Connection $inner): Connection => new FaultyConnection($inner, '/nowhere'),
            static fn (Connection $inner): Connection => new StoppingConnection($inner, -1),
            static fn (Connection $inner): Connection => new StoppingConnection($inner, -1, false),
        ];
        foreach ($connections as $wrap) {
            $inner = self::persistent();
            $inner->frequentRow('SELECT ? AS a', ['x']);
            $before = $this->commands($inner)['execute'];
            self::assertSame(['a' => 'y'], $wrap($inner)->frequentRow('SELECT ? AS a', ['y']));
            self::assertSame($before + (int) TestDatabase::isMariaDb(), $this->commands($inner)['execute']);
        }
    }

    public function testAFrequentQuerySeesChangedTablesAndSurvivesALostSession(): void
    {
        $this->connection->execute('DROP TABLE IF EXISTS unit_changing');
        $this->connection->execute('CREATE TABLE unit_changing (id VARCHAR(20) CHARACTER SET ascii NOT NULL PRIMARY KEY, n INTEGER)');
        $this->connection->execute("INSERT INTO unit_changing VALUES ('a', 1)");
        $row = static fn (): ?array => self::persistent()->frequentRow('SELECT n FROM unit_changing WHERE id = ?', ['a']);
        self::assertSame(['n' => 1], $row());
        $this->connection->execute('ALTER TABLE unit_changing MODIFY n VARCHAR(20) NULL, ADD COLUMN m INTEGER FIRST');
        self::assertSame(['n' => '1'], $row());
        $this->connection->execute('UPDATE unit_changing SET n = NULL');
        self::assertSame(['n' => null], $row());
        $this->kill(self::persistent());
        self::assertSame(['n' => null], $row());
        $this->connection->execute('DROP TABLE unit_changing');
        $before = $this->commands(self::persistent())['prepare'];
        try {
            $row();
            self::fail('The table has gone');
        } catch (StorageUnavailable $missing) {
            self::assertTrue($missing->ofSchema);
        }
        self::assertSame($before, $this->commands(self::persistent())['prepare'], 'only an unknown statement is prepared');
    }

    /** Makes the function unit_failing(), which counts its calls and fails in the first ones. */
    private function failFirst(int $code, int $times): void
    {
        $raw = $this->raw();
        $raw->exec('DROP TABLE IF EXISTS unit_failures');
        // MyISAM has no transactions, so the count of failed calls persists.
        $raw->exec('CREATE TABLE unit_failures (n INTEGER) ENGINE = MyISAM');
        $raw->exec('INSERT INTO unit_failures VALUES (0)');
        $raw->exec('DROP FUNCTION IF EXISTS unit_failing');
        $raw->exec('CREATE FUNCTION unit_failing() RETURNS INTEGER MODIFIES SQL DATA BEGIN UPDATE unit_failures SET n = n + 1;'
            . " IF (SELECT n FROM unit_failures) <= $times THEN SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = $code; END IF;"
            . ' RETURN (SELECT n FROM unit_failures); END');
    }

    /** @param \Closure(): void $do runs while the server has room for so many prepared statements */
    private function withRoomFor(int $statements, \Closure $do): void
    {
        $limit = (int) ($this->connection->row('SELECT @@global.max_prepared_stmt_count AS n')['n'] ?? 0);
        $raw = $this->raw();
        $raw->exec("SET GLOBAL max_prepared_stmt_count = $statements");
        try {
            $do();
        } finally {
            $raw->exec("SET GLOBAL max_prepared_stmt_count = $limit");
        }
    }

    /** @return array{prepare: int, execute: int} how often the session has prepared statements and run them by name */
    private function commands(Connection $connection): array
    {
        $count = static fn (string $name): int => (int) ($connection->row("SHOW SESSION STATUS LIKE 'Com_$name'")['Value'] ?? -1);

        return ['prepare' => $count('prepare_sql'), 'execute' => $count('execute_sql')];
    }

    private static function persistent(string $prefix = TestDatabase::PREFIX): PdoConnection
    {
        return PdoConnection::open(
            (string) getenv('OAUTH2_TEST_DSN'),
            (string) getenv('OAUTH2_TEST_USER'),
            '',
            $prefix,
            true,
        );
    }

    private function idOf(Connection $connection): int
    {
        return (int) ($connection->row('SELECT CONNECTION_ID() AS id')['id'] ?? 0);
    }

    private function kill(Connection $connection): void
    {
        $this->connection->execute('KILL CONNECTION ' . $this->idOf($connection));
        usleep(100_000);
    }

    private function raw(): \PDO
    {
        return new \PDO((string) getenv('OAUTH2_TEST_DSN'), (string) getenv('OAUTH2_TEST_USER'), '');
    }

    /** @return resource a process that runs the statement after a delay */
    private function later(float $seconds, string $sql)
    {
        return $this->process('usleep((int) ' . $seconds * 1e6 . '); ', $sql);
    }

    /** @return resource a process that runs the statement with its own PdoConnection and exits with 0 after success */
    private function inAnotherProcess(string $sql)
    {
        return $this->process('', $sql);
    }

    /** @return resource */
    private function process(string $before, string $sql)
    {
        $code = 'require $argv[1]; ' . $before
            . '\Piwik\Plugins\OAuth2\tests\Support\TestDatabase::connect()->execute($argv[2]);';
        $process = proc_open(
            [dirname(__DIR__, 4) . '/script/php', '-r', $code, '--', dirname(__DIR__) . '/bootstrap.php', $sql],
            [1 => ['file', '/dev/null', 'w']],
            $pipes,
        );
        self::assertIsResource($process);

        return $process;
    }
}
