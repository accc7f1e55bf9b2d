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

    public function testAChoiceIsOneOfItsValues(): void
    {
        self::assertSame('desc', ApiValue::choice('order', 'desc', ['asc', 'desc']));
        foreach (['', 'DESC', 'desc ', '0', 'desc; DROP TABLE x'] as $value) {
            try {
                ApiValue::choice('order', $value, ['asc', 'desc']);
                self::fail("accepted: $value");
            } catch (\InvalidArgumentException $refusal) {
                self::assertSame('order is one of: asc, desc', $refusal->getMessage());
            }
        }
    }

    public function testANumberIsWithinItsRange(): void
    {
        self::assertSame([1, 100, 0], [
            ApiValue::number('limit', 1, 1, 100), ApiValue::number('limit', 100, 1, 100), ApiValue::number('offset', 0, 0),
        ]);
        foreach ([[0, 1, 100, 'limit is a number from 1 to 100'], [101, 1, 100, 'limit is a number from 1 to 100'], [-1, 0, PHP_INT_MAX, 'limit is a number from 0']] as [$value, $from, $to, $text]) {
            try {
                ApiValue::number('limit', $value, $from, $to);
                self::fail("accepted: $value");
            } catch (\InvalidArgumentException $refusal) {
                self::assertSame($text, $refusal->getMessage());
            }
        }
    }
}
