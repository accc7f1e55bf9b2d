<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\Port\Clock;

/** A clock that the test sets. */
final class FixedClock implements Clock
{
    public const START = 1_800_000_000;

    public function __construct(public int $time = self::START)
    {
    }

    public function now(): int
    {
        return $this->time;
    }
}
