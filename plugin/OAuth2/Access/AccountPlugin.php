<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

/** The plugins on which logins depend: what changes of them need, by their settings or by methods that are in no list. */
final class AccountPlugin
{
    /** Plugins that decide who may log in and what users may do. */
    private const USERS = '/^(?:Login|UsersManager$)/Di';

    /** Plugins with credentials of users or of clients. */
    private const CREDENTIALS = '/^(?:OAuth2|TwoFactorAuth)$/Di';

    /** Returns what a token needs to change the plugin; null if no login depends on it. */
    public static function requirement(string $plugin): ?Requirement
    {
        return match (1) {
            preg_match(self::CREDENTIALS, $plugin) => Requirement::never(),
            preg_match(self::USERS, $plugin) => Requirement::userManagement(),
            default => null,
        };
    }
}
