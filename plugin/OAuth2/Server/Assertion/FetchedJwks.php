<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assertion;

use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchFailed;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The JWK Sets of clients that give an address (jwks_uri). A request uses the stored set. It fetches another one only if that
 * lacks the key of an assertion, and the daily task fetches all of them, so that removed keys stop working.
 */
final readonly class FetchedJwks
{
    /** The minimum number of seconds between two fetches from one address, whoever needs them. */
    public const INTERVAL = 300;

    /** The number of seconds after which the daily task fetches a set again. */
    public const REFRESH_AFTER = 43200;

    /** The number of seconds after which a stored set is not used any more, if its host did not answer since. */
    public const MAXIMUM_AGE = 7 * 86400;

    /** The maximum duration of a fetch in milliseconds, for which a token request waits. */
    private const TIME = 2000;

    /** The number of microseconds between two looks whether another request has fetched the keys. */
    private const PAUSE = 50_000;

    public function __construct(
        private FetchedKeysTable $table,
        private Fetcher $fetcher,
        private Clock $clock,
        private Events $events,
    ) {
    }

    /**
     * The stored keys; null if there are none, or they are too old.
     *
     * @throws StorageUnavailable
     */
    public function stored(string $uri): ?ClientJwks
    {
        $row = $this->table->find($uri);

        return $row?->jwks === null || $row->fetchedAt <= $this->clock->now() - self::MAXIMUM_AGE ? null : ClientJwks::fromJson($row->jwks);
    }

    /**
     * Fetches the keys, at most once in {@see INTERVAL} seconds on all nodes together. While another request fetches them, this
     * one waits: a client that has a new key may use it in several requests at once.
     *
     * @return ?ClientJwks null if they cannot be fetched, or were not, too recently
     * @throws StorageUnavailable
     */
    public function fetch(string $clientId, string $uri): ?ClientJwks
    {
        if ($this->table->claim($uri, $this->clock->now(), self::INTERVAL)) {
            return $this->attempt($clientId, $uri);
        }
        $end = hrtime(true) + self::TIME * 1_000_000;
        while ($this->isUnderWay($uri) && hrtime(true) < $end) {
            usleep(self::PAUSE);
        }

        return $this->stored($uri);
    }

    /**
     * Fetches the keys of clients again whose stored set is older than {@see REFRESH_AFTER}.
     *
     * @param array<array-key, string> $addresses the addresses by client ID
     * @param int $seconds the maximum duration
     * @return int the number of fetched sets
     * @throws StorageUnavailable
     */
    public function refresh(array $addresses, int $seconds): int
    {
        $end = hrtime(true) + $seconds * 1_000_000_000;
        $fetched = 0;
        foreach ($addresses as $clientId => $uri) {
            if (hrtime(true) >= $end) {
                break;
            }
            $row = $this->table->find($uri);
            $isOld = $row === null || $row->fetchedAt <= $this->clock->now() - self::REFRESH_AFTER;
            if ($isOld && $this->table->claim($uri, $this->clock->now(), self::INTERVAL)) {
                $fetched += $this->attempt((string) $clientId, $uri) === null ? 0 : 1;
            }
        }

        return $fetched;
    }

    /**
     * Fetches and stores the keys, after {@see FetchedKeysTable::claim()}.
     *
     * @return ?ClientJwks null if they cannot be fetched
     */
    private function attempt(string $clientId, string $uri): ?ClientJwks
    {
        try {
            $keys = ClientJwks::fromForeign($this->fetcher->fetch($uri, self::TIME)->body);
            $reason = 'no_keys';
        } catch (FetchFailed $failed) {
            [$keys, $reason] = [null, $failed->problem->value];
        }
        if ($keys === null) {
            $this->events->record(new Event('client.keys_not_fetched', ['client_id' => $clientId, 'reason' => $reason]));

            return null;
        }
        $this->table->store($uri, $keys->toJson(), $this->clock->now());

        return $keys;
    }

    /** True if a fetch has begun so recently that it may still succeed. */
    private function isUnderWay(string $uri): bool
    {
        $row = $this->table->find($uri);

        return $row !== null && (int) $row->fetchedAt < $row->triedAt && $this->clock->now() - $row->triedAt <= intdiv(self::TIME, 1000);
    }
}
