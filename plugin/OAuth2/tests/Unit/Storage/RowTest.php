<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Storage\Row;

final class RowTest extends TestCase
{
    public function testNumbersAreReadFromEachDriversType(): void
    {
        $row = new Row(['int' => 7, 'text' => '7', 'null' => null, 'p_text' => 'x']);

        self::assertSame([7, 7, 0], [$row->int('int'), $row->int('text'), $row->int('null')]);
        self::assertSame([7, null], [$row->nullableInt('text'), $row->nullableInt('null')]);
        self::assertSame(['7', '', null], [$row->string('int'), $row->string('null'), $row->nullableString('null')]);
        self::assertTrue($row->bool('text'));
        self::assertFalse($row->bool('null'));
        self::assertSame('x', (new Row(['p_text' => 'x'], 'p_'))->string('text'));
    }

    public function testTimesAreUtcInEveryTimeZoneOfPhp(): void
    {
        $zone = date_default_timezone_get();
        date_default_timezone_set('America/New_York');
        try {
            self::assertSame('2027-01-15 08:00:00', Row::datetime(1_800_000_000));
            self::assertSame(1_800_000_000, (new Row(['t' => '2027-01-15 08:00:00']))->time('t'));
            self::assertSame(1_800_000_000, (new Row(['t' => '2027-01-15 08:00:00.000']))->time('t'));
        } finally {
            date_default_timezone_set($zone);
        }
        self::assertNull((new Row(['t' => null]))->nullableTime('t'));
        self::assertNull((new Row(['t' => 'yesterday']))->nullableTime('t'));
    }

    /** @return iterable<string, array{string, list<string>}> */
    public static function lists(): iterable
    {
        yield 'a list' => ['["a","b"]', ['a', 'b']];
        yield 'empty' => ['[]', []];
        yield 'nothing' => ['', []];
        yield 'null' => ['null', []];
        yield 'a string' => ['"a"', []];
        yield 'an object' => ['{"x":"a","y":"b"}', ['a', 'b']];
        yield 'other values in it' => ['["a",1,null,["b"],"c"]', ['a', 'c']];
        yield 'not JSON' => ['a:1:{i:0;s:1:"a";}', []];
        yield 'too deep' => [str_repeat('[', 9) . str_repeat(']', 9), []];
    }

    /** @param list<string> $expected */
    #[DataProvider('lists')]
    public function testAListOfStringsIsReadFromJson(string $json, array $expected): void
    {
        self::assertSame($expected, (new Row(['list' => $json]))->strings('list'));
    }

    public function testJsonIsWrittenReadably(): void
    {
        self::assertSame('["https://ä.example/"]', Row::json(['https://ä.example/']));
        $this->expectException(\JsonException::class);
        Row::json(["\xFF"]);
    }
}
