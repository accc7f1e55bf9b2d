<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** The network that one subscriber has: an IPv4 address, or the /64 of an IPv6 address. */
final class Network
{
    private const MAPPED_IPV4 = "\0\0\0\0\0\0\0\0\0\0\xff\xff";

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

        return str_starts_with($packed, self::MAPPED_IPV4) ? substr($packed, \strlen(self::MAPPED_IPV4)) : $packed;
    }
}
