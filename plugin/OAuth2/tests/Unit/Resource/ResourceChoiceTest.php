<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Resource;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\ResourceChoice;

/** Choice of the resource by the parameter resource (RFC 8707 2). */
final class ResourceChoiceTest extends TestCase
{
    private const ORIGIN = 'https://a.example';
    private const PATH = 'https://a.example/mcp';
    private const QUERY = 'https://a.example/index.php?module=API&format=mcp';

    /** @param list<string> $asked */
    #[DataProvider('known')]
    public function testAKnownResourceIsNormalisedToTheConfiguredOne(array $asked, string $expected): void
    {
        self::assertSame($expected, ResourceChoice::of($asked, [self::ORIGIN, self::PATH, self::QUERY]));
    }

    /** @return iterable<string, array{list<string>, string}> */
    public static function known(): iterable
    {
        yield 'none' => [[], self::ORIGIN];
        yield 'the origin' => [[self::ORIGIN], self::ORIGIN];
        yield 'a slash after the origin' => [[self::ORIGIN . '/'], self::ORIGIN];
        yield 'the same in two spellings' => [[self::ORIGIN . '/', self::ORIGIN], self::ORIGIN];
        yield 'capitals in scheme and host' => [['HTTPS://A.Example/mcp'], self::PATH];
        yield 'with a query' => [[self::QUERY], self::QUERY];
    }

    /** @param list<string> $asked */
    #[DataProvider('unknown')]
    public function testAnythingElseIsInvalidTarget(array $asked): void
    {
        try {
            ResourceChoice::of($asked, [self::ORIGIN, self::PATH, self::QUERY]);
            self::fail('accepted');
        } catch (OAuthError $error) {
            self::assertSame('invalid_target', $error->error);
        }
    }

    /** @return iterable<string, array{list<string>}> */
    public static function unknown(): iterable
    {
        yield 'another host' => [['https://b.example']];
        yield 'another scheme' => [['http://a.example']];
        yield 'a fragment' => [[self::ORIGIN . '#x']];
        yield 'two slashes' => [[self::ORIGIN . '//']];
        yield 'a slash after a path' => [[self::PATH . '/']];
        yield 'capitals in the path' => [['https://a.example/MCP']];
        yield 'a query more' => [[self::ORIGIN . '?x']];
        yield 'another query' => [[self::QUERY . '&x=1']];
        yield 'no URL' => [['a.example']];
        yield 'two known ones' => [[self::ORIGIN, self::PATH]];
        yield 'a known and an unknown one' => [[self::ORIGIN, 'https://b.example']];
    }

    public function testADescriptionNamesTheParameterButNoValue(): void
    {
        $texts = [];
        foreach ([['https://b.example'], [self::ORIGIN, self::PATH]] as $asked) {
            try {
                ResourceChoice::of($asked, [self::ORIGIN, self::PATH]);
            } catch (OAuthError $error) {
                $texts[] = $error->description;
            }
        }
        self::assertSame([
            'Unknown resource. See the protected resource metadata (RFC 9728)',
            'Parameter resource names several resources. Request one token for each',
        ], $texts);
    }

    public function testTheGrantedResourceIsTheDefault(): void
    {
        self::assertSame(self::PATH, ResourceChoice::of([], [self::ORIGIN, self::PATH], self::PATH));
    }
}
