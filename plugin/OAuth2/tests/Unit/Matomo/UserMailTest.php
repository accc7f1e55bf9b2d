<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\TestWith;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\UserMail;

final class UserMailTest extends TestCase
{
    #[TestWith([true, 0, 1795867200])]
    #[TestWith([false, 1000, 1000])]
    #[TestWith([false, 1000, 4599])]
    #[TestWith([true, 1000, 4600])]
    // A clock that was set back.
    #[TestWith([true, 1000, 999])]
    public function testAUserIsToldOnceAnHourThatTheMailsAreOff(bool $may, int $then, int $now): void
    {
        self::assertSame($may, UserMail::mayTellAgain($then, $now));
    }
}
