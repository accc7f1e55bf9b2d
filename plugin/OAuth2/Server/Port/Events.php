<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** Takes note of events. An implementation must not throw: the event has already happened. */
interface Events
{
    /** Takes note of something that has happened. */
    public function record(Event $event): void;
}
