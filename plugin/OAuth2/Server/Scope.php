<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The scopes of access tokens (RFC 6749 3.3), ordered: each includes the ones before it. A scope is an upper limit and
 * gives no rights itself: at each call a token can do at most what the scope allows and what its user may do then.
 */
enum Scope: string
{
    case Read = 'matomo:read';
    case Write = 'matomo:write';
    case Admin = 'matomo:admin';
    case SuperUser = 'matomo:superuser';

    /** The scopes that clients may get by default. */
    public const USUAL = ['matomo:read', 'matomo:write', 'matomo:admin'];

    /** The characters of an unknown name that an error text repeats, and their number. */
    private const SHOWN_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:.,;|/+*@_-';
    private const SHOWN_LENGTH = 60;

    /** @return list<string> all scopes as requests, tokens and rows spell them, lowest first */
    public static function values(): array
    {
        return array_column(self::cases(), 'value');
    }

    /**
     * Reads a list of scope names and ignores unknown ones.
     *
     * @param mixed $names a list of strings; any other type gives an empty list
     * @return list<self> each scope once, lowest first
     */
    public static function named(mixed $names): array
    {
        return array_values(array_filter(
            self::cases(),
            static fn (self $scope): bool => \is_array($names) && \in_array($scope->value, $names, true),
        ));
    }

    /**
     * The scopes that $highest includes.
     *
     * @return non-empty-list<self> lowest first; the last one is $highest
     */
    public static function upTo(self $highest): array
    {
        return [...\array_slice(self::cases(), 0, $highest->level() - 1), $highest];
    }

    /** A name that is no scope, for an error text: its start, up to a character that has a meaning elsewhere, or to a length. */
    public static function shown(string $name): string
    {
        $start = substr($name, 0, min(strspn($name, self::SHOWN_CHARACTERS), self::SHOWN_LENGTH));

        return $start === $name ? $start : $start . '...';
    }

    /** The rank of the scope, from 1 (read) to 4 (superuser). */
    public function level(): int
    {
        return match ($this) {
            self::Read => 1,
            self::Write => 2,
            self::Admin => 3,
            self::SuperUser => 4,
        };
    }

    /** True when a token with this scope may make a call that requires $needed. */
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
