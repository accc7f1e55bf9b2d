<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Piwik;
use Piwik\Session;
use Piwik\Session\SessionFingerprint;

/** The session of the browser that a request comes from. Core closes it before API methods run, so it cannot store anything. */
class BrowserSession
{
    /** Logs the user out as Matomo's menu does, without leaving the page for the one that it shows afterwards. */
    public static function end(): void
    {
        // Plugins that keep something for the session end it here, too.
        Piwik::postEvent('Login.logout', [Piwik::getCurrentUserLogin()]);
        (new SessionFingerprint())->clear();
        Session::expireSessionCookie();
    }

    /** A value that only requests of this session and user have; null for requests with a token and for the console. */
    public function id(): ?string
    {
        $id = session_id();
        $login = (string) Piwik::getCurrentUserLogin();

        return \is_string($id) && $id !== '' && (new SessionFingerprint())->getUser() === $login ? "$login\n$id" : null;
    }
}
