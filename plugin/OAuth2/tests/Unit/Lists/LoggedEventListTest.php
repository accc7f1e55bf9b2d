<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Lists;

use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Client\LoggedEvent;

/** Each event of a client's log exists, and has a title. */
final class LoggedEventListTest extends ListTestCase
{
    public function testEachHasATitleInEveryLanguage(): void
    {
        self::assertSame([], self::withoutText(array_map(TextKeys::event(...), LoggedEvent::cases())));
    }

    public function testEachIsAnEventOfTheServer(): void
    {
        foreach (LoggedEvent::cases() as $event) {
            self::assertFound('/`OAuth2\.' . preg_quote($event->value, '/') . '`/', self::read('docs/events.md'), $event->value);
        }
    }

    public function testTheLogHasEveryEventOfAClientButItsDeletion(): void
    {
        preg_match_all('/`OAuth2\.(client\.[a-z_]+)`/', self::read('docs/events.md'), $documented);
        $logged = array_filter(
            array_column(LoggedEvent::cases(), 'value'),
            static fn (string $name): bool => str_starts_with($name, 'client.'),
        );
        self::assertEqualsCanonicalizing(array_values(array_diff(array_unique($documented[1]), ['client.deleted'])), array_values($logged));
    }
}
