<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\Storage\Counter;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\FetchedKeys;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;
use Piwik\Plugins\OAuth2\Storage\UsedAssertionTable;
use Piwik\Plugins\OAuth2\tests\Support\Records;

final class SmallTablesTest extends StorageTestCase
{
    public function testARevokedTokenIsKnownUntilItExpires(): void
    {
        $table = new RevokedTokenTable($this->connection);
        $table->add('one', self::NOW + 10);
        $table->add('one', self::NOW + 10);
        $table->add('two', self::NOW + 20);

        self::assertTrue($table->has('one'));
        self::assertFalse($table->has('One'));
        self::assertSame(0, $table->purge(self::NOW + 9, 5));
        self::assertSame(1, $table->purge(self::NOW + 10, 5));
        self::assertFalse($table->has('one'));
        self::assertTrue($table->has('two'));
        self::assertSame(1, $table->purge(self::NOW + 25, 5));
    }

    public function testAnAssertionIsUsedOnce(): void
    {
        $table = new UsedAssertionTable($this->connection);
        self::assertTrue($table->use('one', self::NOW + 10));
        self::assertFalse($table->use('one', self::NOW + 10));
        self::assertFalse($table->use('one', self::NOW + 99), 'another expiry makes no other assertion');
        self::assertTrue($table->use('One', self::NOW + 20));
        $table->forget('One');
        self::assertTrue($table->use('One', self::NOW + 20));
        self::assertSame(0, $table->purge(self::NOW + 9, 5));
        self::assertSame(1, $table->purge(self::NOW + 10, 5));
        self::assertTrue($table->use('one', self::NOW + 40));
        self::assertFalse($table->use('One', self::NOW + 20));
    }

    public function testKeysAreFetchedOnceInAnInterval(): void
    {
        $table = new FetchedKeysTable($this->connection);
        $uri = 'https://app.example/jwks';
        self::assertNull($table->find($uri));
        self::assertTrue($table->claim($uri, self::NOW, 300));
        self::assertFalse($table->claim($uri, self::NOW, 300));
        self::assertFalse($table->claim($uri, self::NOW + 299, 300));
        self::assertEquals(new FetchedKeys(null, null, self::NOW), $table->find($uri));
        self::assertTrue($table->claim($uri, self::NOW + 300, 300));
        self::assertFalse($table->claim($uri, self::NOW + 300, 300));
        $table->store($uri, '{"keys":[]}', self::NOW + 301);
        self::assertEquals(new FetchedKeys('{"keys":[]}', self::NOW + 301, self::NOW + 300), $table->find($uri));
        self::assertTrue($table->claim($uri . '?', self::NOW, 300), 'another address');
        self::assertTrue($table->claim($uri, self::NOW - 50, 300), 'the last fetch was by a clock that is ahead');
    }

    public function testKeysThatNobodyFetchesAreRemoved(): void
    {
        $table = new FetchedKeysTable($this->connection);
        foreach (['a' => 0, 'b' => 1, 'c' => 2] as $uri => $later) {
            $table->claim($uri, self::NOW + $later, 300);
        }

        self::assertSame(1, $table->purge(self::NOW + 1, 1));
        self::assertSame(1, $table->purge(self::NOW + 1, 9));
        self::assertSame([null, null], [$table->find('a'), $table->find('b')]);
        self::assertNotNull($table->find('c'));
    }

    public function testNamedValuesAreListedByTheBeginningOfTheirNames(): void
    {
        $table = new MetaTable($this->connection);
        foreach (['thing-b' => 'two', 'thing-a' => 'one', 'thing' => 'short', 'another-thing-c' => 'other'] as $name => $value) {
            $table->set($name, $value);
        }

        self::assertSame(['thing-a' => 'one', 'thing-b' => 'two'], $table->beginningWith('thing-'));
        self::assertSame([], $table->beginningWith('nothing-'));
        foreach (['thing-a', 'thing-b', 'thing', 'another-thing-c'] as $name) {
            self::assertTrue($table->remove($name));
            self::assertFalse($table->remove($name));
        }
        self::assertSame([], $table->beginningWith('thing-'));
    }

