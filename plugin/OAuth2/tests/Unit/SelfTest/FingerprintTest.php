<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\SelfTest;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\SelfTest\Fingerprint;

final class FingerprintTest extends TestCase
{
    private const PLUGINS = ['Login' => '5.2.0', 'OAuth2' => '6.1.0', 'Goals' => '5.2.0'];

    public function testTheSameCodeHasTheSameId(): void
    {
        $id = (new Fingerprint('5.2.0', '8.2.1', self::PLUGINS))->id;
        self::assertMatchesRegularExpression('/^[A-Za-z0-9_-]{16}$/D', $id);
        self::assertSame($id, (new Fingerprint('5.2.0', '8.2.1', self::PLUGINS))->id);
    }

    /** @param array<string, string> $plugins */
    #[DataProvider('otherCode')]
    public function testAnyChangeMakesAnotherId(string $matomo, string $php, array $plugins): void
    {
        self::assertNotSame(
            (new Fingerprint('5.2.0', '8.2.1', self::PLUGINS))->id,
            (new Fingerprint($matomo, $php, $plugins))->id,
        );
    }

    /** @return iterable<string, array{string, string, array<string, string>}> */
    public static function otherCode(): iterable
    {
        yield 'Matomo' => ['5.2.1', '8.2.1', self::PLUGINS];
        yield 'PHP' => ['5.2.0', '8.2.2', self::PLUGINS];
        yield 'this plugin' => ['5.2.0', '8.2.1', ['OAuth2' => '6.1.1'] + self::PLUGINS];
        yield 'another plugin' => ['5.2.0', '8.2.1', ['Goals' => '5.2.1'] + self::PLUGINS];
        yield 'one more' => ['5.2.0', '8.2.1', self::PLUGINS + ['Funnels' => '5.0.0']];
        yield 'one less' => ['5.2.0', '8.2.1', array_diff_key(self::PLUGINS, ['Goals' => ''])];
        yield 'the order, in which listeners run' => ['5.2.0', '8.2.1', array_reverse(self::PLUGINS, true)];
        yield 'values that only join alike' => ['5.2.0', '8.2.1', ['Login' => '5.2.0OAuth2', '' => '6.1.0', 'Goals' => '5.2.0']];
    }

    public function testTheVersionOfThisPlugin(): void
    {
        self::assertSame('6.1.0', (new Fingerprint('5.2.0', '8.2.1', self::PLUGINS))->version());
        self::assertSame('', (new Fingerprint('5.2.0', '8.2.1', []))->version());
    }
}
