<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Piwik;

/** The user on whose behalf Matomo runs. */
final class CurrentUser
{
    /** Returns the login; empty if there is no user: requests to the endpoints have none, and the console acts as the system. */
    public static function login(): string
    {
        $login = (string) Piwik::getCurrentUserLogin();

        return \in_array($login, ['anonymous', 'super user was set'], true) ? '' : $login;
    }
}
