<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** Resolves host names as the operating system does. */
final readonly class SystemResolver implements Resolver
{
    /**
     * @param ?\Closure(string): (list<string>|false) $ipv4 finds IPv4 addresses; null: PHP's function
     * @param ?\Closure(string): (list<array<mixed>>|false) $ipv6 finds AAAA records; null: PHP's function
     */
    public function __construct(private ?\Closure $ipv4 = null, private ?\Closure $ipv6 = null)
    {
    }

    public function addresses(string $host, int $deadline): array
    {
        // The dot at the end keeps the resolver from trying the domains of the local network.
        $found = ($this->ipv4 ?? self::ipv4(...))("$host.");
        // Each question to a name server that does not answer takes seconds.
        $records = hrtime(true) < $deadline ? ($this->ipv6 ?? self::ipv6(...))("$host.") : false;
        $addresses = $found === false ? [] : $found;
        foreach ($records === false ? [] : $records as $record) {
            if (\is_string($record['ipv6'] ?? null)) {
                $addresses[] = $record['ipv6'];
            }
        }

        return $addresses;
    }

    /** @return list<string>|false */
    private static function ipv4(string $host): array|false
    {
        return \function_exists('gethostbynamel') ? @gethostbynamel($host) : false;
    }

    /** @return list<array<mixed>>|false */
    private static function ipv6(string $host): array|false
    {
        return \function_exists('dns_get_record') ? @dns_get_record($host, DNS_AAAA) : false;
    }
}
