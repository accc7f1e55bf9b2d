<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Web;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Web\ThemeColor;

final class ThemeColorTest extends TestCase
{
    #[DataProvider('colors')]
    public function testOnlyAPlainColorReachesThePage(mixed $color, string $expected): void
    {
        self::assertSame($expected, ThemeColor::of($color));
    }

    /** @return iterable<array{mixed, string}> */
    public static function colors(): iterable
    {
        yield ['#3450A3', '#3450A3'];
        yield ['#fff', '#fff'];
        yield [['#3450A3', '#2b3138'], '#3450A3'];
        foreach ([null, '', 'red', 'var(--x)', "#fff\n", '#fff;}</style>', 'light-dark(#fff, #000)', [], [['#fff']], 5] as $other) {
            yield [$other, ''];
        }
    }
}
