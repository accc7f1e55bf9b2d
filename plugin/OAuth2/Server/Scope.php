<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * What a token may reach at most (RFC 6749 3.3). A scope is a ceiling on what the acting user may do at the time of
 * the call, never a grant: the user's own access decides below it. The four are ordered, each covers those below it.
 */
enum Scope: string
{
    case Read = 'matomo:read';
    case Write = 'matomo:write';
    case Admin = 'matomo:admin';
    case SuperUser = 'matomo:superuser';

    /** @return list<string> the values that requests, tokens and rows have, from the lowest to the highest */
    public static function values(): array
    {
        return array_column(self::cases(), 'value');
    }

    /**
     * The scopes that a list names, in the order of this list; whatever else is in it is left out.
     *
     * @return list<self>
     */
    public static function named(mixed $names): array
    {
        return array_values(array_filter(
            self::cases(),
            static fn (self $scope): bool => \is_array($names) && \in_array($scope->value, $names, true),
        ));
    }

    /** The place in the order, 1 (read) to 4 (superuser). */
    public function level(): int
    {
        return match ($this) {
            self::Read => 1,
            self::Write => 2,
            self::Admin => 3,
            self::SuperUser => 4,
        };
    }

    /** Whether a token with this scope may do what asks for $needed. */
    public function covers(self $needed): bool
    {
        return $this->level() >= $needed->level();
    }

    /**
     * The scope with the lowest level.
     *
     * @param non-empty-list<self> $scopes
     */
    public static function least(array $scopes): self
    {
        $least = $scopes[0];
        foreach ($scopes as $scope) {
            $least = $scope->level() < $least->level() ? $scope : $least;
        }

        return $least;
    }

    /**
     * The scope with the highest level.
     *
     * @param non-empty-list<self> $scopes
     */
    public static function highest(array $scopes): self
    {
        $highest = $scopes[0];
        foreach ($scopes as $scope) {
            $highest = $scope->level() > $highest->level() ? $scope : $highest;
        }

        return $highest;
    }
}
