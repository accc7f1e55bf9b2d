<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Storage\ClientSummary;

/**
 * The rules that select the one scope of a token (RFC 6749 3.3). When a request names several scopes, all of them must be
 * allowed, and the token gets the highest, which includes the others. offline_access is ignored: a client gets refresh
 * tokens through its grant types.
 */
final readonly class ScopePolicy
{
    public function __construct(private Settings $settings)
    {
    }

    /**
     * The scopes that both the client and the settings allow now.
     *
     * @return list<Scope> in the order of the settings
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
     * Parses the requested scopes and checks that the client may request each of them.
     *
     * @param ?string $asked the parameter `scope`; null or without a scope: the lowest allowed scope
     * @return non-empty-list<Scope> in the order of the request, each once
     * @throws OAuthError invalid_scope when a scope is unknown or not allowed for the client
     */
    public function requested(ClientSummary $client, ?string $asked): array
    {
        $allowed = $this->allowed($client);
        if ($allowed === []) {
            throw OAuthError::invalidScope('No scope is allowed for this client. Ask the administrator to allow one');
        }
        $scopes = self::parse($asked);
        foreach ($scopes as $scope) {
            if (!\in_array($scope, $allowed, true)) {
                throw OAuthError::invalidScope("Scope $scope->value is not allowed for this client. Allowed scopes: "
                    . implode(' ', array_column($allowed, 'value')));
            }
        }

        return $scopes === [] ? [Scope::least($allowed)] : $scopes;
    }

    /**
     * The scope of a token that a client obtains on its own behalf (RFC 6749 4.4).
     *
     * @throws OAuthError invalid_scope as {@see requested()}
     */
    public function forClient(ClientSummary $client, ?string $asked): Scope
    {
        return Scope::highest($this->requested($client, $asked));
    }

    /**
     * The scope that {@see forClient()} returns for this request if the client may have it, known before the client's row
     * is read; null when the request names no scope.
     *
     * @throws OAuthError invalid_scope when a scope is unknown
     */
    public static function asked(?string $asked): ?Scope
    {
        $scopes = self::parse($asked);

        return $scopes === [] ? null : Scope::highest($scopes);
    }

    /**
     * The scope of a refreshed access token: the granted scope or a lower one (RFC 6749 6).
     *
     * @throws OAuthError invalid_scope when a scope is unknown or exceeds the granted one
     */
    public static function narrowed(Scope $granted, ?string $asked): Scope
    {
        $scopes = self::parse($asked);
        if ($scopes === []) {
            return $granted;
        }
        $highest = Scope::highest($scopes);
        if (!$granted->covers($highest)) {
            throw OAuthError::invalidScope("Scope $highest->value exceeds the granted scope $granted->value");
        }

        return $highest;
    }

    /** True when the client and the settings still allow a scope that was granted earlier. */
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
                    ?? throw OAuthError::invalidScope(
                        'Unknown scope. Known scopes, separated by blanks: ' . implode(' ', Scope::values()),
                    );
            }
        }

        return $scopes;
    }
}
