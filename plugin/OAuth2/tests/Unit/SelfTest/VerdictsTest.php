<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\SelfTest;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\SelfTest\Fingerprint;
use Piwik\Plugins\OAuth2\SelfTest\Status;
use Piwik\Plugins\OAuth2\SelfTest\Verdict;
use Piwik\Plugins\OAuth2\SelfTest\Verdicts;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Migration\Lease;
use Piwik\Plugins\OAuth2\Storage\MigrationBusy;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;
use Piwik\Plugins\OAuth2\tests\Support\WatchedConnection;

final class VerdictsTest extends TestCase
{
    private Connection $connection;

    private MetaTable $table;

    private FixedClock $clock;

    private Verdicts $verdicts;

    private Fingerprint $web;

    protected function setUp(): void
    {
        $this->connection = TestDatabase::empty();
        $this->table = new MetaTable($this->connection);
        foreach (['self-test', 'cleared'] as $prefix) {
            foreach (array_keys($this->table->beginningWith($prefix)) as $name) {
                $this->table->remove($name);
            }
        }
        $this->clock = new FixedClock();
        $this->verdicts = new Verdicts($this->table, $this->clock);
        $this->web = self::fingerprint('8.3.0');
    }

    private static function fingerprint(string $php): Fingerprint
    {
        return new Fingerprint('5.2.0', $php, ['OAuth2' => '6.1.0']);
    }

    private function isMarked(Fingerprint $fingerprint): bool
    {
        return $this->table->get(Verdicts::mark($fingerprint->id)) !== null;
    }

    public function testNothingIsKnownAtFirst(): void
    {
        self::assertNull($this->verdicts->find($this->web->id));
        self::assertSame([], $this->verdicts->all());
        self::assertFalse($this->isMarked($this->web));
        self::assertFalse($this->verdicts->override($this->web->id, true));
        self::assertFalse($this->isMarked($this->web));
    }

    public function testAPassIsMarked(): void
    {
        $this->verdicts->begin($this->web);
        self::assertSame(Status::Begun, $this->verdicts->find($this->web->id)?->status);
        self::assertFalse($this->isMarked($this->web), 'a self-test that has begun proves nothing');
        $verdict = $this->verdicts->pass($this->web);
        self::assertTrue($this->isMarked($this->web));
        self::assertEquals($verdict, $this->verdicts->find($this->web->id));
        self::assertSame(['5.2.0', '8.3.0', '6.1.0'], [$verdict->matomo, $verdict->php, $verdict->version]);
    }

    public function testAFailureRemovesTheMark(): void
    {
        $this->verdicts->pass($this->web);
        $this->verdicts->fail($this->web, ['roles' => ['Bad']]);
        self::assertFalse($this->isMarked($this->web));
        self::assertSame(['roles' => ['Bad']], $this->verdicts->find($this->web->id)?->problems);
        $this->verdicts->pass($this->web);
        self::assertTrue($this->isMarked($this->web));
        self::assertSame([], $this->verdicts->find($this->web->id)?->problems);
    }

    public function testAPassHoldsUntilTheNextResult(): void
    {
        $this->verdicts->pass($this->web);
        $this->verdicts->begin($this->web);
        self::assertTrue($this->isMarked($this->web));
        self::assertSame(Status::Passed, $this->verdicts->find($this->web->id)?->status);
    }

    public function testTwoFingerprintsInTurnKeepTheirOwnVerdicts(): void
    {
        $console = self::fingerprint('8.2.0');
        $this->verdicts->begin($this->web);
        $this->verdicts->pass($this->web);
        for ($turn = 0; $turn < 3; $turn++) {
            $this->verdicts->begin($console);
            $this->verdicts->fail($console, ['roles' => ['Bad']]);
            self::assertTrue($this->isMarked($this->web));
            self::assertFalse($this->isMarked($console));
            $this->verdicts->begin($this->web);
            self::assertTrue($this->verdicts->find($this->web->id)?->clears());
            $this->verdicts->pass($this->web);
            self::assertFalse($this->verdicts->find($console->id)?->clears());
        }
    }

