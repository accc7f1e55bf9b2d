<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Documents;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** Links, pictures, scripts and suites that the documents name exist. */
final class LinksTest extends TestCase
{
    #[DataProvider('documents')]
    public function testLinksAndPicturesExist(string $file): void
    {
        $text = self::withoutCode((string) file_get_contents(self::top() . '/' . $file));
        preg_match_all('/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/', $text, $found);
        $dead = [];
        foreach (array_filter([...$found[1], ...$found[2]], static fn (string $link): bool => $link !== '') as $link) {
            if (preg_match('~^(https?:|mailto:)~', $link) === 1) {
                continue;
            }
            [$path, $anchor] = explode('#', $link . '#', 3);
            $target = $path === '' ? $file : self::resolve(\dirname($file), $path);
            if (!file_exists(self::top() . '/' . $target)) {
                $dead[] = $link;
            } elseif ($anchor !== '' && !\in_array($anchor, self::anchors($target), true)) {
                $dead[] = $link . ' (no such heading)';
            }
        }

        self::assertSame([], $dead, $file);
    }

    #[DataProvider('documents')]
    public function testNamedScriptsExist(string $file): void
    {
        $text = (string) file_get_contents(self::top() . '/' . $file);
        preg_match_all('~(?<![\w/.-])(?:script|tools)/[\w./-]*\w~', $text, $found);
        $missing = array_filter(
            array_unique($found[0]),
            static fn (string $name): bool => !file_exists(self::top() . '/' . $name)
                && !str_starts_with($name, 'script/test.d/NN'),
        );

        self::assertSame([], array_values($missing), $file);
    }

    /** @return iterable<string, array{string}> */
    public static function documents(): iterable
    {
        foreach (['', 'docs/', 'host/', 'plugin/OAuth2/', 'plugin/OAuth2/docs/'] as $folder) {
            $paths = glob(self::top() . '/' . $folder . '*.md');
            foreach ($paths === false ? [] : $paths as $path) {
                $file = substr($path, \strlen(self::top()) + 1);
                yield $file => [$file];
            }
        }
    }

    private static function top(): string
    {
        return \dirname(__DIR__, 5);
    }

    private static function resolve(string $folder, string $path): string
    {
        $parts = [];
        foreach (explode('/', ($folder === '.' ? '' : $folder . '/') . $path) as $part) {
            match ($part) {
                '', '.' => null,
                '..' => array_pop($parts),
                default => $parts[] = $part,
            };
        }

        return implode('/', $parts);
    }

    /** @return list<string> the anchors that common renderers make from headings */
    private static function anchors(string $file): array
    {
        preg_match_all('/^#+ (.+)$/m', self::withoutCode((string) file_get_contents(self::top() . '/' . $file)), $found);

        return array_map(
            static fn (string $heading): string => strtr(
                (string) preg_replace('/[^\p{L}\p{N} _-]/u', '', mb_strtolower(strip_tags($heading))),
                ' ',
                '-',
            ),
            $found[1],
        );
    }

    private static function withoutCode(string $text): string
    {
        return (string) preg_replace('/^(\s*)```.*?^\1```$/ms', '', $text);
    }
}
