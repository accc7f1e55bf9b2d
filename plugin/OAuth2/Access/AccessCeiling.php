<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Access\CapabilitiesProvider;
use Piwik\Plugins\OAuth2\Server\Scope;

/** Limits a user's access to what a scope allows. It never raises access. */
final class AccessCeiling
{
    /** Roles from the lowest to the highest. */
    private const ROLES = ['view', 'write', 'admin'];

    public function __construct(private readonly CapabilitiesProvider $capabilities)
    {
    }

    /**
     * Limits the access to the scope. A website with a role above the ceiling moves to the ceiling's role. A capability
     * stays only if the ceiling's role includes it.
     *
     * @param array<string, list<int|string>> $access website ids by role or capability, as Matomo's event has them
     * @return array<string, list<int|string>>
     */
    public function lower(array $access, Scope $scope): array
    {
        $ceiling = match ($scope) {
            Scope::Read => 'view',
            Scope::Write => 'write',
            Scope::Admin, Scope::SuperUser => 'admin',
        };
        if ($ceiling === 'admin') {
            return ['superuser' => []] + $access;
        }
        $lowered = ['view' => [], 'write' => [], 'admin' => [], 'superuser' => []];
        $above = false;
        foreach (self::ROLES as $role) {
            $to = $above ? $ceiling : $role;
            $lowered[$to] = array_merge($lowered[$to], $access[$role] ?? []);
            $above = $above || $role === $ceiling;
        }
        foreach ($this->capabilities->getAllCapabilities() as $capability) {
            $id = $capability->getId();
            if (isset($access[$id]) && $capability->hasRoleCapability($ceiling)) {
                $lowered[$id] = $access[$id];
            }
        }

        return $lowered;
    }

    /**
     * The highest scope that the user's access covers at all the websites; null if the user has no role at one of them.
     *
     * @param array<string, list<int|string>> $access website ids by role or capability
     * @param non-empty-list<string> $siteIds
     */
    public static function scopeAt(array $access, array $siteIds): ?Scope
    {
        $scopes = ['admin' => Scope::Admin, 'write' => Scope::Write, 'view' => Scope::Read];
        foreach ($scopes as $role => $scope) {
            $sites = array_map(strval(...), array_merge($sites ?? [], $access[$role] ?? []));
            if (array_diff($siteIds, $sites) === []) {
                return $scope;
            }
        }

        return null;
    }

    /**
     * True if the user has the capability at all the websites.
     *
     * @param array<string, list<int|string>> $access website ids by role or capability
     * @param non-empty-list<string> $siteIds
     */
    public static function reaches(array $access, string $capability, array $siteIds): bool
    {
        return array_diff($siteIds, array_map(strval(...), $access[$capability] ?? [])) === [];
    }

    /**
     * A super user's access under a lower scope: the ceiling's role and its capabilities, for all websites.
     *
     * @param list<int|string> $siteIds
     * @return array<string, list<int|string>>
     */
    public function ofSuperUser(array $siteIds, Scope $scope): array
    {
        $access = ['view' => [], 'write' => [], 'admin' => $siteIds, 'superuser' => []];
        foreach ($this->capabilities->getAllCapabilities() as $capability) {
            if ($capability->hasRoleCapability('admin')) {
                $access[$capability->getId()] = $siteIds;
            }
        }

        return $this->lower($access, $scope);
    }
}
