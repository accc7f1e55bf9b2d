<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A counter of {@see ThrottleTable}: the name of its row, its limit and window, and the shelf that it shares. */
final readonly class Counter
{
    /**
     * @param string $bucket the name of the row: ASCII, 43 octets at most, beginning with the shelf's
     * @param int $limit the maximum number of events in one window
     * @param int $end when a window that begins now ends
     * @param string $shelf the beginning of the names of all counters on the same shelf
     * @param int $capacity the maximum number of rows on the shelf; a further row replaces the oldest
     */
    public function __construct(
        public string $bucket,
        public int $limit,
        public int $end,
        public string $shelf,
        public int $capacity,
    ) {
        if ($limit < 1 || $capacity < 1) {
            throw new \ValueError('A counter holds at least one event, and its shelf at least one row');
        }
    }
}
