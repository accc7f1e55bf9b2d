<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Storage\Counter;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;

/**
 * Detects a proxy that is missing in the configuration: clients seem to come from the proxy's address, because nothing reads
 * the header X-Forwarded-For with their own. All senders then share the limits of {@see Throttle}.
 */
final readonly class UnreadProxy
{
    private const SHELF = 'p.';

    /** The maximum number of stored pairs of client and network. */
    private const CAPACITY = 1000;

    private const REMEMBERED = 86400;

    /** The number of octets of a bucket's name for shelf and network together. */
    private const NETWORK_OCTETS = 16;

    public function __construct(
        private ThrottleTable $table,
        private Clock $clock,
        #[\SensitiveParameter]
        private string $wrappingSecret,
    ) {
    }

    /**
     * Remembers the client's address for a day if X-Forwarded-For names another one.
     *
     * @throws StorageUnavailable
     */
    public function note(Request $request, string $clientId): void
    {
        if (!self::isUnread($request)) {
            return;
        }
        $key = oauth2_derive_key($this->wrappingSecret, 'oauth2 proxy');
        $network = Network::of($request->remoteAddress);
        $bucket = self::SHELF . substr(oauth2_token_digest("$key $network"), 0, self::NETWORK_OCTETS - \strlen(self::SHELF))
            . substr(oauth2_token_digest("$key $network\n$clientId"), 0, 43 - self::NETWORK_OCTETS);
        $now = $this->clock->now();
        $this->table->count(new Counter($bucket, 1, $now + self::REMEMBERED, self::SHELF, self::CAPACITY), $now);
    }

    /**
     * The largest number of clients that came from one address within a day while X-Forwarded-For was not read.
     *
     * @throws StorageUnavailable
     */
    public function clients(): int
    {
        return max([0, ...$this->table->onShelf(self::SHELF, self::NETWORK_OCTETS, $this->clock->now())]);
    }

    /** Tells whether X-Forwarded-For names senders, and the sender's address is none of them. */
    private static function isUnread(Request $request): bool
    {
        $named = [];
        foreach ($request->headers['x-forwarded-for'] ?? [] as $line) {
            foreach (explode(',', $line) as $address) {
                // Some proxies write [IPv6]:port and IPv4:port.
                $address = preg_replace('/\A\[([^\]]+)\](?::\d+)?\z|\A([\d.]+):\d+\z/', '$1$2', trim($address)) ?? '';
                if (filter_var($address, FILTER_VALIDATE_IP) !== false) {
                    $named[] = Network::of($address);
                }
            }
        }

        return $named !== [] && !\in_array(Network::of($request->remoteAddress), $named, true);
    }
}
