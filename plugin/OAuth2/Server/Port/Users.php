<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** The users of the system that the tokens act in. */
interface Users
{
    /** The user with exactly this login, or null when there is none or he may not log in any more. */
    public function find(string $login): ?User;

    /** Whether {@see find()} finds somebody; it need not look at what his access can fill. */
    public function exists(string $login): bool;
}
