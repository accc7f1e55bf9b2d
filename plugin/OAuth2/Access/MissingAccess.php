<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Access;
use Piwik\Access\Capability;
use Piwik\NoAccessException;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Server\Scope;

/** Finds out which access a method has missed. Core's exceptions have only a text for people, in their language. */
final class MissingAccess
{
    /** The scope under which each of core's checks can succeed. */
    private const CHECKS = [
        'checkUserHasSuperUserAccess' => Scope::SuperUser,
        'checkUserHasSuperUserAccessOrIsTheUser' => Scope::SuperUser,
        'checkUserHasAdminAccess' => Scope::Admin,
        'checkUserHasSomeAdminAccess' => Scope::Admin,
        'checkUserHasWriteAccess' => Scope::Write,
        'checkUserHasSomeWriteAccess' => Scope::Write,
        'checkUserHasViewAccess' => Scope::Read,
        'checkUserHasSomeViewAccess' => Scope::Read,
    ];

    /** Roles and capabilities stand untranslated between these in core's texts, and in those of plugins. */
    private const QUOTED = "/'(\\w+)'/";

    private const ROLES = [
        'view' => Scope::Read,
        'write' => Scope::Write,
        'admin' => Scope::Admin,
        'superuser' => Scope::SuperUser,
    ];

    private function __construct(public readonly ?Scope $scope, public readonly ?string $capability = null)
    {
    }

    /** @param array<Capability> $capabilities those of this Matomo */
    public static function of(NoAccessException $refused, array $capabilities): self
    {
        foreach (\array_slice($refused->getTrace(), 0, 2) as $frame) {
            $class = $frame['class'] ?? '';
            $isCores = is_a($class, Access::class, true) || is_a($class, Piwik::class, true);
            if ($isCores && isset(self::CHECKS[$frame['function']])) {
                return new self(self::CHECKS[$frame['function']]);
            }
        }
        preg_match_all(self::QUOTED, $refused->getMessage(), $quoted);
        foreach ($quoted[1] as $name) {
            foreach ($capabilities as $capability) {
                if ($capability->getId() === $name) {
                    return new self(self::ofCapability($capability), $name);
                }
            }
            if (isset(self::ROLES[$name])) {
                return new self(self::ROLES[$name]);
            }
        }

        return new self(null);
    }

    /** The lowest scope under which the capability stays. */
    private static function ofCapability(Capability $capability): Scope
    {
        return match (true) {
            $capability->hasRoleCapability('view') => Scope::Read,
            $capability->hasRoleCapability('write') => Scope::Write,
            default => Scope::Admin,
        };
    }
}