    public function testThereIsOneCurrentAndOneNextKey(): void
    {
        $table = new SigningKeyTable($this->connection);
        $table->insert($this->key('a', SigningKeyRecord::CURRENT));
        $table->insert($this->key('b', SigningKeyRecord::NEXT));
        foreach ([SigningKeyRecord::CURRENT, SigningKeyRecord::NEXT] as $state) {
            try {
                $table->insert($this->key('c', $state));
                self::fail("A second $state key");
            } catch (DuplicateKey) {
                self::assertCount(2, $table->all());
            }
        }
        $table->insert($this->key('r1', SigningKeyRecord::RETIRED, self::NOW + 1));
        $table->insert($this->key('r2', SigningKeyRecord::RETIRED, self::NOW + 2));

        self::assertCount(4, $table->all());
        self::assertEquals($this->key('a', SigningKeyRecord::CURRENT), $table->current());
    }

    public function testKeysAreReadWithTheSchemaAndNoOtherValue(): void
    {
        $table = new SigningKeyTable($this->connection);
        $table->insert($this->key('a', SigningKeyRecord::CURRENT));
        $this->besideAnotherValue(static function () use ($table): void {
            self::assertCount(1, $table->all());
        });
    }

    public function testKeysOfTheSameSecondAreListedInTheirOrder(): void
    {
        $table = new SigningKeyTable($this->connection);
        $table->insert($this->key('a', SigningKeyRecord::NEXT));
        $table->insert($this->key('b', SigningKeyRecord::CURRENT));
        $table->insert($this->key('c', SigningKeyRecord::RETIRED, self::NOW + 1));

        self::assertSame(['c', 'b', 'a'], array_map(static fn (SigningKeyRecord $key): string => $key->kid, $table->all()));
    }

    public function testEachOfTheTwoStepsOfARotationHappensOnce(): void
    {
        $table = new SigningKeyTable($this->connection);
        $table->insert($this->key('a', SigningKeyRecord::CURRENT));
        $table->insert($this->key('b', SigningKeyRecord::NEXT));
        try {
            $table->activate('b', self::NOW + 5);
            self::fail('Two current keys');
        } catch (DuplicateKey) {
            self::assertSame('a', $table->current()?->kid);
        }

        self::assertFalse($table->retire('b', self::NOW + 5, self::NOW + 99));
        self::assertTrue($table->retire('a', self::NOW + 5, self::NOW + 99));
        self::assertFalse($table->retire('a', self::NOW + 6, self::NOW + 100));
        self::assertNull($table->current());
        self::assertFalse($table->activate('a', self::NOW + 5));
        self::assertFalse($table->activate('none', self::NOW + 5));
        self::assertTrue($table->activate('b', self::NOW + 5));
        self::assertFalse($table->activate('b', self::NOW + 6));
        $current = $table->current();
        self::assertNotNull($current);
        self::assertSame(['b', self::NOW + 5], [$current->kid, $current->activatedAt]);
        $retired = $table->all()[0];
        self::assertSame(
            ['a', SigningKeyRecord::RETIRED, self::NOW + 5, self::NOW + 99],
            [$retired->kid, $retired->state, $retired->retiredAt, $retired->expiresAt],
        );
    }

    public function testOnlyUnusedKeysAreDiscardedAndOnlyExpiredKeysPurged(): void
    {
        $table = new SigningKeyTable($this->connection);
        $table->insert($this->key('a', SigningKeyRecord::CURRENT));
        $table->insert($this->key('b', SigningKeyRecord::NEXT));
        $table->insert($this->key('c', SigningKeyRecord::RETIRED, self::NOW + 10));

        self::assertFalse($table->discard('a'));
        self::assertFalse($table->discard('c'));
        self::assertTrue($table->discard('b'));
        $table->insert($this->key('d', SigningKeyRecord::RETIRED, self::NOW + 20));
        $table->insert($this->key('e', SigningKeyRecord::NEXT, self::NOW + 5));
        self::assertSame(0, $table->purge(self::NOW + 9));
        self::assertSame(1, $table->purge(self::NOW + 10));
        self::assertSame(1, $table->purge(self::NOW + 25));
        self::assertFalse($table->remove('c'));
        self::assertTrue($table->remove('e'));
        self::assertSame(['a'], array_map(static fn (SigningKeyRecord $key): string => $key->kid, $table->all()));
    }

