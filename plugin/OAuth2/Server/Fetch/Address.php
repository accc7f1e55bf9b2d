<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** Tells which IP addresses are on the public internet. */
final class Address
{
    /** Networks of special use (RFC 6890 and IANA's registries), and multicast. */
    private const IPV4 = [
        '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
        '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24',
        '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
    ];

    /**
     * Such networks within 2000::/3, the only part of IPv6 that is global unicast today. 2001::/23 has Teredo, and 2002::/16
     * is 6to4: both wrap IPv4 addresses, and no public host has only such an address.
     */
    private const IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

    private const GLOBAL_UNICAST = '2000::/3';

    /** Link-local networks, and the address at which Amazon's machines find their credentials by IPv6. */
    private const LINK_LOCAL = ['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::254/128'];

    private const LOOPBACK = ['127.0.0.0/8', '::1/128'];

    /** Networks whose last four octets are an IPv4 address: mapped addresses (RFC 4291 2.5.5.2), NAT64 (RFC 6052 2.1). */
    private const WRAPPING = ['::ffff:0:0/96', '64:ff9b::/96'];

    /**
     * The entry of CURLOPT_RESOLVE by which curl connects to addresses that were checked, whatever the name means a moment later.
     *
     * @param non-empty-list<string> $addresses
     */
    public static function pin(string $host, int $port, array $addresses): string
    {
        return "$host:$port:" . implode(',', array_map(
            static fn (string $address): string => str_contains($address, ':') ? "[$address]" : $address,
            $addresses,
        ));
    }

    /**
     * True for an address on the public internet.
     *
     * @param string $address any text
     */
    public static function isPublic(string $address): bool
    {
        $packed = self::unwrapped($address);
        if ($packed === null) {
            return false;
        }
        if (\strlen($packed) === 4) {
            return !self::isIn($packed, self::IPV4);
        }

        return self::isIn($packed, [self::GLOBAL_UNICAST]) && !self::isIn($packed, self::IPV6);
    }

    /** True for an address of this computer itself. */
    public static function isLoopback(string $address): bool
    {
        $packed = self::unwrapped($address);

        return $packed !== null && self::isIn($packed, self::LOOPBACK);
    }

    /** True for an address at which clouds keep what only the machine itself may read, or that only its neighbours reach. */
    public static function isLinkLocal(string $address): bool
    {
        $packed = self::unwrapped($address);

        return $packed !== null && self::isIn($packed, self::LINK_LOCAL);
    }

    /** True if both texts are the same address. */
    public static function equals(string $one, string $other): bool
    {
        $packed = @inet_pton($one);

        return $packed !== false && $packed === @inet_pton($other);
    }

    /** The octets of the address; those of the IPv4 address within, if it wraps one; null if it is no address. */
    private static function unwrapped(string $address): ?string
    {
        $packed = @inet_pton($address);
        if ($packed === false) {
            return null;
        }

        return \strlen($packed) === 16 && self::isIn($packed, self::WRAPPING) ? substr($packed, 12) : $packed;
    }

    /** @param list<string> $networks */
    private static function isIn(string $packed, array $networks): bool
    {
        foreach ($networks as $network) {
            [$start, $bits] = explode('/', $network);
            $first = (string) inet_pton($start);
            if (\strlen($first) === \strlen($packed) && self::bits($first, (int) $bits) === self::bits($packed, (int) $bits)) {
                return true;
            }
        }

        return false;
    }

    private static function bits(string $packed, int $count): string
    {
        $bits = '';
        foreach (str_split($packed) as $octet) {
            $bits .= sprintf('%08b', \ord($octet));
        }

        return substr($bits, 0, $count);
    }
}
