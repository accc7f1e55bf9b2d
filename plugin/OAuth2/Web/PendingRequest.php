<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Session;
use Piwik\Session\SessionNamespace;

/**
 * The authorization request that waits in the session until the user has logged in. Matomo's own login form returns to it by
 * JavaScript. Without JavaScript, and with other login plugins, the user gets to a start page, and this class leads back
 * from there once.
 */
final class PendingRequest
{
    private const NAMESPACE = 'OAuth2.pending';

    /** The maximum duration of a login, in seconds. */
    private const TTL = 900;

    /** Stores the request before the user logs in. */
    public static function keep(string $rawQuery): void
    {
        if (Session::isStarted()) {
            $session = new SessionNamespace(self::NAMESPACE);
            $session->query = $rawQuery;
            $session->loggedIn = false;
            $session->expires = time() + self::TTL;
        }
    }

    /** Notes that the user has just logged in. */
    public static function loggedIn(): void
    {
        if (self::exists()) {
            $session = new SessionNamespace(self::NAMESPACE);
            $session->loggedIn = true;
        }
    }

    /** Removes and returns the query to go back to; null if there is none or the user has not logged in. */
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

    /** Removes the request, when it or another one has been answered. */
    public static function forget(): void
    {
        if (self::exists()) {
            (new SessionNamespace(self::NAMESPACE))->unsetAll();
        }
    }

    /** Looks without opening a session namespace, because nearly every request of every user calls this. */
    private static function exists(): bool
    {
        return Session::isStarted() && ($_SESSION[self::NAMESPACE] ?? []) !== [];
    }
}
