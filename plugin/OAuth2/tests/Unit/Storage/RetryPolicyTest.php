<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Storage\Dialect;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\RetryPolicy;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

final class RetryPolicyTest extends TestCase
{
    /** @return array{int, ?StorageException} the number of attempts of a statement that always fails, and the exception */
    private static function attempts(Dialect $dialect, \Throwable $failure, bool $repeatable): array
    {
        for ($attempt = 1; ; ++$attempt) {
            if ($attempt > 9) {
                return [$attempt, null];
            }
            try {
                (new RetryPolicy($dialect))->again($failure, 'UPDATE x SET a = ?', $attempt, $repeatable);
            } catch (StorageException $thrown) {
                return [$attempt, $thrown];
            }
        }
    }

    private static function pdo(int $code, string $text = 'the text'): \PDOException
    {
        $exception = new \PDOException($text);
        $exception->errorInfo = ['HY000', $code, $text];

        return $exception;
    }

    /** @param class-string<StorageException> $outcome */
    #[DataProvider('errors')]
    public function testTheNumberOfAttempts(Dialect $dialect, int $code, int $write, int $read, string $outcome): void
    {
        foreach ([$write, $read] as $repeatable => $expected) {
            [$attempts, $thrown] = self::attempts($dialect, self::pdo($code), $repeatable === 1);
            self::assertSame($expected, $attempts, $repeatable === 1 ? 'read' : 'write');
            self::assertInstanceOf($outcome, $thrown);
            self::assertSame([0, null], [$thrown->getCode(), $thrown->getPrevious()]);
            self::assertStringContainsString("(UPDATE, error $code)", $thrown->getMessage());
            self::assertStringNotContainsString('text', $thrown->getMessage());
        }
    }

    /** @return iterable<string, array{Dialect, int, int, int, class-string<StorageException>}> */
    public static function errors(): iterable
    {
        yield 'deadlock' => [Dialect::MySql, 1213, 4, 4, StorageUnavailable::class];
        yield 'changed since it was read' => [Dialect::MySql, 1020, 4, 4, StorageUnavailable::class];
        yield 'lock not freed' => [Dialect::MySql, 1205, 2, 2, StorageUnavailable::class];
        yield 'server gone' => [Dialect::MySql, 2006, 1, 2, StorageUnavailable::class];
        yield 'connection lost' => [Dialect::MySql, 2013, 1, 2, StorageUnavailable::class];
        yield 'connection killed' => [Dialect::MySql, 1927, 1, 2, StorageUnavailable::class];
        yield 'connection refused' => [Dialect::MySql, 2002, 1, 1, StorageUnavailable::class];
        yield 'duplicate' => [Dialect::MySql, 1062, 1, 1, DuplicateKey::class];
        yield 'duplicate with the key\'s name' => [Dialect::MySql, 1586, 1, 1, DuplicateKey::class];
        yield 'read-only' => [Dialect::MySql, 1290, 1, 1, StorageUnavailable::class];
        yield 'no number' => [Dialect::MySql, 0, 1, 1, StorageUnavailable::class];
        yield 'SQLite\'s number for a duplicate' => [Dialect::MySql, 2067, 1, 1, StorageUnavailable::class];
        yield 'SQLite: unique' => [Dialect::Sqlite, 2067, 1, 1, DuplicateKey::class];
        yield 'SQLite: primary key' => [Dialect::Sqlite, 1555, 1, 1, DuplicateKey::class];
        yield 'SQLite: busy' => [Dialect::Sqlite, 5, 1, 1, StorageUnavailable::class];
        foreach ([1213, 1020, 1205, 2006, 1062] as $code) {
            yield "SQLite: a server's number $code" => [Dialect::Sqlite, $code, 1, 1, StorageUnavailable::class];
        }
    }

    public function testAnErrorIsFinalThatAllowsFewerAttemptsThanWereMade(): void
    {
        $this->expectException(StorageUnavailable::class);
        (new RetryPolicy(Dialect::MySql))->again(self::pdo(2006), 'SELECT', 3, true);
    }

    /** @param list<int> $codes */
    #[DataProvider('losses')]
    public function testWhichErrorsEndTheConnection(Dialect $dialect, array $codes, bool $lost): void
    {
        foreach ($codes as $code) {
            self::assertSame($lost, (new RetryPolicy($dialect))->isLost(self::pdo($code)), (string) $code);
        }
    }

    /** @return iterable<array{Dialect, list<int>, bool}> */
    public static function losses(): iterable
    {
        yield [Dialect::MySql, [2006, 2013, 1927], true];
        yield [Dialect::MySql, [1213, 1020, 1205, 1062, 2002, 0], false];
        yield [Dialect::Sqlite, [2006, 2013, 1927], false];
    }

    public function testTheErrorNumberOfEachDriverIsFound(): void
    {
        $policy = new RetryPolicy(Dialect::MySql);
        self::assertTrue($policy->isLost(new \Exception('as mysqli reports it', 2006)));
        self::assertTrue($policy->isLost(new \RuntimeException('as Zend wraps it', 70100, self::pdo(2006))));
        self::assertTrue($policy->isLost(new \RuntimeException('', 0, new \LogicException('', 0, self::pdo(2006)))));
        self::assertTrue($policy->isLost(new \PDOException('a connection that failed', 2006)));
        self::assertFalse($policy->isLost(new \RuntimeException('the wrapper has another number', 2006, self::pdo(1213))));
        self::assertFalse($policy->isLost(new \RuntimeException('gone [2006]', 0, self::pdo(0, '2006 2013'))));
    }

    public function testRetriesWaitForDifferentTimes(): void
    {
        $wait = static fn (int $code): array => array_map(static function () use ($code): float {
            $start = hrtime(true);
            (new RetryPolicy(Dialect::MySql))->again(self::pdo($code), 'SELECT', 1, true);

            return (hrtime(true) - $start) / 1e6;
        }, range(1, 12));
        $times = $wait(1213);
        self::assertGreaterThanOrEqual(1.0, min($times));
        self::assertGreaterThan(4.0, max($times) - min($times), 'statements that collided wait for different times');
        self::assertLessThan(1.0, min($wait(2006)), 'a retry on a new connection does not wait');
    }
}
