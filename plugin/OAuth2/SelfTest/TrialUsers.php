<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Access\CapabilitiesProvider;
use Piwik\Plugins\OAuth2\Matomo\MatomoUsers;

/** Two users who exist during the self-test only, in no table: one with three roles, and a super user. */
final class TrialUsers extends MatomoUsers
{
    public const USER = 'oauth2-self-test';

    public const SUPER_USER = 'oauth2-self-test-super-user';

    /** The ordinary user's websites by role. No Matomo has that many, so nothing is found there. */
    public const SITES = ['view' => 2000000001, 'write' => 2000000002, 'admin' => 2000000003];

    /**
     * The ordinary user's access, with each capability at the website of the highest role.
     *
     * @return array<string, list<int>> website ids by role or capability, as Matomo's event has them
     */
    public static function access(CapabilitiesProvider $capabilities): array
    {
        $access = array_map(static fn (int $site): array => [$site], self::SITES) + ['superuser' => []];
        foreach ($capabilities->getAllCapabilities() as $capability) {
            $access[$capability->getId()] = [self::SITES['admin']];
        }

        return $access;
    }

    protected function superUser(string $login): ?bool
    {
        return match ($login) {
            self::USER => false,
            self::SUPER_USER => true,
            default => parent::superUser($login),
        };
    }
}