    public function testAConsentNonceWorksOnceForItsUserRequestAndTime(): void
    {
        $table = new ConsentTable($this->connection);
        [$digest, $request] = [Records::digest('nonce'), Records::digest('request')];
        $table->issue($digest, 'anna', $request, self::NOW + 60);

        self::assertFalse($table->consume(Records::digest('other'), 'anna', $request, self::NOW));
        self::assertFalse($table->consume($digest, 'ben', $request, self::NOW));
        self::assertFalse($table->consume($digest, 'Anna', $request, self::NOW));
        self::assertFalse($table->consume($digest, 'anna', Records::digest('widened'), self::NOW));
        foreach ([60, 61, 86400] as $late) {
            self::assertFalse($table->consume($digest, 'anna', $request, self::NOW + $late));
        }
        self::assertTrue($table->consume($digest, 'anna', $request, self::NOW + 59));
        self::assertFalse($table->consume($digest, 'anna', $request, self::NOW + 59));
    }

    public function testTwoTabsHaveTheirOwnNonces(): void
    {
        $table = new ConsentTable($this->connection);
        $table->issue(Records::digest('one'), 'anna', Records::digest('request'), self::NOW + 60);
        $table->issue(Records::digest('two'), 'anna', Records::digest('request'), self::NOW + 70);

        self::assertTrue($table->consume(Records::digest('two'), 'anna', Records::digest('request'), self::NOW));
        self::assertTrue($table->consume(Records::digest('one'), 'anna', Records::digest('request'), self::NOW));
    }

    public function testUnusedNoncesArePurged(): void
    {
        $table = new ConsentTable($this->connection);
        $table->issue(Records::digest('one'), 'anna', Records::digest('request'), self::NOW + 60);
        $table->issue(Records::digest('two'), 'anna', Records::digest('request'), self::NOW + 70);

        self::assertSame(1, $table->purge(self::NOW + 60, 10));
        self::assertSame(1, $table->purge(self::NOW + 71, 10));
    }

    public function testEventsAreCountedByBucketAndWindow(): void
    {
        $table = new ThrottleTable($this->connection);
        $a = self::counter('a', 3);
        $b = self::counter('b', 1);

        self::assertSame([], $table->full(self::NOW, $a, $b));
        self::assertSame([true, true], [$table->count($a, self::NOW), $table->count($a, self::NOW + 1)]);
        self::assertSame([], $table->full(self::NOW + 1, $a, $b));
        self::assertTrue($table->count($a, self::NOW + 2));
        self::assertSame([$a], $table->full(self::NOW + 2, $b, $a));
        self::assertFalse($table->count($a, self::NOW + 59), 'the window holds three');
        self::assertTrue($table->count($b, self::NOW));
        self::assertSame([$a, $b], $table->full(self::NOW + 59, $a, $b));
        self::assertSame([], $table->full(self::NOW + 60, $a, $b), 'another window starts at zero');
        self::assertSame([], $table->full(self::NOW + 90, $a, $b));
        self::assertSame([], $table->full(self::NOW));
        $stricter = self::counter('a', 2);
        self::assertSame([$stricter], $table->full(self::NOW + 2, $stricter), 'the limit was lowered meanwhile');
        self::assertFalse($table->count($stricter, self::NOW + 2));
        self::assertSame([], $table->full(self::NOW + 2, self::counter('a', 4)));

        $next = self::counter('a', 3, self::NOW + 120);
        for ($hit = 1; $hit <= 3; ++$hit) {
            self::assertTrue($table->count($next, self::NOW + 60));
        }
        self::assertFalse($table->count($next, self::NOW + 60));
        self::assertSame(0, $table->purge(self::NOW + 59, 10));
        self::assertSame(1, $table->purge(self::NOW + 60, 10));
        self::assertSame(1, $table->purge(self::NOW + 130, 10));
    }

