<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Session;
use Piwik\Session\SessionNamespace;

/**
 * The authorization request of somebody who has to log in first, kept in the session. Matomo's own form comes back to
 * it by JavaScript; without that, and with other login plugins, the user lands on some start page and is led back from
 * there, once.
 */
final class PendingRequest
{
    private const NAMESPACE = 'OAuth2.pending';

    /** How long a login may take, in seconds. */
    private const TTL = 900;

    /** Before somebody has to log in. */
    public static function keep(string $rawQuery): void
    {
        if (Session::isStarted()) {
            $session = new SessionNamespace(self::NAMESPACE);
            $session->query = $rawQuery;
            $session->loggedIn = false;
            $session->expires = time() + self::TTL;
        }
    }

    /** Somebody has just logged in in this session. */
    public static function loggedIn(): void
    {
        if (self::exists()) {
            $session = new SessionNamespace(self::NAMESPACE);
            $session->loggedIn = true;
        }
    }

    /** The query to go back to, and forgets it; null when nobody has logged in for one. */
    public static function take(): ?string
    {
        if (!self::exists()) {
            return null;
        }
        $session = new SessionNamespace(self::NAMESPACE);
        $query = $session->query;
        $ready = $session->loggedIn === true && \is_int($session->expires) && $session->expires > time();
        if ($ready) {
            self::forget();
        }

        return $ready && \is_string($query) ? $query : null;
    }

    /** When the request has been answered, or another one is. */
    public static function forget(): void
    {
        if (self::exists()) {
            (new SessionNamespace(self::NAMESPACE))->unsetAll();
        }
    }

    /** Without opening a namespace: nearly every request of every user asks. */
    private static function exists(): bool
    {
        return Session::isStarted() && ($_SESSION[self::NAMESPACE] ?? []) !== [];
    }
}
