<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * How much one sender may try before it has to wait. A limit of 0 switches that count off. Nothing is counted per
 * client alone: anybody who knows a client id could then lock its owner out.
 */
final readonly class ThrottleLimits
{
    /**
     * @param int $failuresPerClientAndAddress failed client authentications of one client from one address
     * @param int $failuresPerAddress failed client authentications from one address, whichever client
     * @param int $failureWindow seconds over which failures are counted
     * @param int $requestsPerClientAndAddress token requests of one client from one address; counted by sampling,
     *                                         so right within some ten per cent
     * @param int $requestWindow seconds over which token requests are counted
     */
    public function __construct(
        public int $failuresPerClientAndAddress = 20,
        public int $failuresPerAddress = 200,
        public int $failureWindow = 300,
        public int $requestsPerClientAndAddress = 6000,
        public int $requestWindow = 60,
    ) {
        foreach ([$failuresPerClientAndAddress, $failuresPerAddress, $requestsPerClientAndAddress] as $limit) {
            if ($limit < 0) {
                throw new \ValueError('A throttle limit must not be negative');
            }
        }
        if ($failureWindow < 1 || $requestWindow < 1) {
            throw new \ValueError('A throttle window must be at least one second');
        }
    }
}
