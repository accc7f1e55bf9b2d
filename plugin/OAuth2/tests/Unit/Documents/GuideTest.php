<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Documents;

use PHPUnit\Framework\Attributes\TestWith;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Web\Guide;

/** The screens link to guides that exist, and the page delivers nothing else. */
final class GuideTest extends TestCase
{
    #[TestWith(['client-credentials'])]
    #[TestWith(['authorization-code'])]
    #[TestWith(['mcp'])]
    public function testAGuideIsText(string $name): void
    {
        $response = Guide::answer($name);
        self::assertSame([200, 'text/plain; charset=utf-8', 'nosniff'], [
            $response->status, $response->headers['Content-Type'], $response->headers['X-Content-Type-Options'],
        ]);
        self::assertStringStartsWith('# ', $response->body);
    }

    #[TestWith([''])]
    #[TestWith(['nothing'])]
    #[TestWith(['../README'])]
    #[TestWith(['../lang/en'])]
    #[TestWith(['index.md'])]
    #[TestWith(["index\0"])]
    #[TestWith(["index\n"])]
    #[TestWith(['INDEX'])]
    #[TestWith(['-'])]
    public function testNothingElseIsDelivered(string $name): void
    {
        $response = Guide::answer($name);
        self::assertSame([404, 'There is no such guide.'], [$response->status, $response->body]);
    }

    public function testEveryGuideThatAScreenNamesExists(): void
    {
        $examples = (string) file_get_contents(__DIR__ . '/../../../vue/src/ClientSecret/examples.ts');
        self::assertGreaterThan(0, preg_match_all("/guide: '([^']+)'/", $examples, $found));
        foreach ($found[1] as $name) {
            self::assertSame(200, Guide::answer($name)->status, $name);
        }
    }
}
