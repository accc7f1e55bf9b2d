<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** The system clock. */
final readonly class SystemClock implements Clock
{
    public function now(): int
    {
        return time();
    }
}
