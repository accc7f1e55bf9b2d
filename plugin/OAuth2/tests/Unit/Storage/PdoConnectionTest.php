<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Storage\Dialect;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;

final class PdoConnectionTest extends StorageTestCase
{
    public function testTheDsnDeterminesTheDialect(): void
    {
        self::assertSame(Dialect::Sqlite, PdoConnection::open('sqlite::memory:')->dialect());
        self::assertSame(Dialect::MySql, PdoConnection::open('mysql:host=127.0.0.1')->dialect());
    }

    /** @return iterable<string, array{string, string}> */
    public static function refused(): iterable
    {
        yield 'another database' => ['pgsql:host=x', ''];
        yield 'no DSN' => ['/tmp/file', ''];
        yield 'empty' => ['', ''];
        yield 'prefix with a quote' => ['sqlite::memory:', 'a`b'];
        yield 'prefix with a blank' => ['sqlite::memory:', 'a b'];
        yield 'prefix with a line end' => ['sqlite::memory:', "a\n"];
        yield 'long prefix' => ['sqlite::memory:', str_repeat('a', 41)];
    }

    #[DataProvider('refused')]
    public function testOtherDatabasesAndInvalidPrefixesAreRefused(string $dsn, string $prefix): void
    {
        $this->expectException(\ValueError::class);
        PdoConnection::open($dsn, prefix: $prefix);
    }

    public function testTableNamesGetThePrefix(): void
    {
        self::assertSame('x_oauth2_key', PdoConnection::open('sqlite::memory:', prefix: 'x_')->table('oauth2_key'));
    }

    #[TestWith([''])]
    #[TestWith(['users; --'])]
    #[TestWith(['Users'])]
    #[TestWith(["users\n"])]
    public function testInvalidTableNamesAreRefused(string $name): void
    {
        $this->expectException(\ValueError::class);
        $this->connection->table($name);
    }

    public function testTheFirstStatementOpensTheConnection(): void
    {
        $connection = PdoConnection::open('sqlite:/nowhere/at/all.sqlite');

        $this->expectException(StorageUnavailable::class);
        $connection->row('SELECT 1');
    }

    public function testValuesComeBackTyped(): void
    {
        $row = $this->connection->row('SELECT ? AS i, ? AS s, ? AS n', [5, "a'b\0ü", null]);

        self::assertSame(['i' => 5, 's' => "a'b\0ü", 'n' => null], $row);
        $plain = $this->connection->row('SELECT ? AS i, ? AS s, ? AS n, ? AS b, ? AS f, ? AS e', [-5, 'a-b.c:d_e', null, true, false, '']);
        self::assertSame(['i' => -5, 's' => 'a-b.c:d_e', 'n' => null, 'b' => 1, 'f' => 0, 'e' => ''], $plain);
        self::assertNull($this->connection->row('SELECT 1 FROM unit_oauth2_key WHERE kid = ?', ['none']));
        self::assertSame([], $this->connection->rows('SELECT 1 FROM unit_oauth2_key WHERE kid = ?', ['none']));
    }

    /** @param list<string> $values */
    #[TestWith(['SELECT 1 WHERE 1 = ?', []])]
    #[TestWith(['SELECT 1 WHERE 1 = ?', ['1', '2']])]
    #[TestWith(["SELECT '?'", []])]
    public function testAStatementNeedsAValueForEachQuestionMark(string $sql, array $values): void
    {
        $this->expectException(\ValueError::class);
        $this->connection->rows($sql, $values);
    }

    public function testAffectedRowsAreCounted(): void
    {
        $insert = 'INSERT INTO unit_oauth2_revoked_token (jti, expires_at) VALUES (?, ?)';
        self::assertSame(1, $this->connection->execute($insert, ['a', 1]));
        self::assertSame(1, $this->connection->execute($insert, ['b', 1]));
        self::assertSame(2, $this->connection->execute('UPDATE unit_oauth2_revoked_token SET expires_at = 2'));
        self::assertSame(0, $this->connection->execute('DELETE FROM unit_oauth2_revoked_token WHERE jti = ?', ['c']));
    }

    public function testDuplicateKeysAreDistinguishedFromOtherFailures(): void
    {
        $insert = 'INSERT INTO unit_oauth2_revoked_token (jti, expires_at) VALUES (?, ?)';
        $this->connection->execute($insert, ['secret-value', 1]);
        try {
            $this->connection->execute($insert, ['secret-value', 1]);
            self::fail('inserted twice');
        } catch (DuplicateKey $duplicate) {
            self::assertStringNotContainsString('secret-value', (string) $duplicate);
            self::assertNull($duplicate->getPrevious(), "the driver's text holds the value");
        }
        $this->expectException(StorageUnavailable::class);
        $this->connection->execute($insert, ['another', null]);
    }

    public function testAFailedStatementIsUnavailableAndRevealsNoValue(): void
    {
        $before = (string) ini_set('zend.exception_ignore_args', '0');
        try {
            $this->connection->rows('SELECT secret_column FROM unit_nowhere WHERE x = ?', ['secret-value']);
            self::fail('answered');
        } catch (StorageUnavailable $unavailable) {
            self::assertStringNotContainsString('secret', (string) $unavailable);
            self::assertStringNotContainsString('secret-value', print_r($unavailable->getTrace(), true));
            self::assertNull($unavailable->getPrevious());
        } finally {
            ini_set('zend.exception_ignore_args', $before);
        }
    }

    public function testOtherConnectionsSeeWritesAtOnce(): void
    {
        $file = tempnam(sys_get_temp_dir(), 'oauth2');
        self::assertIsString($file);
        $open = static fn (): PdoConnection => TestDatabase::isMySql()
            ? TestDatabase::connect()
            : PdoConnection::open("sqlite:$file", prefix: TestDatabase::PREFIX);
        try {
            [$one, $two] = [$open(), $open()];
            $one->execute('CREATE TABLE IF NOT EXISTS unit_seen (x INTEGER)');
            $one->execute('DELETE FROM unit_seen');
            self::assertSame([], $two->rows('SELECT x FROM unit_seen'));
            $one->execute('INSERT INTO unit_seen (x) VALUES (?)', [1]);
            self::assertSame([['x' => 1]], $two->rows('SELECT x FROM unit_seen'));
            self::assertSame(1, $two->execute('UPDATE unit_seen SET x = 2 WHERE x = 1'));
            self::assertSame(0, $one->execute('UPDATE unit_seen SET x = 3 WHERE x = 1'));
            $one->execute('DROP TABLE unit_seen');
        } finally {
            array_map(unlink(...), array_filter([$file, "$file-wal", "$file-shm"], is_file(...)));
        }
    }
}
