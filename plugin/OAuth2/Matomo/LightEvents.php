<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Storage\Connection;

/** The events of the light script. Few requests have one, so Matomo starts for it. */
final class LightEvents implements Events
{
    public function __construct(private readonly Connection $connection)
    {
    }

    public function record(Event $event): void
    {
        try {
            Kernel::start();
        } catch (\Throwable $failure) {
            // The event has happened, and the client gets its answer.
            error_log("OAuth2 could not record $event->name: " . $failure::class);

            return;
        }
        (new MatomoEvents($this->connection))->record($event);
    }
}
