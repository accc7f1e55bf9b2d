<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;

/** Writes each event as a line of JSON to a file; the event about outdated tables contains the command that migrates them. */
final readonly class FileEvents implements Events
{
    public function __construct(private string $file)
    {
    }

    public function record(Event $event): void
    {
        $remedy = $event->name === 'schema.mismatch' && $event->context['found'] < $event->context['needed']
            ? ['run' => 'script/php host/bin/migrate.php ' . \dirname($this->file)]
            : [];
        $line = json_encode(['event' => $event->name] + $event->context + $remedy, JSON_PARTIAL_OUTPUT_ON_ERROR | JSON_UNESCAPED_SLASHES);
        @file_put_contents($this->file, gmdate('Y-m-d\TH:i:s\Z ') . $line . "\n", FILE_APPEND | LOCK_EX);
    }
}