    public function testEachAttemptCounts(): void
    {
        for ($attempt = 1; $attempt <= 3; $attempt++) {
            $this->verdicts->begin($this->web);
            self::assertSame($attempt, $this->verdicts->fail($this->web, ['roles' => ['Bad']])->attempts);
        }
        // A process that dies leaves only its beginning.
        $this->verdicts->begin($this->web);
        $this->verdicts->begin($this->web);
        self::assertSame(5, $this->verdicts->find($this->web->id)?->attempts);
        self::assertSame(0, $this->verdicts->pass($this->web)->attempts);
        $this->verdicts->begin($this->web);
        self::assertSame(1, $this->verdicts->fail($this->web, ['roles' => ['Bad']])->attempts);
    }

    public function testAnOverrideLastsThroughFailuresUntilItEnds(): void
    {
        $console = self::fingerprint('8.2.0');
        $this->verdicts->fail($this->web, ['roles' => ['Bad']]);
        $this->verdicts->fail($console, ['roles' => ['Bad']]);
        self::assertTrue($this->verdicts->override($this->web->id, true));
        self::assertTrue($this->isMarked($this->web));
        self::assertFalse($this->isMarked($console), 'the override is for one fingerprint');
        $this->verdicts->begin($this->web);
        self::assertTrue($this->isMarked($this->web));
        self::assertTrue($this->verdicts->fail($this->web, ['roles' => ['Worse']])->clears());
        self::assertTrue($this->isMarked($this->web));
        self::assertTrue($this->verdicts->override($this->web->id, false));
        self::assertFalse($this->isMarked($this->web));
        self::assertSame(['roles' => ['Worse']], $this->verdicts->find($this->web->id)?->problems);
    }

    public function testAPassEndsAnOverride(): void
    {
        $this->verdicts->fail($this->web, ['roles' => ['Bad']]);
        $this->verdicts->override($this->web->id, true);
        $this->verdicts->pass($this->web);
        self::assertNull($this->verdicts->find($this->web->id)?->overriddenAt);
        $this->verdicts->override($this->web->id, false);
        self::assertTrue($this->isMarked($this->web), 'it has passed');
    }

    public function testALostMarkReturns(): void
    {
        $passed = $this->verdicts->pass($this->web);
        $this->table->remove(Verdicts::mark($this->web->id));
        $this->verdicts->affirm($passed);
        self::assertTrue($this->isMarked($this->web));
        $failed = $this->verdicts->fail($this->web, ['roles' => ['Bad']]);
        $this->verdicts->affirm($failed);
        self::assertFalse($this->isMarked($this->web));
    }

    public function testAnOverrideThatHasEndedDoesNotReturn(): void
    {
        $this->verdicts->fail($this->web, ['roles' => ['Bad']]);
        $this->verdicts->override($this->web->id, true);
        $read = $this->verdicts->find($this->web->id);
        self::assertTrue($read?->clears());
        $this->verdicts->override($this->web->id, false);
        $this->verdicts->affirm($read);
        self::assertFalse($this->isMarked($this->web));
    }

    public function testNothingIsStoredWithoutTheLease(): void
    {
        $lease = new Lease($this->connection, 60, 'self-test');
        $verdicts = new Verdicts($this->table, $this->clock, $lease);
        self::assertTrue($lease->take());
        $verdicts->begin($this->web);
        $passed = $verdicts->pass($this->web);
        $verdicts->affirm($passed);
        self::assertTrue($this->isMarked($this->web));
        $this->table->remove(Verdicts::mark($this->web->id));
        $before = $this->table->beginningWith('');
        $writes = [
            'begin' => fn () => $verdicts->begin(self::fingerprint('8.2.0')),
            'pass' => fn () => $verdicts->pass($this->web),
            'affirm' => fn () => $verdicts->affirm($passed),
            'fail' => fn () => $verdicts->fail($this->web, ['roles' => ['Bad']]),
            'override' => fn () => $verdicts->override($this->web->id, true),
        ];
        foreach ($writes as $name => $write) {
            self::assertTrue($lease->take() || $this->table->remove('self-test') && $lease->take());
            $this->table->set('self-test', '9999999999 another 1');
            try {
                $write();
                self::fail("$name needs the lease");
            } catch (MigrationBusy $busy) {
                self::assertStringNotContainsString('migration', $busy->getMessage());
            }
            $this->table->remove('self-test');
            self::assertSame(array_diff_key($before, ['self-test' => 0]), $this->table->beginningWith(''), $name);
        }
    }

