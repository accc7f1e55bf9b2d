<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\SelfTest;

use PHPUnit\Framework\Attributes\TestWith;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\SelfTest\Status;
use Piwik\Plugins\OAuth2\SelfTest\Verdict;

final class VerdictTest extends TestCase
{
    private const NOW = 1800000000;

    /** @param array<string, list<string>> $problems */
    private static function verdict(Status $status, int $attempts = 0, array $problems = [], ?int $overriddenAt = null): Verdict
    {
        return new Verdict('an-id', '5.2.0', '8.2.1', '6.1.0', $status, self::NOW, $attempts, $problems, $overriddenAt);
    }

    public function testAVerdictIsReadAsItWasWritten(): void
    {
        $verdict = self::verdict(Status::Failed, 3, ['roles' => ['One "thing"', 'Ünother'], '' => ['x']], 7);
        self::assertEquals($verdict, Verdict::fromJson('an-id', $verdict->toJson()));
    }

    #[TestWith([''])]
    #[TestWith(['passed'])]
    #[TestWith(['"passed"'])]
    #[TestWith(['null'])]
    #[TestWith(['{}'])]
    #[TestWith(['{"status":true}'])]
    #[TestWith(['{"status":["passed"]}'])]
    #[TestWith(['{"status":"perfect"}'])]
    #[TestWith(['{"status":"passed"'])]
    public function testADamagedVerdictIsNone(string $json): void
    {
        self::assertNull(Verdict::fromJson('an-id', $json));
    }

    public function testDamagedMembersGiveNoClearance(): void
    {
        $verdict = Verdict::fromJson('an-id', '{"status":"failed","at":"x","attempts":null,"problems":{"a":"b","c":[1,"d"]},"overriddenAt":"yes"}');
        self::assertNotNull($verdict);
        self::assertFalse($verdict->clears());
        self::assertSame(['a' => [], 'c' => ['d']], $verdict->problems);
        self::assertSame([0, 0], [$verdict->at, $verdict->attempts]);
    }

    public function testOnlyAPassOrAnOverrideClears(): void
    {
        self::assertTrue(self::verdict(Status::Passed)->clears());
        self::assertFalse(self::verdict(Status::Failed)->clears());
        self::assertFalse(self::verdict(Status::Begun)->clears());
        self::assertTrue(self::verdict(Status::Failed, overriddenAt: 1)->clears());
        self::assertTrue(self::verdict(Status::Begun, overriddenAt: 1)->clears());
    }

    #[TestWith([0, 60])]
    #[TestWith([1, 60])]
    #[TestWith([2, 120])]
    #[TestWith([3, 240])]
    #[TestWith([6, 1920])]
    #[TestWith([7, 3600])]
    #[TestWith([1000, 3600])]
    public function testFailuresBackOff(int $attempts, int $pause): void
    {
        self::assertSame(self::NOW + $pause, self::verdict(Status::Failed, $attempts)->nextAttempt());
    }

    public function testADeadProcessDoesNotRunForEver(): void
    {
        self::assertTrue(self::verdict(Status::Begun)->isRunning(self::NOW + 59));
        self::assertFalse(self::verdict(Status::Begun)->isRunning(self::NOW + 60));
        self::assertFalse(self::verdict(Status::Failed)->isRunning(self::NOW));
        self::assertSame('the process ended during the self-test', self::verdict(Status::Begun)->summary());
    }

    public function testTheSummaryNamesEachProblem(): void
    {
        $verdict = self::verdict(Status::Failed, 1, ['roles' => ['One', 'Two'], '' => ['Three']]);
        self::assertSame('roles: One; roles: Two; Three', $verdict->summary());
    }
}
