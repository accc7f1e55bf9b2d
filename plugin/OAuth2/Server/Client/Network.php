<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** The network that one subscriber has: an IPv4 address, or the /64 of an IPv6 address. */
final class Network
{
    private const MAPPED_IPV4 = "\0\0\0\0\0\0\0\0\0\0\xff\xff";

    private const PREFIX_OCTETS = 8;

    /** The octets of the prefix that one organisation has, a /48: it has 65,536 networks. */
    private const SITE_OCTETS = 6;

    /** The prefix of the organisation to which an IPv6 address belongs; null for other addresses. */
    public static function site(string $address): ?string
    {
        $packed = @inet_pton($address);

        return $packed === false || \strlen($packed) === 4 || str_starts_with($packed, self::MAPPED_IPV4)
            ? null
            : inet_ntop(str_pad(substr($packed, 0, self::SITE_OCTETS), 16, "\0")) . '/48';
    }

    /** The network of an address: an IPv4 address, an IPv6 prefix, or the text itself when it is no address. */
    public static function of(string $address): string
    {
        $packed = @inet_pton($address);
        if ($packed === false) {
            return $address;
        }
        if (str_starts_with($packed, self::MAPPED_IPV4)) {
            $packed = substr($packed, \strlen(self::MAPPED_IPV4));
        }
        if (\strlen($packed) === 4) {
            return (string) inet_ntop($packed);
        }

        return inet_ntop(str_pad(substr($packed, 0, self::PREFIX_OCTETS), 16, "\0")) . '/64';
    }
}