    public function testAMarkIsTakenBackIfTheLeaseWasLostMeanwhile(): void
    {
        // Another process takes over between the two rows, and stores that the checks have failed.
        $watched = new WatchedConnection($this->connection);
        $lease = new Lease($this->connection, 60, 'self-test');
        $takeOver = function (): void {
            $this->table->set('self-test', '9999999999 another 1');
            $this->verdicts->fail($this->web, ['roles' => ['Bad']]);
        };
        $this->verdicts->begin($this->web);
        $watched->before('UPDATE', static fn () => $watched->before('INSERT INTO', $takeOver));
        self::assertTrue($lease->take());
        try {
            (new Verdicts(new MetaTable($watched), $this->clock, $lease))->pass($this->web);
            self::fail('The lease was lost');
        } catch (MigrationBusy) {
            self::assertFalse($this->isMarked($this->web));
        }
        self::assertSame(Status::Failed, $this->verdicts->find($this->web->id)?->status);
    }

    public function testTheMarkGoesBeforeTheVerdictChanges(): void
    {
        // Each of the two is stopped where it would store the verdict.
        $watched = new WatchedConnection($this->connection);
        $verdicts = new Verdicts(new MetaTable($watched), $this->clock);
        $changes = [
            'fail' => static fn (Fingerprint $web) => $verdicts->fail($web, ['roles' => ['Bad']]),
            'override' => static fn (Fingerprint $web) => $verdicts->override($web->id, false),
        ];
        foreach ($changes as $name => $change) {
            if ($name === 'fail') {
                $this->verdicts->pass($this->web);
            } else {
                $this->verdicts->fail($this->web, ['roles' => ['Bad']]);
                $this->verdicts->override($this->web->id, true);
            }
            self::assertTrue($this->isMarked($this->web));
            $watched->failing = 'INSERT INTO';
            try {
                $change($this->web);
                self::fail($name);
            } catch (StorageUnavailable) {
                self::assertFalse($this->isMarked($this->web), $name);
            }
        }
    }

    public function testADamagedVerdictIsReplaced(): void
    {
        $this->table->set('self-test-' . $this->web->id, '{"status":');
        self::assertNull($this->verdicts->find($this->web->id));
        self::assertSame([], $this->verdicts->all());
        $this->verdicts->begin($this->web);
        $this->verdicts->pass($this->web);
        self::assertCount(1, $this->verdicts->all());
    }

    public function testTheLatestTwentyFingerprintsAreKept(): void
    {
        for ($number = 0; $number < 23; $number++) {
            $this->clock->time++;
            $this->verdicts->pass(self::fingerprint("8.3.$number"));
        }
        $kept = array_map(static fn (Verdict $verdict): string => $verdict->php, $this->verdicts->all());
        self::assertCount(20, $kept);
        self::assertSame(['8.3.22', '8.3.3'], [$kept[0], $kept[19]]);
        self::assertFalse($this->isMarked(self::fingerprint('8.3.2')));
        self::assertTrue($this->isMarked(self::fingerprint('8.3.3')));
    }

    public function testTheLogGetsALineAMinute(): void
    {
        self::assertTrue($this->verdicts->mayLog());
        self::assertFalse($this->verdicts->mayLog());
        $this->clock->time += 59;
        self::assertFalse($this->verdicts->mayLog());
        $this->clock->time += 1;
        self::assertTrue($this->verdicts->mayLog());
        self::assertFalse($this->verdicts->mayLog());
        // A clock that was wrong does not silence the log.
        $this->clock->time -= 86400;
        self::assertTrue($this->verdicts->mayLog());
        self::assertSame([], $this->verdicts->all(), 'the note about the log is no verdict');
    }
}
