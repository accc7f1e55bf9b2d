<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Lists;

use PHPUnit\Framework\TestCase;

/** Checks that each member of a list has texts in every language, a line in the documents, and a test. */
abstract class ListTestCase extends TestCase
{
    protected const PLUGIN = __DIR__ . '/../../..';

    protected static function read(string $path): string
    {
        $text = file_get_contents(self::PLUGIN . '/' . $path);
        self::assertIsString($text, $path);

        return $text;
    }

    /**
     * Describes each missing or empty text of the keys in any language.
     *
     * @param list<string> $keys
     * @return list<string>
     */
    protected static function withoutText(array $keys): array
    {
        $wrong = [];
        $files = glob(self::PLUGIN . '/texts/*.json');
        self::assertIsArray($files);
        self::assertCount(7, $files);
        foreach ($files as $file) {
            $texts = json_decode((string) file_get_contents($file), true, 4, JSON_THROW_ON_ERROR);
            self::assertIsArray($texts);
            self::assertIsArray($texts['OAuth2']);
            foreach ($keys as $key) {
                self::assertStringStartsWith('OAuth2_', $key);
                if (($texts['OAuth2'][substr($key, 7)] ?? '') === '') {
                    $wrong[] = basename($file) . " has no text $key";
                }
            }
        }

        return $wrong;
    }

    /** The English text of a key. */
    protected static function english(string $key): string
    {
        $texts = json_decode(self::read('texts/en.json'), true, 4, JSON_THROW_ON_ERROR);
        self::assertIsArray($texts);
        self::assertIsArray($texts['OAuth2']);
        $text = $texts['OAuth2'][substr($key, 7)] ?? null;
        self::assertIsString($text, "texts/en.json has no text $key");

        return $text;
    }

    /** Fails with the missing item as message instead of the searched text. */
    protected static function assertFound(string $pattern, string $text, string $missing): void
    {
        self::assertSame(1, preg_match($pattern, $text), $missing);
    }

    /** The sources of all unit tests except those of the lists, which name every member. */
    protected static function tests(): string
    {
        static $tests = null;
        if ($tests === null) {
            $tests = implode("\n", self::sources(self::PLUGIN . '/tests/Unit', '~^Lists/~'));
        }
        self::assertIsString($tests);

        return $tests;
    }

    /**
     * @param string $except a pattern of paths, relative to the folder
     * @return array<string, string> sources of PHP by path, relative to the folder
     */
    protected static function sources(string $folder, string $except): array
    {
        $sources = [];
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS));
        foreach ($files as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            $path = substr($file->getPathname(), \strlen($folder) + 1);
            if ($file->getExtension() === 'php' && preg_match($except, $path) !== 1) {
                $sources[$path] = (string) file_get_contents($file->getPathname());
            }
        }
        self::assertGreaterThan(10, \count($sources));

        return $sources;
    }
}
