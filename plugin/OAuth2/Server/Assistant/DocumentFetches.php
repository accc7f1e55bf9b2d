<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\Fetch\FetchedDocument;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchFailed;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Storage\Counter;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;

/** Fetches documents for logged-in users, with limits for a user, for a host and in all. */
final readonly class DocumentFetches
{
    private const WINDOW = 3600;

    /** One user must not use up what there is for a host or in all. */
    private const PER_USER = 10;
    private const PER_HOST = 60;
    private const IN_ALL = 200;

    /** The maximum number of counters. With IN_ALL fetches in a window there are fewer. */
    private const CAPACITY = 1024;

    public function __construct(
        private Fetcher $fetcher,
        private ThrottleTable $throttle,
        private Clock $clock,
        #[\SensitiveParameter]
        private string $wrappingSecret,
    ) {
    }

    /**
     * Fetches a document.
     *
     * @throws AssistantRefused if too many were fetched
     * @throws FetchFailed
     * @throws StorageUnavailable
     */
    public function fetch(DocumentAddress $address, string $login): FetchedDocument
    {
        // What needs no request counts for nobody.
        $problem = $this->fetcher->refusal($address->url);
        if ($problem !== null) {
            throw new FetchFailed($problem);
        }
        $now = $this->clock->now();
        $end = $now - $now % self::WINDOW + self::WINDOW;
        $counters = [
            $this->counter("user\n$login", self::PER_USER, $end),
            $this->counter("host\n$address->host", self::PER_HOST, $end),
            $this->counter('all', self::IN_ALL, $end),
        ];
        $isFull = $this->throttle->full($now, ...$counters) !== [];
        foreach ($isFull ? [] : $counters as $counter) {
            $isFull = $isFull || !$this->throttle->count($counter, $now);
        }
        if ($isFull) {
            throw new AssistantRefused(AssistantProblem::TooMany, $address->host);
        }

        return $this->fetcher->fetch($address->url);
    }

    private function counter(string $what, int $limit, int $end): Counter
    {
        $name = oauth2_token_digest(oauth2_derive_key($this->wrappingSecret, 'oauth2 document fetches') . " $what");

        return new Counter('d.' . substr($name, 0, 41), $limit, $end, 'd.', self::CAPACITY);
    }
}
