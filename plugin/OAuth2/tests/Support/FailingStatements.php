<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Cases of failing statements that each class with a connection to MySQL or MariaDB must handle in the same way. */
trait FailingStatements
{
    /**
     * Error number, SQLSTATE, number of failures, expected number of attempts, and the exception or null.
     *
     * @return list<array{int, string, int, int, ?class-string<StorageException>}>
     */
    private static function failures(): array
    {
        return [
            [1213, '40001', 3, 4, null],
            [1213, '40001', 9, 4, StorageUnavailable::class],
            [1020, 'HY000', 3, 4, null],
            [1020, 'HY000', 9, 4, StorageUnavailable::class],
            [1205, 'HY000', 1, 2, null],
            [1205, 'HY000', 9, 2, StorageUnavailable::class],
            [1927, '70100', 1, 1, StorageUnavailable::class],
            [1062, '23000', 1, 1, DuplicateKey::class],
            [1586, '23000', 1, 1, DuplicateKey::class],
            [1406, '22001', 1, 1, StorageUnavailable::class],
            [1290, 'HY000', 1, 1, StorageUnavailable::class],
        ];
    }

    /** @param \Closure(string): void $administer runs a statement on another connection */
    private static function assertFailingWritesAreRepeatedOrToldApart(Connection $connection, \Closure $administer): void
    {
        $table = $connection->table('oauth2_meta');
        $counter = $connection->table('oauth2_attempts');
        $insert = "INSERT INTO $table (name, value) VALUES (?, ?)";
        $administer("DROP TABLE IF EXISTS $counter");
        // MyISAM has no transactions, so the count of failed attempts persists.
        $administer("CREATE TABLE $counter (n INTEGER) ENGINE = MyISAM");
        $administer("INSERT INTO $counter (n) VALUES (0)");
        try {
            foreach (self::failures() as $index => [$error, $state, $times, $attempts, $outcome]) {
                $administer("UPDATE $counter SET n = 0");
                $administer("CREATE TRIGGER {$counter}_fail BEFORE INSERT ON $table FOR EACH ROW BEGIN"
                    . " UPDATE $counter SET n = n + 1; IF (SELECT n FROM $counter) <= $times THEN"
                    . " SIGNAL SQLSTATE '$state' SET MYSQL_ERRNO = $error, MESSAGE_TEXT = 'the text'; END IF; END");
                $thrown = null;
                try {
                    self::assertSame(1, $connection->execute($insert, ["failing $index", 'a value']));
                } catch (StorageException $exception) {
                    $thrown = $exception;
                }
                $administer("DROP TRIGGER {$counter}_fail");
                $what = "error $error, $times times";
                self::assertSame($outcome, $thrown === null ? null : $thrown::class, $what);
                self::assertSame($attempts, (int) ($connection->row("SELECT n FROM $counter")['n'] ?? 0), $what);
                self::assertStringNotContainsString('text', (string) $thrown?->getMessage(), $what);
                self::assertStringNotContainsString('value', (string) $thrown?->getMessage(), $what);
                self::assertNull($thrown?->getPrevious(), $what);
                self::assertCount(
                    $outcome === null ? 1 : 0,
                    $connection->rows("SELECT name FROM $table WHERE name = ?", ["failing $index"]),
                    $what,
                );
            }
        } finally {
            $administer("DROP TABLE $counter");
        }
    }

    /** @param \Closure(): void $lose kills the connection on the server */
    private static function assertALostConnectionIsOpenedAnew(Connection $connection, \Closure $lose): void
    {
        $table = $connection->table('oauth2_meta');
        $connection->execute("INSERT INTO $table (name, value) VALUES (?, ?)", ['lost', '0']);
        $value = static fn (): ?string => ($row = $connection->row("SELECT value FROM $table WHERE name = ?", ['lost'])) === null
            ? null
            : (string) $row['value'];
        $lose();
        self::assertSame('0', $value(), 'a read is repeated');
        $lose();
        try {
            $connection->execute("UPDATE $table SET value = value + 1 WHERE name = ?", ['lost']);
            $written = '1';
        } catch (StorageUnavailable) {
            $written = '0';
        }
        // The next statement of any kind uses a new connection.
        self::assertSame(1, $connection->execute("UPDATE $table SET value = value + 10 WHERE name = ?", ['lost']));
        self::assertSame("1$written", $value(), 'a write reported as failed had no effect, and none ran twice');
    }
}
