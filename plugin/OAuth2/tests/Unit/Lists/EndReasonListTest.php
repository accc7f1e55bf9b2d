<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Lists;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\EndReason;

/** Each reason of an end has its texts, documents and tests. */
final class EndReasonListTest extends ListTestCase
{
    #[DataProvider('reasons')]
    public function testItHasATextInEveryLanguage(EndReason $reason): void
    {
        self::assertSame([], self::withoutText([TextKeys::endReason($reason)]));
    }

    #[DataProvider('reasons')]
    public function testTheDocumentsNameIt(EndReason $reason): void
    {
        self::assertFound("~^\| `$reason->value` \| \w~m", self::read('docs/events.md'), 'docs/events.md: a row');
    }

    #[DataProvider('reasons')]
    public function testItIsTested(EndReason $reason): void
    {
        self::assertFound("/'$reason->value'|\bEndReason::$reason->name\b/", self::tests(), 'No unit test names it');
    }

    /** @return iterable<string, array{EndReason}> */
    public static function reasons(): iterable
    {
        foreach (EndReason::cases() as $reason) {
            yield $reason->name => [$reason];
        }
    }
}
