<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Storage\Connection;

/**
 * The events of the light script. Few requests have one, so Matomo starts for it. The client's own log needs no Matomo, so it has
 * the event also if that start fails.
 */
final class LightEvents implements Events
{
    public function __construct(private readonly Connection $connection)
    {
    }

    public function record(Event $event): void
    {
        $events = new MatomoEvents($this->connection);
        // No user is logged in here.
        $events->log($event, static fn (): string => '');
        try {
            Kernel::start();
        } catch (\Throwable $failure) {
            // The event has happened, and the client gets its answer.
            $client = $event->context['client_id'] ?? '';
            $client = \is_string($client) ? \preg_replace('/[^A-Za-z0-9._~:\/-]/', '?', $client) : '';
            error_log("OAuth2 could not record $event->name" . ($client === '' ? '' : " of $client") . ': ' . $failure::class);

            return;
        }
        $events->post($event);
    }
}
