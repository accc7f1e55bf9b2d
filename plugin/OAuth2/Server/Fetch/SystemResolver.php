<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** Resolves host names as the operating system does. */
final readonly class SystemResolver implements Resolver
{
    public function addresses(string $host): array
    {
        // The dot at the end keeps the resolver from trying the domains of the local network.
        $found = \function_exists('gethostbynamel') ? @gethostbynamel("$host.") : false;
        $addresses = $found === false ? [] : $found;
        $records = \function_exists('dns_get_record') ? @dns_get_record("$host.", DNS_AAAA) : false;
        foreach ($records === false ? [] : $records as $record) {
            if (\is_string($record['ipv6'] ?? null)) {
                $addresses[] = $record['ipv6'];
            }
        }

        return $addresses;
    }
}
