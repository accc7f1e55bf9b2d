<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;

/** Records events for assertions. */
final class RecordedEvents implements Events
{
    /** @var list<Event> */
    public array $events = [];

    public function record(Event $event): void
    {
        $this->events[] = $event;
    }

    /** @return list<string> */
    public function names(): array
    {
        return array_map(static fn (Event $event): string => $event->name, $this->events);
    }
}
