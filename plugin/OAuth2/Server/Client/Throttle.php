<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\Counter;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;

/**
 * Slows anyone who guesses secrets (RFC 6749 2.3.1). In fixed windows it counts failures of a client from a network, failures from
 * a network, and tries of a slow hash; registrations of a network, too. No counter is for a client alone, because anybody could then
 * lock its owner out.
 */
final readonly class Throttle
{
    /** The minimum number of seconds between two events, however many senders reach their limits. */
    private const REPORT_INTERVAL = 60;

    /** Counters of failures are on 64 shelves, by the first character of a keyed digest, so nobody can aim at one. */
    private const FAILURES_PER_SHELF = 128;

    /** The maximum number of counters for tries of one client's slow hash, one for each network. */
    private const NETWORKS_PER_CLIENT = 256;

    /** The maximum number of assertions of one client that are kept, because each could be used again, in a window. */
    private const ASSERTIONS_PER_CLIENT = 10000;

    /** The window in seconds: no assertion is valid for longer. */
    private const ASSERTION_WINDOW = 600;

    /** The window of registrations, in seconds. */
    private const DAY = 86400;

    /** The number of a bucket's 43 characters that name the client's shelf, after its mark. */
    private const CLIENT_DIGEST = 12;

    public function __construct(
        private ThrottleTable $table,
        private ThrottleLimits $limits,
        private Clock $clock,
        private Events $events,
        #[\SensitiveParameter]
        private string $wrappingSecret,
    ) {
    }

    /**
     * Counts a failed authentication. If the sender has failed too often, it writes nothing more.
     *
     * @param ?ClientSummary $client the client with this ID; null if there is none
     * @throws OAuthError temporarily_unavailable, status 429 with Retry-After
     * @throws StorageUnavailable
     */
    public function failed(string $clientId, ?ClientSummary $client, string $address): void
    {
        $network = Network::of($address);
        $counters = [];
        // Anybody can name a public client. An unknown one is counted, so that it looks like a confidential one.
        if ($client?->isConfidential() !== false && $this->limits->failuresPerClientAndAddress > 0) {
            $counters['client'] = $this->failures("$network\n$clientId", $this->limits->failuresPerClientAndAddress);
        }
        if ($this->limits->failuresPerAddress > 0) {
            $counters['address'] = $this->failures($network, $this->limits->failuresPerAddress);
        }
        $this->count($counters, $network, $client);
    }

    /**
     * Counts a try of a secret whose hash is slow, before the hash is computed.
     *
     * @throws OAuthError temporarily_unavailable, status 429 with Retry-After
     * @throws StorageUnavailable
     */
    public function beforeSlowHash(ClientSummary $client, string $address): void
    {
        $network = Network::of($address);
        if ($this->limits->failuresPerClientAndAddress > 0) {
            $this->count(['slow_hash' => $this->slowHash($client->clientId, $network)], $network, $client);
        }
    }

    /**
     * Counts an assertion that authenticated its client. Strangers have none, so they cannot exhaust the number.
     *
     * @throws OAuthError temporarily_unavailable, status 429 with Retry-After
     * @throws StorageUnavailable
     */
    public function afterAssertion(ClientSummary $client, string $address): void
    {
        $bucket = 'a.' . substr($this->digest("assertion\n$client->clientId"), 0, 41);
        $now = $this->clock->now();
        $end = $now - $now % self::ASSERTION_WINDOW + self::ASSERTION_WINDOW;
        $counter = new Counter($bucket, self::ASSERTIONS_PER_CLIENT, $end, substr($bucket, 0, 3), self::FAILURES_PER_SHELF);
        if (!$this->table->count($counter, $now)) {
            $this->count(['assertions' => $counter], Network::of($address), $client);
        }
    }

    /**
     * Counts a request to register a client, before its body is read. The limit is far above what an assistant's vendor sends from
     * one address; it bounds what one sender can make the database write.
     *
     * @throws OAuthError temporarily_unavailable, status 429 with Retry-After
     * @throws StorageUnavailable
     */
    public function registers(string $address): void
    {
        $limit = $this->limits->registrationsPerDay;
        if ($limit === 0) {
            return;
        }
        $network = Network::of($address);
        $bucket = 'g.' . substr($this->digest("registration\n$network"), 0, 41);
        $now = $this->clock->now();
        $counter = new Counter($bucket, $limit, $now - $now % self::DAY + self::DAY, substr($bucket, 0, 3), self::FAILURES_PER_SHELF);
        $this->count(['registrations_per_day' => $counter], $network, null);
    }

    /**
     * Records that a client that registered itself displaced another one, which nobody has allowed yet. These reports leave those of
     * attacks on secrets alone.
     *
     * @param string $limit the limit that was reached
     * @param string $address the sender of the new client
     * @throws StorageUnavailable
     */
    public function displaced(string $limit, string $address): void
    {
        $now = $this->clock->now();
        if ($this->table->count(self::report($now, 'w.'), $now)) {
            $this->events->record(new Event('throttle.reached', ['limit' => $limit, 'address' => Network::of($address)]));
        }
    }

    /**
     * @param array<string, Counter> $counters by the name of the limit
     * @throws OAuthError temporarily_unavailable
     * @throws StorageUnavailable
     */
    private function count(array $counters, string $network, ?ClientSummary $client): void
    {
        if ($counters === []) {
            return;
        }
        $now = $this->clock->now();
        $report = self::report($now);
        $full = $this->table->full($now, $report, ...array_values($counters));
        $reached = array_filter($counters, static fn (Counter $counter): bool => \in_array($counter, $full, true));
        foreach ($reached === [] ? $counters : [] as $name => $counter) {
            if (!$this->table->count($counter, $now)) {
                $reached[$name] = $counter;
            }
        }
        $limit = array_key_first($reached);
        if ($limit === null) {
            return;
        }
        // One row decides which of all processes reports it.
        if (!\in_array($report, $full, true) && $this->table->count($report, $now)) {
            $this->events->record(new Event('throttle.reached', array_filter([
                'limit' => $limit,
                'address' => $network,
                'client_id' => $client?->clientId,
            ], \is_string(...))));
        }
        throw OAuthError::tooManyRequests($reached[$limit]->end - $now);
    }

    private static function report(int $now, string $shelf = 'r.'): Counter
    {
        return new Counter($shelf, 1, $now + self::REPORT_INTERVAL, $shelf, 1);
    }

    private function failures(string $what, int $limit): Counter
    {
        $bucket = 'f.' . substr($this->digest("failure\n$what"), 0, 41);

        return new Counter($bucket, $limit, $this->windowEnd(), substr($bucket, 0, 3), self::FAILURES_PER_SHELF);
    }

    /** The counter is on a shelf of its client, so tries of other clients and failures of fast hashes do not displace it. */
    private function slowHash(string $clientId, string $network): Counter
    {
        $shelf = 's.' . substr($this->digest("slow\n$clientId"), 0, self::CLIENT_DIGEST);

        return new Counter(
            $shelf . substr($this->digest("slow\n$network\n$clientId"), 0, 41 - self::CLIENT_DIGEST),
            $this->limits->failuresPerClientAndAddress,
            $this->windowEnd(),
            $shelf,
            self::NETWORKS_PER_CLIENT,
        );
    }

    private function windowEnd(): int
    {
        $now = $this->clock->now();

        return $now - $now % $this->limits->failureWindow + $this->limits->failureWindow;
    }

    /**
     * Derives names of buckets with the installation's secret, so that a copy of the table does not reveal by trial which
     * addresses were counted.
     */
    private function digest(string $what): string
    {
        return oauth2_token_digest(oauth2_derive_key($this->wrappingSecret, 'oauth2 throttle') . " $what");
    }
}
