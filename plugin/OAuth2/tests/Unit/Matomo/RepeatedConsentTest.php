<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\RepeatedConsent;

/** Which earlier consents of a session another one may repeat. */
final class RepeatedConsentTest extends TestCase
{
    public function testOnlyAFewMinutesAndOnlyTheSameAddress(): void
    {
        $allowed = RepeatedConsent::with([], 'first', '192.0.2.7', 1000);
        $allowed = RepeatedConsent::with($allowed, 'other', '192.0.2.8', 1100);
        $allowed = RepeatedConsent::with($allowed, 'second', '192.0.2.7', 1200);
        foreach ([
            [1200, '192.0.2.7', ['first', 'second']], [1299, '192.0.2.7', ['first', 'second']], [1300, '192.0.2.7', ['second']],
            [1499, '192.0.2.7', ['second']], [1500, '192.0.2.7', []], [1200, '192.0.2.8', ['other']], [1200, '192.0.2.9', []],
            // A clock that was set back.
            [999, '192.0.2.7', []],
        ] as [$now, $address, $expected]) {
            self::assertSame($expected, RepeatedConsent::recent($allowed, $address, $now), "$now $address");
        }
        self::assertSame([], RepeatedConsent::recent([], '192.0.2.7', 1200));
    }
}
