<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** The receiver of events. An implementation must not throw, because the event has already happened. */
interface Events
{
    /** Records an event. */
    public function record(Event $event): void;
}
