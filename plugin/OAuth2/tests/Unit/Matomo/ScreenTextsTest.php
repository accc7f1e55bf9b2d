<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\ScreenTexts;

/** Matomo must send every text of the screens to the browser, which would otherwise show the key. */
final class ScreenTextsTest extends TestCase
{
    private const PLUGIN = __DIR__ . '/../../..';

    public function testExactlyTheScreensTextsAreSent(): void
    {
        $named = [];
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(self::PLUGIN . '/vue/src'));
        foreach ($files as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            if ($file->isFile()) {
                preg_match_all("/'((?:OAuth2|General|[A-Z]\w+)_[A-Z]\w*)'/", (string) file_get_contents((string) $file), $found);
                array_push($named, ...$found[1]);
            }
        }
        $named = array_values(array_unique($named));
        sort($named);
        self::assertGreaterThan(100, \count($named));
        self::assertSame($named, ScreenTexts::KEYS);
    }

    public function testEnglishHasAllTexts(): void
    {
        $texts = json_decode((string) file_get_contents(self::PLUGIN . '/texts/en.json'), true, 8, JSON_THROW_ON_ERROR);
        self::assertIsArray($texts);
        $own = array_filter(ScreenTexts::KEYS, static fn (string $key): bool => str_starts_with($key, 'OAuth2_'));
        $missing = array_diff($own, array_map(static fn (string $key): string => "OAuth2_$key", array_keys((array) $texts['OAuth2'])));
        self::assertSame([], array_values($missing));
    }
}
