<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** The network that one subscriber has: an IPv4 address, or the /64 of an IPv6 address. */
final class Network
{
    /**
     * The prefixes of IPv6 addresses that stand for one IPv4 address, with the octet at which that begins: IPv4-mapped (RFC 4291
     * 2.5.5.2), IPv4-translated (RFC 7915), NAT64 (RFC 6052 2.1) and 6to4 (RFC 3056 2). All senders behind a translator would
     * otherwise be one network, and each address of 6to4 an organisation of its own.
     */
    private const EMBEDDED_IPV4 = [
        "\0\0\0\0\0\0\0\0\0\0\xff\xff" => 12,
        "\0\0\0\0\0\0\0\0\xff\xff\0\0" => 12,
        "\0\x64\xff\x9b\0\0\0\0\0\0\0\0" => 12,
        "\x20\x02" => 2,
    ];

    private const PREFIX_OCTETS = 8;

    /** The octets of the prefix that one organisation has: a /24 of IPv4, a /48 of IPv6, which has 65,536 networks. */
    private const SITE_OCTETS = [4 => 3, 16 => 6];

    /** The prefix of the organisation to which an address belongs, or the text itself when it is no address. */
    public static function site(string $address): string
    {
        $packed = self::packed($address);
        if ($packed === null) {
            return $address;
        }
        $length = \strlen($packed);
        $octets = self::SITE_OCTETS[$length] ?? $length;

        return inet_ntop(str_pad(substr($packed, 0, $octets), $length, "\0")) . '/' . 8 * $octets;
    }

    /** The network of an address: an IPv4 address, an IPv6 prefix, or the text itself when it is no address. */
    public static function of(string $address): string
    {
        $packed = self::packed($address);
        if ($packed === null) {
            return $address;
        }
        if (\strlen($packed) === 4) {
            return (string) inet_ntop($packed);
        }

        return inet_ntop(str_pad(substr($packed, 0, self::PREFIX_OCTETS), 16, "\0")) . '/64';
    }

    /** The address in 4 or 16 octets; null when the text is no address. */
    private static function packed(string $address): ?string
    {
        $packed = @inet_pton($address);
        if ($packed === false) {
            return null;
        }
        foreach (\strlen($packed) === 16 ? self::EMBEDDED_IPV4 : [] as $prefix => $at) {
            if (str_starts_with($packed, $prefix)) {
                return substr($packed, $at, 4);
            }
        }

        return $packed;
    }
}
