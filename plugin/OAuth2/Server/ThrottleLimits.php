<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The number of times that client authentication may fail before the sender has to wait, and the number of clients that registered
 * themselves and wait for a user. A limit of 0 switches a counter off. No limit of failures is for a client alone: anybody who knows
 * a client ID could then lock its owner out.
 */
final readonly class ThrottleLimits
{
    /**
     * @param int $failuresPerClientAndAddress failed client authentications of one client from one address; also the
     *                                         tries of a secret with a slow hash, including right ones
     * @param int $failuresPerAddress failed client authentications from one address, whichever client
     * @param int $failureWindow seconds over which they are counted
     * @param int $registrationsPerAddress clients of one address that wait for their first user, for a day at most; then the oldest
     *                                     of this address makes room
     * @param int $unconsentedClients clients of all addresses that wait: at least 1; then one of the address with the most makes room
     * @param int $registrationsPerDay requests of one address to register a client in a day; more are refused
     */
    public function __construct(
        public int $failuresPerClientAndAddress = 20,
        public int $failuresPerAddress = 200,
        public int $failureWindow = 300,
        public int $registrationsPerAddress = 500,
        public int $unconsentedClients = 1000,
        public int $registrationsPerDay = 20000,
    ) {
        if ($failuresPerClientAndAddress < 0 || $failuresPerAddress < 0 || min($registrationsPerAddress, $registrationsPerDay) < 0) {
            throw new \ValueError('A throttle limit must not be negative');
        }
        if ($unconsentedClients < 1) {
            throw new \ValueError('There must be room for one client that nobody has accepted');
        }
        if ($failureWindow < 1) {
            throw new \ValueError('A throttle window must be at least one second');
        }
    }
}
