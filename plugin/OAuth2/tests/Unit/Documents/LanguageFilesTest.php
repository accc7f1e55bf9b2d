<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Documents;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** texts/en.json has exactly the keys that the sources use; the other languages translate all of them. */
final class LanguageFilesTest extends TestCase
{
    private const LANGUAGES = ['de', 'en', 'es', 'fr', 'ja', 'pt-br', 'zh-cn'];

    /** Characters that identify a text of the language. */
    private const WRITTEN_WITH = [
        'ja' => '/[\p{Hiragana}\p{Katakana}\p{Han}]/u',
        'zh-cn' => '/\p{Han}/u',
    ];

    /** Endings that the sources append to a name. */
    private const ENDINGS = ['', 'Help', 'Meaning', 'Title'];

    public function testAllLanguagesExist(): void
    {
        $files = glob(self::plugin() . '/texts/*.json');
        $found = array_map(static fn (string $path): string => basename($path, '.json'), $files === false ? [] : $files);
        sort($found);

        self::assertSame(self::LANGUAGES, $found);
    }

    #[DataProvider('languages')]
    public function testTheKeysAreTheEnglishOnes(string $language): void
    {
        self::assertSame(array_keys(self::texts('en')), array_keys(self::texts($language)));
    }

    #[DataProvider('languages')]
    public function testPlaceholdersTagsAndNamesAreKept(string $language): void
    {
        $different = [];
        $texts = self::texts($language);
        foreach (self::texts('en') as $key => $english) {
            foreach (
                [
                    'placeholders' => '/%(?:\d\$)?[a-z]/',
                    'tags' => '/<[^>]*>/',
                    'names' => '~OAuth2(?!_)|OAuth[ -]2\.0|PKCE|RS256|\.htaccess|config\.ini\.php|plugins/\S+[a-z]|https?://[A-Za-z0-9.:[\]-]*[A-Za-z0-9\]]|\b[a-z]+_[a-z]+\b|error="\w+"|\b401\b|\b86400\b~',
                ] as $what => $pattern
            ) {
                $expected = self::all($pattern, $english);
                $given = self::all($pattern, $texts[$key] ?? '');
                // Grammar may repeat a name; placeholders and tags must be the same.
                if ($what === 'names' ? array_diff($expected, $given) !== [] : $expected !== $given) {
                    $different[] = "$key: $what";
                }
            }
        }

        self::assertSame([], $different);
    }

    #[DataProvider('languages')]
    public function testEveryTextIsInItsLanguage(string $language): void
    {
        $wrong = [];
        $english = self::texts('en');
        foreach (self::texts($language) as $key => $text) {
            $words = preg_match_all('/\pL{2,}/u', $english[$key] ?? '');
            if (
                trim($text) !== $text || $text === ''
                || preg_match('/[\x00-\x1f]|\bTODO\b/', $text) === 1
                // A short text may be the same word in both languages, a sentence may not.
                || ($language !== 'en' && $words > 3 && $text === $english[$key])
                || ($words > 3 && isset(self::WRITTEN_WITH[$language]) && preg_match(self::WRITTEN_WITH[$language], $text) !== 1)
            ) {
                $wrong[] = $key;
            }
        }

        self::assertSame([], $wrong);
    }

    public function testEveryKeyOfTheSourcesExists(): void
    {
        $missing = [];
        $texts = self::texts('en');
        foreach (self::sources() as $file => $source) {
            preg_match_all('/\bOAuth2_([A-Z]\w*)(\'\s*[.~]\s)?/', $source, $found, PREG_SET_ORDER);
            foreach ($found as $match) {
                if (!isset($match[2]) && !isset($texts[$match[1]])) {
                    $missing[] = "$match[1] in $file";
                }
            }
        }

        self::assertSame([], $missing);
    }

    public function testEveryKeyIsUsed(): void
    {
        $sources = implode("\n", self::sources());
        preg_match_all('/\bOAuth2_([A-Z]\w*)(?!\w|\'\s*[.~]\s)/', $sources, $whole);
        preg_match_all('/\bOAuth2_([A-Z]\w*)\'\s*[.~]\s/', $sources, $beginnings);
        preg_match_all('/\'([A-Z]\w*)\'|\bcase (\w+)\b/', $sources, $names);
        $named = array_flip([...$names[1], ...$names[2]]);
        $unused = array_filter(
            array_keys(array_diff_key(self::texts('en'), array_flip($whole[1]))),
            static function (string $key) use ($beginnings, $named): bool {
                foreach (['', ...$beginnings[1]] as $beginning) {
                    foreach (self::ENDINGS as $ending) {
                        if (
                            str_starts_with($key, $beginning) && str_ends_with($key, $ending)
                            && isset($named[substr($key, \strlen($beginning), \strlen($key) - \strlen($beginning) - \strlen($ending))])
                        ) {
                            return false;
                        }
                    }
                }

                return true;
            },
        );

        self::assertSame([], array_values($unused));
    }

    /** @return iterable<string, array{string}> */
    public static function languages(): iterable
    {
        foreach (self::LANGUAGES as $language) {
            yield $language => [$language];
        }
    }

    /** @return array<string, string> */
    private static function texts(string $language): array
    {
        $file = (string) file_get_contents(self::plugin() . "/texts/$language.json");
        $json = json_decode($file, true, 4, JSON_THROW_ON_ERROR);
        self::assertIsArray($json);
        self::assertSame(['OAuth2'], array_keys($json));
        self::assertIsArray($json['OAuth2']);
        $texts = [];
        foreach ($json['OAuth2'] as $key => $text) {
            self::assertIsString($text);
            $texts[(string) $key] = $text;
        }
        // Decoding drops a duplicate key silently.
        self::assertSame(\count($texts), preg_match_all('/^        "\w+": "/m', $file), "$language.json");

        return $texts;
    }

    /** @return array<string, string> the sources that show texts, by file name */
    private static function sources(): array
    {
        $sources = [];
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(self::plugin(), \FilesystemIterator::SKIP_DOTS));
        foreach ($files as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            $name = substr($file->getPathname(), \strlen(self::plugin()) + 1);
            if (
                preg_match('/\.(php|twig|vue|ts)$/', $name) === 1
                && preg_match('~^(tests|vue/dist|vue/node_modules)/~', $name) !== 1
            ) {
                $sources[$name] = (string) file_get_contents($file->getPathname());
            }
        }
        self::assertGreaterThan(50, \count($sources));

        return $sources;
    }

    /** @return list<string> sorted */
    private static function all(string $pattern, string $text): array
    {
        preg_match_all($pattern, $text, $found);
        sort($found[0]);

        // German hyphenates the name.
        return str_replace('OAuth-2.0', 'OAuth 2.0', $found[0]);
    }

    private static function plugin(): string
    {
        return \dirname(__DIR__, 3);
    }
}
