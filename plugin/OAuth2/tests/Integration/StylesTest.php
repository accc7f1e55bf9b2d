<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use PHPUnit\Framework\TestCase;
use Piwik\Plugin\ThemeStyles;

/**
 * The style sheet with the theme's colours as this Matomo and newer ones write them. If it did not compile, none of Matomo's
 * pages would have styles.
 *
 * @group OAuth2
 * @group OAuth2Styles
 * @group Plugins
 */
class StylesTest extends TestCase
{
    private const STYLES = __DIR__ . '/../../stylesheets/oauth2.less';

    /** @dataProvider values */
    public function testItCompilesWhateverFormTheColoursHave(string $value): void
    {
        $styles = (string) file_get_contents(self::STYLES);
        preg_match_all('/@\{?(theme-[\w-]+)/', $styles, $names);
        $theme = implode('', array_map(static fn (string $name): string => "@$name: $value;\n", array_unique($names[1])));
        $css = (new \lessc())->compile($theme . $styles);

        self::assertStringContainsString('.oauth2 .oauth2-state', $css);
        self::assertStringNotContainsString('@theme', $css);
    }

    /** @return iterable<string, array{string}> */
    public static function values(): iterable
    {
        yield 'a color' => ['#123456'];
        yield 'a pair' => ['light-dark(#fff, #222)'];
        yield 'a custom property' => ['var(--theme-color)'];
    }

    public function testThisMatomoHasTheColoursThatItUses(): void
    {
        preg_match_all('/@\{?(theme-[\w-]+)/', (string) file_get_contents(self::STYLES), $names);
        $theme = ThemeStyles::get()->toLessCode();
        foreach (array_unique($names[1]) as $name) {
            self::assertStringContainsString("@$name:", $theme);
        }
    }
}
