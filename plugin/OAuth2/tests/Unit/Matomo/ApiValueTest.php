<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\TestWith;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\ApiValue;

final class ApiValueTest extends TestCase
{
    #[TestWith(['1', true])]
    #[TestWith(['true', true])]
    #[TestWith(['TRUE', true])]
    #[TestWith([' 1 ', true])]
    #[TestWith([1, true])]
    #[TestWith([true, true])]
    #[TestWith(['0', false])]
    #[TestWith(['False', false])]
    #[TestWith(["0\n", false])]
    #[TestWith([0, false])]
    #[TestWith([false, false])]
    #[TestWith(['', null])]
    #[TestWith([' ', null])]
    #[TestWith([null, null])]
    public function testFlag(mixed $value, ?bool $expected): void
    {
        self::assertSame($expected, ApiValue::flag('active', $value));
    }

    #[TestWith(['no'])]
    #[TestWith(['2'])]
    #[TestWith(['01'])]
    #[TestWith(['1.0'])]
    #[TestWith([2])]
    #[TestWith([-1])]
    #[TestWith([1.0])]
    #[TestWith([['1']])]
    #[TestWith([[]])]
    public function testAnythingElseIsRefused(mixed $value): void
    {
        $this->expectException(\InvalidArgumentException::class);
        $this->expectExceptionMessage('active is 1 or 0');
        ApiValue::flag('active', $value);
    }
}
