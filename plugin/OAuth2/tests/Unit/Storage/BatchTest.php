<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\WatchedConnection;

final class BatchTest extends StorageTestCase
{
    public function testABatchMayBeOneRow(): void
    {
        $table = new AuthorizationTable($this->connection);
        $table->insert(Records::code('a'));
        $table->insert(Records::code('b'));

        self::assertSame(1, $table->purge(self::NOW + 600, 1));
        self::assertSame(1, $table->purge(self::NOW + 600, 1));
        self::assertSame(0, $table->purge(self::NOW + 600, 1));
        $this->expectException(\ValueError::class);
        $table->purge(self::NOW + 600, 0);
    }

    /** Rows that stay must not fill the batch. */
    public function testRowsThatComeBeforeInTheIndexAreNotSelected(): void
    {
        $table = new AuthorizationTable($this->connection);
        foreach (range(1, 5) as $number) {
            $table->insert(Records::code("a$number", 'app', 'anna'));
        }
        $table->insert(Records::code('b', 'other', 'ben'));
        $table->insert(Records::code('c', 'yet another', 'carl'));

        self::assertSame(1, $table->deleteForClient('other', 2));
        self::assertSame(1, $table->deleteForUser('carl', 2));
        self::assertNotNull($table->find('a1'));
    }

    /** A request may postpone the end of a row after the purge has selected it. */
    public function testARowThatChangedMeanwhileStays(): void
    {
        $connection = new WatchedConnection($this->connection);
        $table = new AuthorizationTable($connection);
        $table->insert(Records::code('a'));
        $table->insert(Records::code('b'));
        $connection->before('DELETE', static function () use ($table): void {
            self::assertTrue($table->extend('b', self::NOW + 9000));
        });

        self::assertSame(1, $table->purge(self::NOW + 600, 10));
        self::assertNull($table->find('a'));
        self::assertSame(self::NOW + 9000, $table->find('b')?->expiresAt);
    }
}
