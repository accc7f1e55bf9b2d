<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Authorize\PendingRequest;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\ProxyHttp;
use Piwik\Session;
use Piwik\Session\SessionFingerprint;
use Piwik\Url;

/**
 * The cookie with the authorization request for which the user has to log in first. Matomo's own login form returns to the
 * request by JavaScript. Without JavaScript, and with other login plugins, the user gets to a start page, and this class
 * leads back from there. The newest request replaces an earlier one.
 *
 * The cookie is set only while nobody is logged in. So a logged-in user who sends it has logged in after the request, even
 * if the login itself came without cookies, as a POST from another site does (SAML).
 */
final class PendingCookie
{
    private const NAME = 'oauth2_request';

    /** Names that browsers accept from https pages only, and the first one only without Domain and for the whole host. */
    private const HOST_PREFIX = '__Host-';
    private const SECURE_PREFIX = '__Secure-';

    /** Keeps the request until somebody logs in; one that is too long replaces an earlier one, too. */
    public static function keep(string $rawQuery): void
    {
        if (Session::isStarted() && \in_array((new SessionFingerprint())->getUser(), [null, '', 'anonymous'], true)) {
            self::send(PendingRequest::of($rawQuery, time()));
        }
    }

    /** The query to lead the user back to; null if there is none. */
    public static function resume(): ?string
    {
        $request = self::read();
        if ($request === null) {
            return null;
        }
        self::send($request->afterReturn());

        return $request->rawQuery;
    }

    /** Removes the request with this query, when a logged-in user has opened it. */
    public static function forget(string $rawQuery): void
    {
        if (self::read()?->rawQuery === $rawQuery) {
            self::send(null);
        }
    }

    private static function read(): ?PendingRequest
    {
        // Nearly every request of every user gets here, so the settings are read only if there is such a cookie.
        if (
            !isset($_COOKIE[self::NAME])
            && !isset($_COOKIE[self::SECURE_PREFIX . self::NAME])
            && !isset($_COOKIE[self::HOST_PREFIX . self::NAME])
        ) {
            return null;
        }
        $sealed = $_COOKIE[self::place()['name']] ?? '';

        return \is_string($sealed) ? PendingRequest::open($sealed, ServerFactory::instance()->settings(), time()) : null;
    }

    /** Sets the cookie, or removes it. */
    private static function send(?PendingRequest $request): void
    {
        ['name' => $name, 'path' => $path, 'secure' => $secure] = self::place();
        if ($request === null && !isset($_COOKIE[$name])) {
            return;
        }
        setcookie($name, $request === null ? '' : $request->seal(ServerFactory::instance()->settings()), [
            'expires' => $request->expiresAt ?? 1,
            'path' => $path,
            'secure' => $secure,
            'httponly' => true,
            'samesite' => 'Lax',
        ]);
    }

    /** @return array{name: string, path: string, secure: bool} */
    private static function place(): array
    {
        // The path of this request, because a proxy may serve Matomo below another one than the issuer's.
        $path = (string) Url::getCurrentScriptPath();
        if (preg_match('~^/(?:[\w.%\~-]+/)*$~D', $path) !== 1) {
            $path = '/';
        }
        $secure = ProxyHttp::isHttps() || EndpointUrls::isEncrypted(ServerFactory::instance()->settings()->issuer);
        $prefix = match (true) {
            !$secure => '',
            $path === '/' => self::HOST_PREFIX,
            default => self::SECURE_PREFIX,
        };

        return ['name' => $prefix . self::NAME, 'path' => $path, 'secure' => $secure];
    }
}
