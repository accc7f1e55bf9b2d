<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Lists;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\GrantType;

/** Each grant type has its texts, documents and tests. */
final class GrantListTest extends ListTestCase
{
    #[DataProvider('grantTypes')]
    public function testItHasItsTextsInEveryLanguage(GrantType $type): void
    {
        $switch = TextKeys::grantSwitch($type);
        self::assertSame([], self::withoutText([
            TextKeys::grant($type), TextKeys::grantMeaning($type), $switch, TextKeys::help($switch),
        ]));
    }

    #[DataProvider('grantTypes')]
    public function testTheDocumentsNameIt(GrantType $type): void
    {
        $title = preg_quote(self::english(TextKeys::grant($type)), '~');
        $overview = self::read('docs/index.md');
        self::assertFound("~^- \*\*$title\b.*\*\*: ~m", $overview, 'docs/index.md: its purpose');
        self::assertFound("~^\| Grant types \|.*\b$title\b~m", $overview, 'docs/index.md: the form');
        self::assertFound("~--grant-type=$type->value\\b~", self::read('docs/console.md'), 'docs/console.md: an example');
    }

    #[DataProvider('grantTypes')]
    public function testItIsTested(GrantType $type): void
    {
        self::assertFileExists(self::PLUGIN . "/tests/Unit/Grant/{$type->name}GrantTest.php");
    }

    /** @return iterable<string, array{GrantType}> */
    public static function grantTypes(): iterable
    {
        foreach (GrantType::cases() as $type) {
            yield $type->name => [$type];
        }
    }
}
