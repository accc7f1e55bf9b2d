<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Server\Client\ClientLog;
use Piwik\Plugins\OAuth2\Server\Keys\KeyRotation;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\Storage\NewSecretTable;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;
use Piwik\Plugins\OAuth2\Storage\UsedAssertionTable;

/** The periodic tasks: removal of expired rows and rotation of the signing keys. */
final readonly class Maintenance
{
    /** The maximum number of rows that one statement removes. */
    private const BATCH = 500;

    /** The number of seconds for which the fetched keys of an address stay that no client uses any more. */
    private const FETCHED_KEYS_STAY = 30 * 86400;

    /** The number of seconds for which a client stays that came by itself, that nobody uses and no user allows anything. */
    private const CLIENT_STAYS = 180 * 86400;

    /** The same for a client that registered itself: the application registers anew when it is needed again. */
    private const SELF_REGISTERED_STAYS = 30 * 86400;

    public function __construct(
        private AuthorizationTable $authorizations,
        private RevokedTokenTable $revoked,
        private ConsentTable $consents,
        private ThrottleTable $throttle,
        private ClientTable $clients,
        private RegistrationTable $registrations,
        private NewSecretTable $newSecrets,
        private UsedAssertionTable $usedAssertions,
        private FetchedKeysTable $fetchedKeys,
        private DocumentTable $documents,
        private ClientLog $clientLog,
        private KeyRotation $keys,
        private Clock $clock,
    ) {
    }

    /**
     * Rotates the signing key if it is due, then removes expired rows; see {@see purge()}.
     *
     * @param int $budget the maximum number of rows to remove from each table
     * @return array{authorizations: int, revokedTokens: int, consents: int, throttle: int, registrations: int,
     *         usedAssertions: int, fetchedKeys: int, clientEvents: int, oldSecrets: int, keysRotated: int} rows removed, old secrets removed, and 1 when
     *         the signing key was rotated
     * @throws StorageUnavailable
     */
    public function run(int $budget = 10000): array
    {
        return ['keysRotated' => $this->keys->rotateIfDue() ? 1 : 0, ...$this->purge($budget)];
    }

    /**
     * Removes expired rows. It is safe to run at any time, in several processes at once, and to interrupt: the next run
     * removes the remaining rows.
     *
     * @param int $budget the maximum number of rows to remove from each table
     * @return array{authorizations: int, revokedTokens: int, consents: int, throttle: int, registrations: int,
     *         usedAssertions: int, fetchedKeys: int, clientEvents: int, oldSecrets: int} rows removed, and old secrets of clients that had stopped
     *         working
     * @throws StorageUnavailable
     */
    public function purge(int $budget = 10000): array
    {
        $now = $this->clock->now();
        $this->newSecrets->purge($now);
        $this->clients->purgeUnused($now - self::CLIENT_STAYS, $now);
        $this->clients->purgeUnused($now - self::SELF_REGISTERED_STAYS, $now, true);
        // A document that nobody consented to stays for a day, one that waits for approval for a month.
        $this->documents->purge($now - 86400, $now - 30 * 86400);

        return [
            'authorizations' => self::empty($this->authorizations->purge(...), $now, $budget),
            'revokedTokens' => self::empty($this->revoked->purge(...), $now, $budget),
            'consents' => self::empty($this->consents->purge(...), $now, $budget),
            'throttle' => self::empty($this->throttle->purge(...), $now, $budget),
            'registrations' => self::empty($this->registrations->purge(...), $now, $budget),
            'usedAssertions' => self::empty($this->usedAssertions->purge(...), $now, $budget),
            'fetchedKeys' => self::empty($this->fetchedKeys->purge(...), $now - self::FETCHED_KEYS_STAY, $budget),
            'clientEvents' => $this->clientLog->purge($budget),
            'oldSecrets' => $this->clients->purgeOldSecrets($now),
        ];
    }

    /** @param \Closure(int, int): int $table takes the time and a maximum; returns the number of rows it removed */
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