    public function testAWindowIsOpenFromItsBeginningToItsEnd(): void
    {
        $table = new ThrottleTable($this->connection);
        $a = self::counter('a', 1);
        self::assertTrue($table->count($a, self::NOW));
        self::assertFalse($table->count($a, self::NOW + 59));
        $longer = self::counter('a', 1, self::NOW + 90);
        self::assertSame([$longer], $table->full(self::NOW + 30, $longer));
        self::assertSame(['1', (string) self::NOW, (string) (self::NOW + 60)], $this->window('xa'));
        // The window ended in this second, or long ago.
        foreach ([60, 200] as $seconds) {
            $next = self::counter('a', 1, self::NOW + $seconds + 60);
            self::assertTrue($table->count($next, self::NOW + $seconds));
            self::assertSame(['1', (string) (self::NOW + $seconds), (string) (self::NOW + $seconds + 60)], $this->window('xa'));
            self::assertFalse($table->count($next, self::NOW + $seconds));
        }
        // A longer one keeps its beginning and its end while it counts.
        $long = self::counter('b', 5);
        $table->count($long, self::NOW);
        $table->count(self::counter('b', 5, self::NOW + 90), self::NOW + 30);
        self::assertSame(['2', (string) self::NOW, (string) (self::NOW + 60)], $this->window('xb'));
    }

    public function testAWindowOfAWrongClockEnds(): void
    {
        $table = new ThrottleTable($this->connection);
        $ahead = self::counter('a', 1, self::NOW + 86400);
        self::assertTrue($table->count($ahead, self::NOW + 86340));
        $right = self::counter('a', 1);
        self::assertSame([], $table->full(self::NOW, $right));
        self::assertTrue($table->count($right, self::NOW));
        self::assertFalse($table->count($right, self::NOW));
    }

    public function testTheOldestWindowMakesRoom(): void
    {
        $table = new ThrottleTable($this->connection);
        foreach (['d', 'a', 'c', 'b'] as $age => $name) {
            $table->count(self::counter($name, 5, capacity: 3), self::NOW + $age);
        }
        $others = self::counter('others', 5, shelf: 'y', capacity: 1);
        $table->count($others, self::NOW);
        self::assertSame(['xa', 'xb', 'xc', 'yothers'], $this->buckets());
        // A counter that counts again keeps its age.
        $table->count(self::counter('a', 5, capacity: 3), self::NOW + 10);
        $table->count(self::counter('e', 5, capacity: 3), self::NOW + 11);
        self::assertSame(['xb', 'xc', 'xe', 'yothers'], $this->buckets());
        // Within one second the new row stays, whatever its name.
        foreach (['z', '0', 'm', '-', '_'] as $name) {
            $table->count(self::counter($name, 5, capacity: 3), self::NOW + 20);
            self::assertContains("x$name", $this->buckets());
            self::assertCount(4, $this->buckets());
        }
        // Other shelves keep their rows.
        $table->count(self::counter('b', 5, capacity: 1), self::NOW + 30);
        self::assertSame(['xb', 'yothers'], $this->buckets());
        // A shelf holds the names from its own to before "~".
        foreach (['' => ['x', 'yothers'], '~' => ['x~', 'yothers'], 'a' => ['xa', 'x~', 'yothers']] as $name => $buckets) {
            $table->count(self::counter($name, 5, capacity: 1), self::NOW + 40);
            self::assertSame($buckets, $this->buckets());
        }
    }

