<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** Discards all events. */
final readonly class NoEvents implements Events
{
    public function record(Event $event): void
    {
    }
}
