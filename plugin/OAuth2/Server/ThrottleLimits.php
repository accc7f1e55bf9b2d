<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The number of times that client authentication may fail before the sender has to wait. A limit of 0 switches a counter off.
 * No limit is for a client alone: anybody who knows a client ID could then lock its owner out.
 */
final readonly class ThrottleLimits
{
    /**
     * @param int $failuresPerClientAndAddress failed client authentications of one client from one address; also the
     *                                         tries of a secret with a slow hash, including right ones
     * @param int $failuresPerAddress failed client authentications from one address, whichever client
     * @param int $failureWindow seconds over which they are counted
     */
    public function __construct(
        public int $failuresPerClientAndAddress = 20,
        public int $failuresPerAddress = 200,
        public int $failureWindow = 300,
    ) {
        if ($failuresPerClientAndAddress < 0 || $failuresPerAddress < 0) {
            throw new \ValueError('A throttle limit must not be negative');
        }
        if ($failureWindow < 1) {
            throw new \ValueError('A throttle window must be at least one second');
        }
    }
}
