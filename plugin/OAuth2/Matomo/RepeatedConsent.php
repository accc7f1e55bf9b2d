<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Authorizations\Authorizations;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationStatus;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationView;
use Piwik\Session\SessionNamespace;

/**
 * Recognizes a user who allows again what they allowed before. An application does not say which of its connections asks, so a
 * consent is a new connection unless the same login session has allowed this application at least as much, for the same resource
 * and from the same IP address, and that still runs. Nobody else's connection passes for it: a stolen password makes another
 * session, and a stolen session has another address. The session keeps what it allowed; no table does.
 */
final class RepeatedConsent
{
    private const NAME = 'OAuth2Allowed';

    /** The maximum number of consents that a session keeps. An older one is forgotten, and its repetition is mailed. */
    private const LIMIT = 10;

    /**
     * Notes in the session what was allowed.
     *
     * @return bool true if the session had allowed it before
     */
    public static function note(Authorizations $authorizations, string $id, string $address): bool
    {
        $session = new SessionNamespace(self::NAME);
        $stored = $session->__get('ids');
        /** @var array<string, string> $allowed */
        $allowed = \is_array($stored) ? $stored : [];
        $session->__set('ids', self::with($allowed, $id, $address));

        return self::isAmong($authorizations, $id, array_keys($allowed, $address, true));
    }

    /**
     * @internal
     * @param array<string, string> $allowed the IP addresses by authorization
     * @return array<string, string>
     */
    public static function with(array $allowed, string $id, string $address): array
    {
        return \array_slice([...$allowed, $id => $address], -self::LIMIT, null, true);
    }

    /**
     * True if one of these authorizations gives what this one does.
     *
     * @internal
     * @param list<string> $before
     */
    public static function isAmong(Authorizations $authorizations, string $id, array $before): bool
    {
        $now = $before === [] ? null : $authorizations->find($id);
        if ($now === null) {
            return false;
        }
        foreach ($before as $earlier) {
            $then = $authorizations->find($earlier);
            if ($then !== null && self::covers($then, $now)) {
                return true;
            }
        }

        return false;
    }

    private static function covers(AuthorizationView $then, AuthorizationView $now): bool
    {
        return $then->state === AuthorizationStatus::Active
            && $now->scope !== null
            && $then->scope?->covers($now->scope) === true
            && [$then->login, $then->clientId, $then->resource] === [$now->login, $now->clientId, $now->resource];
    }
}
