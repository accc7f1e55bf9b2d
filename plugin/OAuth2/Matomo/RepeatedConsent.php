<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Authorizations\Authorizations;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationStatus;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationView;
use Piwik\Session\SessionNamespace;

/**
 * Recognizes a user who repeats a consent, such as after a lost response. An application does not say which of its connections asks,
 * so a consent is a new connection unless the same login session has allowed this application at least as much, for the same
 * resource and from the same IP address, a few minutes ago, and that still runs. A stolen password makes another session; a stolen
 * session may well have the user's address, such as that of an office, so the time is short. The session keeps what it allowed.
 */
final class RepeatedConsent
{
    private const NAME = 'OAuth2Allowed';

    /** The maximum number of consents that a session keeps. An older one is forgotten, and its repetition is mailed. */
    private const LIMIT = 10;

    /** The number of seconds after the mailed consent within which another one is its repetition. */
    private const WITHIN = 300;

    /**
     * Notes in the session what was allowed.
     *
     * @return bool true if it repeats what the session had just allowed
     */
    public static function note(Authorizations $authorizations, string $id, string $address): bool
    {
        $session = new SessionNamespace(self::NAME);
        $stored = $session->__get('consents');
        /** @var array<string, array{string, int}> $allowed */
        $allowed = \is_array($stored) ? $stored : [];
        $isRepeated = self::isAmong($authorizations, $id, self::recent($allowed, $address, time()));
        if (!$isRepeated) {
            // A repetition is not noted: otherwise each would start the time anew, and a chain of them would be silent for ever.
            $session->__set('consents', self::with($allowed, $id, $address, time()));
        }

        return $isRepeated;
    }

    /**
     * @internal
     * @param array<string, array{string, int}> $allowed the IP addresses and times by authorization
     * @return array<string, array{string, int}>
     */
    public static function with(array $allowed, string $id, string $address, int $now): array
    {
        return \array_slice([...$allowed, $id => [$address, $now]], -self::LIMIT, null, true);
    }

    /**
     * The authorizations of which another consent now, from this IP address, may be a repetition.
     *
     * @internal
     * @param array<string, array{string, int}> $allowed
     * @return list<string>
     */
    public static function recent(array $allowed, string $address, int $now): array
    {
        return array_keys(array_filter(
            $allowed,
            static fn (array $entry): bool => $entry[0] === $address && $entry[1] <= $now && $now < $entry[1] + self::WITHIN,
        ));
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
