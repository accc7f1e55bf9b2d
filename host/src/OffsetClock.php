<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Port\Clock;

/** The system's time, shifted by some seconds. */
final readonly class OffsetClock implements Clock
{
    public function __construct(private int $offset)
    {
    }

    public function now(): int
    {
        return time() + $this->offset;
    }
}
