<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Documents;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The styles of the screens take every colour from the theme, so that they are right in a dark one. */
final class StylesTest extends TestCase
{
    private const PLUGIN = __DIR__ . '/../../..';

    /** Where a colour may stand: in a comment, or mixed with the theme's text or darkened below text. */
    private const MIXED = '~^@oauth2-\w+: \~"color-mix\(in srgb, #[0-9a-f]{6} 50%, @\{theme-color-text\}\)";$'
        . '|^@oauth2-button: \~"color-mix\(in srgb, @\{theme-color-brand\} \d\d%, #000\)";~';

    public function testNoRuleHasAColourOfItsOwn(): void
    {
        $fixed = [];
        foreach (explode("\n", (string) file_get_contents(self::PLUGIN . '/stylesheets/oauth2.less')) as $number => $line) {
            if (self::hasColor($line) && preg_match(self::MIXED, $line) !== 1) {
                $fixed[] = ($number + 1) . ': ' . trim($line);
            }
        }
        self::assertSame([], $fixed);
        self::assertSame(['.', '..', 'oauth2.less'], scandir(self::PLUGIN . '/stylesheets'));
    }

    #[DataProvider('lines')]
    public function testAColourIsFoundInEveryForm(string $line, bool $expected): void
    {
        self::assertSame($expected, self::hasColor($line));
    }

    /** @return iterable<array{string, bool}> */
    public static function lines(): iterable
    {
        foreach (['color: #fff;', 'background:#F7F7F7', 'border: 1px solid rgba(0, 0, 0, .2)', 'color: hsl(1 2% 3%)', 'fill: white;', 'color: darken(@theme-color-brand, 13%);', 'color: fade(@theme-color-text, 5%)'] as $line) {
            yield [$line, true];
        }
        foreach (['color: @theme-color-text;', 'white-space: pre;', '#container { color: inherit; }', '// white, #fff', 'background: none;', 'border-color: transparent'] as $line) {
            yield [$line, false];
        }
    }

    /** True for a colour that does not follow the theme, and for functions of Less, which cannot read all forms of the theme's. */
    private static function hasColor(string $line): bool
    {
        $code = (string) preg_replace('~(^|\s)//.*$~', '', $line);

        return preg_match('/:[^;{]*(#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\()/i', $code) === 1
            || preg_match('/\b(color|background|fill|border|outline|shadow)[\w-]*:[^;]*\b(white|black|gr[ae]y|silver)\b/i', $code) === 1
            || preg_match('/(?<![\w-])(darken|lighten|fade|fadein|fadeout|mix|saturate|desaturate|tint|shade|contrast)\(/', $code) === 1;
    }

    public function testNoTemplateOfTheScreensHasAStyleAttribute(): void
    {
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(self::PLUGIN . '/vue/src', \FilesystemIterator::SKIP_DOTS));
        foreach ($files as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            self::assertDoesNotMatchRegularExpression('/[ :]style=|<style/', (string) file_get_contents($file->getPathname()), $file->getFilename());
        }
    }
}
