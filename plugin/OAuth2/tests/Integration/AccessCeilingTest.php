<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use PHPUnit\Framework\TestCase;
use Piwik\Access\CapabilitiesProvider;
use Piwik\Access\Role\Admin;
use Piwik\Access\Role\Write;
use Piwik\Plugins\OAuth2\Access\AccessCeiling;
use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * @group OAuth2
 * @group AccessCeiling
 * @group Plugins
 */
class AccessCeilingTest extends TestCase
{
    private const OWN = ['view' => [1, 4], 'write' => [2], 'admin' => [3], 'superuser' => [], 'edit' => [1, 2, 3], 'publish' => [1, 3]];

    /**
     * @dataProvider ceilings
     * @param array<string, list<int>> $expected
     */
    public function testLowers(Scope $scope, array $expected): void
    {
        $lowered = $this->ceiling()->lower(self::OWN, $scope);
        ksort($lowered);
        ksort($expected);
        self::assertSame($expected, $lowered);
    }

    /** @return iterable<array{Scope, array<string, list<int>>}> */
    public function ceilings(): iterable
    {
        yield [Scope::Read, ['view' => [1, 4, 2, 3], 'write' => [], 'admin' => [], 'superuser' => []]];
        yield [Scope::Write, ['view' => [1, 4], 'write' => [2, 3], 'admin' => [], 'superuser' => [], 'edit' => [1, 2, 3]]];
        yield [Scope::Admin, self::OWN];
    }

    public function testACapabilityIsReachedOnlyAtAllTheWebsites(): void
    {
        self::assertTrue(AccessCeiling::reaches(self::OWN, 'publish', ['1', '3']));
        foreach ([['publish', ['1', '2']], ['publish', ['4']], ['unknown', ['1']]] as [$capability, $siteIds]) {
            self::assertFalse(AccessCeiling::reaches(self::OWN, $capability, $siteIds), $capability);
        }
    }

    public function testSuperUserBecomesTheRole(): void
    {
        self::assertSame(
            ['view' => [1, 2], 'write' => [], 'admin' => [], 'superuser' => []],
            $this->ceiling()->ofSuperUser([1, 2], Scope::Read),
        );
        self::assertSame(
            ['view' => [], 'write' => [1, 2], 'admin' => [], 'superuser' => [], 'edit' => [1, 2]],
            $this->ceiling()->ofSuperUser([1, 2], Scope::Write),
        );
        $admin = $this->ceiling()->ofSuperUser([1, 2], Scope::Admin);
        self::assertSame([1, 2], $admin['admin']);
        self::assertSame([1, 2], $admin['publish']);
        self::assertSame([], $admin['superuser']);
    }

    public function testNeverRaises(): void
    {
        $lowered = $this->ceiling()->lower(['view' => [1], 'write' => [], 'admin' => [], 'superuser' => []], Scope::Admin);
        self::assertSame([1], $lowered['view']);
        self::assertSame([], $lowered['admin']);
    }

    public function testUnknownKeysDoNotPassBelowAdmin(): void
    {
        $lowered = $this->ceiling()->lower(['view' => [], 'customrole' => [1]], Scope::Write);
        self::assertArrayNotHasKey('customrole', $lowered);
    }

    private function ceiling(): AccessCeiling
    {
        $provider = $this->createMock(CapabilitiesProvider::class);
        $provider->method('getAllCapabilities')->willReturn([
            new NamedCapability('edit', [Write::ID, Admin::ID]),
            new NamedCapability('publish', [Admin::ID]),
        ]);

        return new AccessCeiling($provider);
    }
}
