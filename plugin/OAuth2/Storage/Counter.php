<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A counter of {@see ThrottleTable}: the name of its row, how far it counts, and which rows have to make room for it. */
final readonly class Counter
{
    /**
     * @param string $bucket the name of the row: ASCII, 43 octets at most, beginning with the shelf's
     * @param int $limit how many events one window holds
     * @param int $end when a window that begins now ends
     * @param string $shelf what the names of all counters on the same shelf begin with
     * @param int $capacity how many rows the shelf holds; a new row throws away the oldest
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
