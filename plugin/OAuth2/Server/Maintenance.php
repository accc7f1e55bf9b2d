<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Server\Keys\KeyRotation;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;

/** What has to be done now and then: expired rows go, and signing keys take turns. */
final readonly class Maintenance
{
    /** How many rows one statement removes at most. */
    private const BATCH = 500;

    public function __construct(
        private AuthorizationTable $authorizations,
        private RevokedTokenTable $revoked,
        private ConsentTable $consents,
        private ThrottleTable $throttle,
        private KeyRotation $keys,
        private Clock $clock,
    ) {
    }

    /**
     * Both of what has to be done; see {@see purge()}.
     *
     * @param int $budget how many rows of each table go at most
     * @return array{authorizations: int, revokedTokens: int, consents: int, throttle: int, keysRotated: int} rows
     *         removed, and 1 when the signing key was rotated
     * @throws StorageUnavailable
     */
    public function run(int $budget = 10000): array
    {
        return ['keysRotated' => $this->keys->rotateIfDue() ? 1 : 0, ...$this->purge($budget)];
    }

    /**
     * Removes what has expired. Safe to run at any time, several times at once, and to be stopped: what remains is done
     * the next time.
     *
     * @param int $budget how many rows of each table go at most
     * @return array{authorizations: int, revokedTokens: int, consents: int, throttle: int} rows removed
     * @throws StorageUnavailable
     */
    public function purge(int $budget = 10000): array
    {
        $now = $this->clock->now();

        return [
            'authorizations' => self::empty($this->authorizations->purge(...), $now, $budget),
            'revokedTokens' => self::empty($this->revoked->purge(...), $now, $budget),
            'consents' => self::empty($this->consents->purge(...), $now, $budget),
            'throttle' => self::empty($this->throttle->purge(...), $now, $budget),
        ];
    }

    /** @param \Closure(int, int): int $table removes at most so many rows, and says how many it did */
    private static function empty(\Closure $table, int $now, int $budget): int
    {
        $total = 0;
        while ($total < $budget) {
            $batch = min(self::BATCH, $budget - $total);
            $gone = $table($now, $batch);
            $total += $gone;
            if ($gone < $batch) {
                break;
            }
        }

        return $total;
    }
}
