<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Storage\ClientSummary;

/**
 * The rules that select the one scope of a token (RFC 6749 3.3). Scopes are ordered: a client that may have one may have
 * those below it, as far as the settings allow them. A request may name several scopes: a user then chooses one of those up
 * to the highest, and a client that acts on its own behalf gets the least. offline_access is ignored: a client gets refresh
 * tokens through its grant types.
 */
final readonly class ScopePolicy
{
    public function __construct(private Settings $settings)
    {
    }

    /** True when the client and the settings allow the scope now. */
    public function isAllowed(ClientSummary $client, Scope $scope): bool
    {
        if (!\in_array($scope, $this->settings->allowedScopes, true)) {
            return false;
        }
        foreach ($client->scopes as $name) {
            if (Scope::tryFrom($name)?->covers($scope) === true) {
                return true;
            }
        }

        return false;
    }

    /**
     * Parses the scopes that a client asks for. Without any, it asks for the least that its row names.
     *
     * @param ?string $parameter the parameter `scope`
     * @return non-empty-list<Scope> in the order of the request, each once
     * @throws OAuthError invalid_scope when a scope is unknown, or the client's row names none
     */
    public function asked(ClientSummary $client, ?string $parameter): array
    {
        $asked = self::parse($parameter);
        if ($asked !== []) {
            return $asked;
        }
        $named = Scope::named($client->scopes);
        foreach ($named as $scope) {
            if ($this->isAllowed($client, $scope)) {
                return [$scope];
            }
        }

        return [$named[0] ?? throw $this->refused($client, null)];
    }

    /**
     * The scopes that a user may be offered for a request: all up to the highest one asked, as far as they are allowed.
     *
     * @param non-empty-list<Scope> $asked
     * @return non-empty-list<Scope> lowest first
     * @throws OAuthError invalid_scope when none of them is allowed
     */
    public function offered(ClientSummary $client, array $asked): array
    {
        $highest = Scope::highest($asked);
        $offered = $this->allowedUpTo($client, $highest);

        return $offered === [] ? throw $this->refused($client, $highest) : $offered;
    }

    /**
     * The scope that the consent page selects: the least one asked that is offered. If the user has already given the client
     * that much, it is the next one asked: the client comes back for more. If none of those asked is offered, it is the
     * highest that is.
     *
     * @param non-empty-list<Scope> $offered
     * @param non-empty-list<Scope> $asked
     * @param list<Scope> $held the scopes of live authorizations by this user for this client
     */
    public static function preselected(array $offered, array $asked, array $held): Scope
    {
        $selected = null;
        foreach (Scope::cases() as $scope) {
            if (\in_array($scope, $asked, true) && \in_array($scope, $offered, true)) {
                $selected = $scope;
                if ($held === [] || !Scope::highest($held)->covers($scope)) {
                    break;
                }
            }
        }

        return $selected ?? Scope::highest($offered);
    }

    /**
     * The scope of a token that a client obtains on its own behalf (RFC 6749 4.4): the least one asked.
     *
     * @throws OAuthError invalid_scope when a scope is unknown or not allowed for the client
     */
    public function forClient(ClientSummary $client, ?string $parameter): Scope
    {
        $asked = $this->asked($client, $parameter);
        foreach ($asked as $scope) {
            if (!$this->isAllowed($client, $scope)) {
                throw $this->refused($client, $scope);
            }
        }

        return Scope::least($asked);
    }

    /**
     * The scope that {@see forClient()} returns for this request if the client may have it, known before the client's row
     * is read; null when the request names no scope.
     *
     * @throws OAuthError invalid_scope when a scope is unknown
     */
    public static function leastAsked(?string $parameter): ?Scope
    {
        $asked = self::parse($parameter);

        return $asked === [] ? null : Scope::least($asked);
    }

    /**
     * The scope of a refreshed access token (RFC 6749 6): the lower one of the granted scope and the highest asked now. Clients
     * repeat the scopes of their authorization request, of which the user may have granted a lower one.
     *
     * @param ?string $firstAsked the highest scope of the authorization request; null when it was not recorded
     * @throws OAuthError invalid_scope when a scope is unknown, exceeds what the client first asked for, or is not allowed
     */
    public function refreshed(ClientSummary $client, Scope $granted, ?string $firstAsked, ?string $parameter): Scope
    {
        $asked = self::parse($parameter);
        if ($asked === []) {
            return $granted;
        }
        $highest = Scope::highest($asked);
        $limit = Scope::tryFrom($firstAsked ?? '') ?? $granted;
        if (!$limit->covers($highest)) {
            throw OAuthError::invalidScope(
                "Scope $highest->value exceeds $limit->value, the highest scope that the client first asked for",
            );
        }
        if ($highest->covers($granted)) {
            return $granted;
        }

        return $this->isAllowed($client, $highest) ? $highest : throw $this->refused($client, $highest);
    }

    /** @return list<Scope> lowest first */
    private function allowedUpTo(ClientSummary $client, Scope $highest): array
    {
        return array_values(array_filter(
            Scope::upTo($highest),
            fn (Scope $scope): bool => $this->isAllowed($client, $scope),
        ));
    }

    private function refused(ClientSummary $client, ?Scope $scope): OAuthError
    {
        $allowed = $this->allowedUpTo($client, Scope::SuperUser);

        return OAuthError::invalidScope($allowed === []
            ? 'No scope is allowed for this client. Ask the administrator to allow one'
            : "Scope $scope?->value is not allowed for this client. Allowed scopes: "
                . implode(' ', array_column($allowed, 'value')));
    }

    /**
     * @return list<Scope>
     * @throws OAuthError invalid_scope
     */
    private static function parse(?string $parameter): array
    {
        $scopes = [];
        foreach ($parameter === null ? [] : explode(' ', $parameter) as $name) {
            if ($name !== '' && $name !== 'offline_access') {
                $scope = Scope::tryFrom($name) ?? throw OAuthError::invalidScope(
                    "Unknown scope '" . Scope::shown($name) . "'. Known scopes, separated by blanks: "
                        . implode(' ', Scope::values()),
                );
                if (!\in_array($scope, $scopes, true)) {
                    $scopes[] = $scope;
                }
            }
        }

        return $scopes;
    }
}
