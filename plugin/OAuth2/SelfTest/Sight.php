<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Access;
use Piwik\Access\CapabilitiesProvider;
use Piwik\Container\StaticContainer;
use Piwik\NoAccessException;
use Piwik\Piwik;

/** The user and the access that Matomo has given to a method while it runs. */
final readonly class Sight
{
    /**
     * @param array<string, list<int>> $sites website ids by the exact role
     * @param list<string> $capabilities those at the website where {@see TrialUsers} gives all of them
     */
    private function __construct(
        public string $method,
        public string $login,
        public bool $superUser,
        public array $sites,
        public array $capabilities,
    ) {
    }

    public static function now(string $method): self
    {
        $access = Access::getInstance();
        $admin = self::ids($access->getSitesIdWithAdminAccess());
        $write = self::ids($access->getSitesIdWithAtLeastWriteAccess());
        $view = self::ids($access->getSitesIdWithAtLeastViewAccess());
        $capabilities = [];
        foreach (StaticContainer::get(CapabilitiesProvider::class)->getAllCapabilities() as $capability) {
            try {
                $access->checkUserHasCapability([TrialUsers::SITES['admin']], $capability->getId());
                $capabilities[] = $capability->getId();
            } catch (NoAccessException) {
                continue;
            }
        }

        return new self(
            $method,
            Piwik::getCurrentUserLogin(),
            $access->hasSuperUserAccess(),
            [
                'view' => array_values(array_diff($view, $write)),
                'write' => array_values(array_diff($write, $admin)),
                'admin' => $admin,
            ],
            $capabilities,
        );
    }

    /**
     * @param array<int|string> $ids
     * @return list<int>
     */
    private static function ids(array $ids): array
    {
        $ids = array_values(array_unique(array_map(intval(...), $ids)));
        sort($ids);

        return $ids;
    }
}