    public function testWhatLiesOnAShelfIsCountedByTheBeginningOfItsName(): void
    {
        $table = new ThrottleTable($this->connection);
        // Each database returns the groups in an order of its own.
        $shelf = static function (int $now) use ($table): array {
            $counts = $table->onShelf('x', 3, $now);
            ksort($counts);

            return $counts;
        };
        foreach (['aa1', 'aa2', 'ab1'] as $name) {
            $table->count(self::counter($name, 1), self::NOW);
        }
        $table->count(self::counter('aa3', 1, self::NOW + 30), self::NOW);
        foreach (['', 'aa4'] as $name) {
            $table->count(self::counter($name, 1, shelf: 'w'), self::NOW);
            $table->count(self::counter($name, 1, shelf: 'y'), self::NOW);
        }
        self::assertSame(['xaa' => 3, 'xab' => 1], $shelf(self::NOW));
        $table->count(self::counter('', 1), self::NOW);
        $table->count(self::counter('~', 1), self::NOW);
        self::assertSame(['x' => 1, 'xaa' => 3, 'xab' => 1], $shelf(self::NOW), 'from the shelf to before "~"');
        $this->connection->execute('DELETE FROM ' . $this->connection->table('oauth2_throttle') . " WHERE bucket IN ('x', 'x~')");
        self::assertSame(['xaa' => 2, 'xab' => 1], $shelf(self::NOW + 30));
        self::assertSame([], $shelf(self::NOW + 60));
        self::assertSame([], $shelf(self::NOW + 90));
    }

    #[TestWith([0, 1])]
    #[TestWith([-1, 1])]
    #[TestWith([1, 0])]
    public function testACounterHoldsSomething(int $limit, int $capacity): void
    {
        $this->expectException(\ValueError::class);
        self::counter('a', $limit, capacity: $capacity);
    }

    public function testANamedValueIsAddedOnceAndMayBeChanged(): void
    {
        $table = new MetaTable($this->connection);
        $name = 'name ' . bin2hex(pack('J', hrtime(true)));

        self::assertNull($table->get($name));
        self::assertTrue($table->add($name, 'one'));
        self::assertFalse($table->add($name, 'two'));
        self::assertSame('one', $table->get($name));
        $table->set($name, 'three');
        $table->set($name, 'three');
        self::assertSame('three', $table->get($name));
        $table->add("$name 2", 'three');
        self::assertFalse($table->replace($name, 'two', 'four'));
        self::assertFalse($table->replace('none', 'three', 'four'));
        self::assertTrue($table->replace($name, 'three', 'four'));
        self::assertSame(['four', 'three'], [$table->get($name), $table->get("$name 2")]);
    }

    private static function counter(
        string $name,
        int $limit,
        int $end = self::NOW + 60,
        string $shelf = 'x',
        int $capacity = 10,
    ): Counter {
        return new Counter($shelf . $name, $limit, $end, $shelf, $capacity);
    }

    /**
     * The hits, the beginning and the end of a counter.
     *
     * @return list<string>
     */
    private function window(string $bucket): array
    {
        $row = $this->connection->row(
            'SELECT hits, window_start, expires_at FROM ' . $this->connection->table('oauth2_throttle') . ' WHERE bucket = ?',
            [$bucket],
        );

        return [(string) ($row['hits'] ?? ''), (string) ($row['window_start'] ?? ''), (string) ($row['expires_at'] ?? '')];
    }

    /** @return list<string> */
    private function buckets(): array
    {
        $buckets = array_column($this->connection->rows('SELECT bucket FROM ' . $this->connection->table('oauth2_throttle')), 'bucket');
        sort($buckets);

        return array_map(strval(...), $buckets);
    }

    private function key(string $kid, string $state, ?int $expiresAt = null): SigningKeyRecord
    {
        return new SigningKeyRecord($kid, 'ES256', $state, 'sealed', '{"kty":"EC"}', self::NOW, expiresAt: $expiresAt);
    }

    public function testKeysOfOneAddressLeaveThoseOfAnotherAlone(): void
    {
        $table = new FetchedKeysTable($this->connection);
        foreach (['https://a.example/jwks', 'https://b.example/jwks'] as $uri) {
            $table->claim($uri, self::NOW, 300);
        }
        $table->store('https://a.example/jwks', '{"keys":[]}', self::NOW);
        self::assertEquals(new FetchedKeys(null, null, self::NOW), $table->find('https://b.example/jwks'));
        $table->forget('https://b.example/jwks');
        self::assertNull($table->find('https://b.example/jwks'));
        self::assertNotNull($table->find('https://a.example/jwks'));
    }
}
