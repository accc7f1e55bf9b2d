<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Storage\ClientSummary;

/**
 * Which one scope a token gets. If several are asked for, all of them must be allowed, and the highest is granted:
 * it covers the others, and clients that add scopes step by step send such unions. offline_access is passed over,
 * because refresh tokens follow the client's grant types.
 */
final readonly class ScopePolicy
{
    public function __construct(private Settings $settings)
    {
    }

    /**
     * What the client may ask for today.
     *
     * @return list<Scope>
     */
    public function allowed(ClientSummary $client): array
    {
        $allowed = [];
        foreach ($this->settings->allowedScopes as $scope) {
            if (\in_array($scope->value, $client->scopes, true)) {
                $allowed[] = $scope;
            }
        }

        return $allowed;
    }

    /**
     * The scopes that a request asks for, all of them allowed: the client's least one when it names none.
     *
     * @return non-empty-list<Scope> in the order of the request, each once
     * @throws OAuthError invalid_scope
     */
    public function requested(ClientSummary $client, ?string $asked): array
    {
        $allowed = $this->allowed($client);
        if ($allowed === []) {
            throw OAuthError::invalidScope('The client is allowed no scope');
        }
        $scopes = self::parse($asked);
        foreach ($scopes as $scope) {
            if (!\in_array($scope, $allowed, true)) {
                throw OAuthError::invalidScope('A requested scope is not allowed for the client');
            }
        }

        return $scopes === [] ? [Scope::least($allowed)] : $scopes;
    }

    /**
     * The scope for a client on its own account.
     *
     * @throws OAuthError invalid_scope
     */
    public function forClient(ClientSummary $client, ?string $asked): Scope
    {
        return Scope::highest($this->requested($client, $asked));
    }

    /**
     * The scope that {@see forClient()} grants if it grants what is asked for; null when nothing is.
     *
     * @throws OAuthError invalid_scope
     */
    public static function asked(?string $asked): ?Scope
    {
        $scopes = self::parse($asked);

        return $scopes === [] ? null : Scope::highest($scopes);
    }

    /**
     * The scope of a refreshed access token: the granted one or one below it (RFC 6749 6).
     *
     * @throws OAuthError invalid_scope when more is asked for than was granted
     */
    public static function narrowed(Scope $granted, ?string $asked): Scope
    {
        $scopes = self::parse($asked);
        if ($scopes === []) {
            return $granted;
        }
        $highest = Scope::highest($scopes);
        if (!$granted->covers($highest)) {
            throw OAuthError::invalidScope('A requested scope was not granted');
        }

        return $highest;
    }

    /** Whether what was granted once is within what the client is allowed today. */
    public function stillAllowed(ClientSummary $client, Scope $granted): bool
    {
        $allowed = $this->allowed($client);

        return $allowed !== [] && Scope::highest($allowed)->covers($granted);
    }

    /**
     * @return list<Scope>
     * @throws OAuthError invalid_scope
     */
    private static function parse(?string $asked): array
    {
        $scopes = [];
        foreach (array_unique(explode(' ', $asked ?? '')) as $name) {
            if ($name !== '' && $name !== 'offline_access') {
                $scopes[] = Scope::tryFrom($name)
                    ?? throw OAuthError::invalidScope('A requested scope is unknown');
            }
        }

        return $scopes;
    }
}
