<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** The users of the application that accepts the tokens. */
interface Users
{
    /** Finds the user with exactly this login; null when there is none or the user may no longer log in. */
    public function find(string $login): ?User;

    /** True when {@see find()} returns a user. It need not determine the user's rights and so may be faster. */
    public function exists(string $login): bool;

    /**
     * True when a user has this login or one that differs only in letter case, whether or not the user may log in. People and
     * other software take such logins for the same one.
     */
    public function isLogin(string $name): bool;
}
