<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;

/**
 * Slows down who guesses secrets (RFC 6749 2.3.1) or asks for tokens without end, by fixed windows. Counted are
 * failures of a client from an address, failures from an address, and token requests of a client from an address;
 * never a client alone, for anybody could then lock its owner out. An IPv6 address counts as its /64, which is what
 * one subscriber has.
 */
final readonly class Throttle
{
    /** Into how many counted steps the limit of token requests is divided: each sampled request counts as one step. */
    private const STEPS = 50;

    public function __construct(
        private ThrottleTable $table,
        private ThrottleLimits $limits,
        private Clock $clock,
        private Randomness $randomness,
        #[\SensitiveParameter]
        private string $wrappingSecret,
    ) {
    }

    /**
     * The counters that decide about a request, as far as they are not switched off.
     *
     * @return array<string, array{start: int, end: int, limit: int}> the open window and its limit, by bucket
     */
    public function windows(string $clientId, string $address): array
    {
        $now = $this->clock->now();
        $windows = [];
        foreach ($this->buckets($clientId, self::network($address)) as [$bucket, $limit, $window]) {
            if ($limit > 0) {
                $start = $now - $now % $window;
                $windows[$bucket] = ['start' => $start, 'end' => $start + $window, 'limit' => $limit];
            }
        }

        return $windows;
    }

    /**
     * @param array<string, array{start: int, end: int, limit: int}> $windows as {@see windows()} gives them
     * @param array<string, int> $hits what was counted in them, by bucket
     * @throws OAuthError temporarily_unavailable, status 429 with Retry-After
     */
    public function check(array $windows, array $hits): void
    {
        $wait = 0;
        foreach ($hits as $bucket => $count) {
            if (isset($windows[$bucket]) && $count >= $windows[$bucket]['limit']) {
                $wait = max($wait, $windows[$bucket]['end'] - $this->clock->now());
            }
        }
        if ($wait > 0) {
            throw OAuthError::tooManyRequests($wait);
        }
    }

    /**
     * Counts a failed authentication.
     *
     * @throws StorageUnavailable
     */
    public function failed(string $clientId, string $address): void
    {
        [$perClient, $perAddress] = $this->buckets($clientId, self::network($address));
        $this->count($perClient, 1);
        $this->count($perAddress, 1);
    }

    /**
     * Counts a token request: one in so many is written down, and stands for that many.
     *
     * @throws StorageUnavailable
     */
    public function requested(string $clientId, string $address): void
    {
        $step = max(1, intdiv($this->limits->requestsPerClientAndAddress, self::STEPS));
        if ($this->limits->requestsPerClientAndAddress > 0 && $this->randomness->number($step) === 0) {
            $this->count($this->buckets($clientId, self::network($address))[2], $step);
        }
    }

    /**
     * The names of buckets are made with the installation's secret: with the table alone, nobody finds out by trying
     * which addresses were counted.
     *
     * @return array{array{string, int, int}, array{string, int, int}, array{string, int, int}} bucket, limit, window
     */
    private function buckets(string $clientId, string $network): array
    {
        $limits = $this->limits;
        $key = oauth2_derive_key($this->wrappingSecret, 'oauth2 throttle');

        return [
            [
                oauth2_token_digest("$key failure\n$network\n$clientId"),
                $limits->failuresPerClientAndAddress,
                $limits->failureWindow,
            ],
            [oauth2_token_digest("$key failure\n$network"), $limits->failuresPerAddress, $limits->failureWindow],
            [
                oauth2_token_digest("$key request\n$network\n$clientId"),
                $limits->requestsPerClientAndAddress,
                $limits->requestWindow,
            ],
        ];
    }

    /** @param array{string, int, int} $bucket */
    private function count(array $bucket, int $by): void
    {
        [$name, $limit, $window] = $bucket;
        if ($limit > 0) {
            $now = $this->clock->now();
            $start = $now - $now % $window;
            $this->table->increment($name, $start, $start + $window, $by);
        }
    }

    private static function network(string $address): string
    {
        $packed = str_contains($address, ':') ? @inet_pton($address) : false;
        if ($packed === false) {
            return $address;
        }

        return str_starts_with($packed, "\0\0\0\0\0\0\0\0\0\0\xff\xff")
            ? (string) inet_ntop(substr($packed, 12))
            : bin2hex(substr($packed, 0, 8));
    }
}
