<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Client\Network;

#[CoversClass(Network::class)]
final class NetworkTest extends TestCase
{
    #[DataProvider('addresses')]
    public function testTheNetworkAndTheOrganisation(string $address, string $network, string $site): void
    {
        self::assertSame([$network, $site], [Network::of($address), Network::site($address)]);
    }

    /** @return iterable<string, array{string, string, string}> */
    public static function addresses(): iterable
    {
        yield 'IPv4' => ['203.0.113.5', '203.0.113.5', '203.0.113.0/24'];
        yield 'IPv6' => ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'];
        yield 'IPv4-mapped' => ['::ffff:203.0.113.5', '203.0.113.5', '203.0.113.0/24'];
        yield 'IPv4-translated' => ['::ffff:0:203.0.113.5', '203.0.113.5', '203.0.113.0/24'];
        yield 'NAT64' => ['64:ff9b::203.0.113.5', '203.0.113.5', '203.0.113.0/24'];
        yield '6to4' => ['2002:cb00:7105:1::1', '203.0.113.5', '203.0.113.0/24'];
        yield 'a NAT64 prefix of an operator' => ['64:ff9b:1::203.0.113.5', '64:ff9b:1::/64', '64:ff9b:1::/48'];
        yield 'an IPv4 address that begins like 6to4' => ['32.2.113.5', '32.2.113.5', '32.2.113.0/24'];
        yield 'loopback' => ['::1', '::/64', '::/48'];
        yield 'no address' => ['unknown', 'unknown', 'unknown'];
    }
}
