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
 * Slows anyone who guesses secrets (RFC 6749 2.3.1), by fixed windows: failures of a client from a network, failures from
 * a network, and tries of a slow hash. A client alone is never counted, because anybody could then lock its owner out.
 */
final readonly class Throttle
{
    /** One event a minute, however many senders reach their limits. */
    private const REPORT_INTERVAL = 60;

    /** Counters of failures lie on 64 shelves, by the first character of a keyed digest: nobody can aim at one. */
    private const FAILURES_PER_SHELF = 128;

    /** How many networks try the slow hash of one client. */
    private const NETWORKS_PER_CLIENT = 256;

    /** Of a bucket's 43 characters, the shelf of a client takes so many beside its mark. */
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
     * Counts a failed authentication; when the sender has failed too often, nothing more is written.
     *
     * @param ?ClientSummary $client the one of that id, null when there is none
     * @throws OAuthError temporarily_unavailable, status 429 with Retry-After
     * @throws StorageUnavailable
     */
    public function failed(string $clientId, ?ClientSummary $client, string $address): void
    {
        $network = Network::of($address);
        $counters = [];
        // A public client is named by anybody; an unknown one is counted, to look like a confidential one.
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
        $report = new Counter('r.', 1, $now + self::REPORT_INTERVAL, 'r.', 1);
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
        // One row decides for all processes who reports it.
        if (!\in_array($report, $full, true) && $this->table->count($report, $now)) {
            $this->events->record(new Event('throttle.reached', array_filter([
                'limit' => $limit,
                'address' => $network,
                'client_id' => $client?->clientId,
            ], \is_string(...))));
        }
        throw OAuthError::tooManyRequests(max(1, $reached[$limit]->end - $now));
    }

    private function failures(string $what, int $limit): Counter
    {
        $bucket = 'f.' . substr($this->digest("failure\n$what"), 0, 41);

        return new Counter($bucket, $limit, $this->windowEnd(), substr($bucket, 0, 3), self::FAILURES_PER_SHELF);
    }

    /** On a shelf of its client: what is tried at other clients, and failures of fast hashes, push none of them out. */
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
     * The names of buckets are made with the installation's secret: with the table alone, nobody finds out by trying
     * which addresses were counted.
     */
    private function digest(string $what): string
    {
        return oauth2_token_digest(oauth2_derive_key($this->wrappingSecret, 'oauth2 throttle') . " $what");
    }
}
