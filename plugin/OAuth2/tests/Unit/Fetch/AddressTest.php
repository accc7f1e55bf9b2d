<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Fetch;

use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Fetch\Address;

#[CoversNothing]
final class AddressTest extends TestCase
{
    /** @return iterable<string, array{string}> */
    public static function publicAddresses(): iterable
    {
        foreach ([
            '1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0',
            '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.0.1.0', '192.0.3.0', '192.167.255.255',
            '192.169.0.0', '198.17.255.255', '198.20.0.0', '198.51.99.255', '198.51.101.0', '203.0.112.255', '203.0.114.0',
            '223.255.255.255', '2606:4700::1111', '2a00:1450:4001:80b::200e', '2001:200::1', '2001:4860:4860::8888',
            '2003::1', '3ffe:ffff::1', '3fff:1000::1', '::ffff:1.1.1.1', '64:ff9b::1.1.1.1', '64:ff9b::808:808', '2000::1',
        ] as $address) {
            yield $address => [$address];
        }
    }

    /** @return iterable<string, array{string}> */
    public static function specialAddresses(): iterable
    {
        foreach ([
            '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.255',
            '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.0.170', '192.0.2.1', '192.88.99.1', '192.168.0.1',
            '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1',
            '255.255.255.255', '::', '::1', '::127.0.0.1', '::1.1.1.1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe',
            '::ffff:0:127.0.0.1', '64:ff9b::127.0.0.1', '64:ff9b::10.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1.1.1.1',
            '64:ff9b:1::10.0.0.1', '100::1', '100:0:0:1::1', '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:2::1',
            '2001:10::1', '2001:20::1', '2001:1ff:ffff::1', '2001:db8::1', '2002:7f00:1::1', '2002:a00:1::', '2002:101:101::1',
            '2620:4f:8000::1', '3fff::1', '3fff:fff::1', '4000::1', '5f00::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fec0::1',
            'ff02::1', 'ff0e::1', '', 'localhost', '1.1.1', '0x7f000001', '2130706433', '1.1.1.1 ', '[::1]', 'fe80::1%lo',
        ] as $address) {
            yield $address => [$address];
        }
    }

    #[DataProvider('publicAddresses')]
    public function testAPublicAddress(string $address): void
    {
        self::assertTrue(Address::isPublic($address));
        self::assertFalse(Address::isLoopback($address));
    }

    #[DataProvider('specialAddresses')]
    public function testASpecialAddress(string $address): void
    {
        self::assertFalse(Address::isPublic($address));
    }

    public function testLoopbackAddresses(): void
    {
        foreach (['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1'] as $address) {
            self::assertTrue(Address::isLoopback($address), $address);
        }
        foreach (['128.0.0.1', '10.0.0.1', '::', '::2', 'localhost', ''] as $address) {
            self::assertFalse(Address::isLoopback($address), $address);
        }
    }

    public function testEqualAddresses(): void
    {
        self::assertTrue(Address::equals('::1', '0:0::1'));
        self::assertTrue(Address::equals('127.0.0.1', '127.0.0.1'));
        self::assertFalse(Address::equals('127.0.0.1', '127.0.0.2'));
        self::assertFalse(Address::equals('', ''));
    }
}
