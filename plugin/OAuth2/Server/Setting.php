<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The settings of the administrator, in the order of the screen. Defaults, ranges, stored values and screens derive from this
 * list. The cases have no values, because PHP creates all cases of a backed enum at its first use.
 */
enum Setting
{
    case AccessTokenTtl;
    case RefreshTokenTtl;
    case AuthCodeTtl;
    case GrantTypes;
    case AllowedScopes;
    case UserManagement;
    case RefreshGrace;
    case SigningAlgorithm;
    case KeyRotationDays;
    case Issuer;
    case CleanRoutes;
    case PrivateUseSchemes;
    case Assistants;
    case AssistantHosts;
    case AssistantScope;
    case ConnectionMail;
    case ClientRegistration;

    /** The maximum lifetime of an access token. Retired keys are published for that long. */
    public const MAX_ACCESS_TOKEN_TTL = self::DAY;

    /** The number of settings at the end of the list that only pages, metadata, registration and screens read. */
    private const OF_PAGES = 5;

    private const MINUTE = 60;
    private const DAY = 86400;

    /** The maximum that RFC 6749 4.1.2 recommends. It is also the default, because users may have to log in again. */
    private const CODE_TTL = 10 * self::MINUTE;

    /** The properties of each setting by its name. PHP builds a constant array of scalars once, not in every request. */
    private const ROWS = [
        'AccessTokenTtl' => [
            'key' => 'accessTokenTtl', 'type' => 'number', 'group' => 'lifetimes',
            'default' => 3600, 'least' => 60, 'most' => self::MAX_ACCESS_TOKEN_TTL, 'unit' => 1,
        ],
        'RefreshTokenTtl' => [
            'key' => 'refreshTokenTtl', 'type' => 'number', 'group' => 'lifetimes',
            'default' => 30 * self::DAY, 'least' => 60, 'most' => 732 * self::DAY, 'unit' => 1,
        ],
        'AuthCodeTtl' => [
            'key' => 'authCodeTtl', 'type' => 'number', 'group' => 'lifetimes',
            'default' => self::CODE_TTL, 'least' => 10, 'most' => self::CODE_TTL, 'unit' => 1,
        ],
        'GrantTypes' => ['key' => 'grantTypes', 'type' => 'grants', 'group' => 'permissions', 'default' => true],
        'AllowedScopes' => ['key' => 'defaultScopes', 'type' => 'scopes', 'group' => 'permissions'],
        'UserManagement' => ['key' => 'userManagement', 'type' => 'flag', 'group' => 'permissions', 'default' => false],
        // The time in which the newest predecessor of a refresh token still gets its successor.
        'RefreshGrace' => [
            'key' => 'refreshGrace', 'type' => 'number', 'group' => 'lifetimes',
            'default' => 30, 'least' => 0, 'most' => 300, 'unit' => 1,
        ],
        'SigningAlgorithm' => [
            'key' => 'signingAlgorithm', 'type' => 'choice', 'group' => 'keys',
            'default' => 'RS256', 'words' => ['RS256', 'PS256', 'ES256', 'EdDSA'],
        ],
        'KeyRotationDays' => [
            'key' => 'keyRotationDays', 'type' => 'number', 'group' => 'keys',
            'default' => 90, 'least' => 1, 'most' => 1830, 'unit' => self::DAY,
        ],
        'Issuer' => ['key' => 'issuer', 'type' => 'issuer', 'group' => 'addresses', 'default' => ''],
        // auto: if a test has found that they answer. It was a flag before.
        'CleanRoutes' => [
            'key' => 'cleanRoutes', 'type' => 'choice', 'group' => 'addresses',
            'default' => 'auto', 'words' => ['auto', 'on', 'off'], 'flag' => ['off', 'on'],
        ],
        'PrivateUseSchemes' => [
            'key' => 'privateUseSchemes', 'type' => 'schemes', 'group' => 'permissions',
            'default' => 'cursor vscode vscode-insiders windsurf raycast zed',
        ],
        // Assistant\Trust
        'Assistants' => [
            'key' => 'assistants', 'type' => 'choice', 'group' => 'assistants',
            'default' => 'off', 'words' => ['off', 'known', 'hosts', 'approval', 'any'],
        ],
        'AssistantHosts' => ['key' => 'assistantHosts', 'type' => 'hosts', 'group' => 'assistants', 'default' => ''],
        // The highest scope of clients that connect by themselves: the name of a Scope in lower case.
        'AssistantScope' => [
            'key' => 'assistantScope', 'type' => 'choice', 'group' => 'assistants',
            'default' => 'read', 'words' => ['read', 'write', 'admin'],
        ],
        // Mails to users who have allowed an application something new; the embedder sends them.
        'ConnectionMail' => ['key' => 'connectionMail', 'type' => 'flag', 'group' => 'permissions', 'default' => true],
        // Dynamic client registration (RFC 7591).
        'ClientRegistration' => ['key' => 'clientRegistration', 'type' => 'flag', 'group' => 'assistants', 'default' => false],
    ];

    /**
     * Lists the settings that token requests and calls depend on, so that they need not read the others.
     *
     * @return list<self>
     */
    public static function ofRequests(): array
    {
        return \array_slice(self::cases(), 0, -self::OF_PAGES);
    }

    /** Returns the official plugin's name of the setting, under which it is stored and configured. */
    public function key(): string
    {
        return $this->row()['key'];
    }

    public function type(): SettingType
    {
        return SettingType::from($this->row()['type']);
    }

    public function group(): SettingGroup
    {
        return SettingGroup::from($this->row()['group']);
    }

    /** @return int|bool|string|list<string> */
    public function default(): int|bool|string|array
    {
        return $this->row()['default'] ?? Scope::USUAL;
    }

    /**
     * Returns the least and the greatest value of a number.
     *
     * @return array{int, int}
     */
    public function range(): array
    {
        $row = $this->row();

        return [$row['least'] ?? PHP_INT_MIN, $row['most'] ?? PHP_INT_MAX];
    }

    /** Returns the number of seconds in one unit of a time; 0 if the setting is not a time. */
    public function unit(): int
    {
        return $this->row()['unit'] ?? 0;
    }

    /** @return list<string> the words of a choice, the default first */
    public function words(): array
    {
        return $this->row()['words'] ?? [];
    }

    /** Tells whether the setting has a single value, which {@see Settings} store unchanged under its {@see key()}. */
    public function isSingle(): bool
    {
        return !\in_array($this->row()['type'], ['scopes', 'grants', 'issuer'], true);
    }

    /** Tells whether {@see Settings} accept this value by the setting's key; never for one with a parameter of its own. */
    public function accepts(mixed $value): bool
    {
        return self::fits($this->row(), $value);
    }

    /**
     * Finds a value by {@see key()} that {@see accepts()} refuses, or that has no setting; null when there is none.
     *
     * @param array<array-key, mixed> $values
     */
    public static function refused(array $values): ?string
    {
        // Once for all values, because every request checks all of them.
        $rows = array_column(self::ROWS, null, 'key');
        foreach ($values as $key => $value) {
            if (!isset($rows[$key]) || !self::fits($rows[$key], $value)) {
                return (string) $key;
            }
        }

        return null;
    }

    /** @param array{type: value-of<SettingType>, least?: int, most?: int, words?: non-empty-list<string>, ...} $row */
    private static function fits(array $row, mixed $value): bool
    {
        return match ($row['type']) {
            'number' => \is_int($value) && $value >= ($row['least'] ?? PHP_INT_MIN) && $value <= ($row['most'] ?? PHP_INT_MAX),
            'flag' => \is_bool($value),
            'choice' => \in_array($value, $row['words'] ?? [], true),
            // Client\PrivateUseSchemes and Assistant\HostList leave out what they cannot allow.
            'schemes', 'hosts' => \is_string($value),
            default => false,
        };
    }

    /**
     * Returns the nearest accepted value, because a value that was stored under older rules or is in a configuration file may
     * be out of range.
     *
     * @throws \LogicException when the setting has no single value
     */
    public function nearest(mixed $value): int|bool|string
    {
        $row = $this->row();
        $least = $row['least'] ?? PHP_INT_MIN;

        return match ($row['type']) {
            'number' => max($least, min($row['most'] ?? PHP_INT_MAX, is_numeric($value) ? (int) $value : $least)),
            'flag' => (bool) $value,
            'schemes', 'hosts' => \is_string($value) ? $value : implode(' ', (array) $this->default()),
            'choice' => self::word($row, $value),
            default => throw new \LogicException("$this->name has no single value"),
        };
    }

    /**
     * Returns the word of a choice that a stored value means; the first one if it means none.
     *
     * @param array{words?: non-empty-list<string>, flag?: array{string, string}, ...} $row
     */
    private static function word(array $row, mixed $value): string
    {
        $words = $row['words'] ?? [''];
        if (isset($row['flag']) && (\is_bool($value) || \in_array($value, ['0', '1', 0, 1], true))) {
            return $row['flag'][(int) $value];
        }

        return \is_string($value) && \in_array($value, $words, true) ? $value : $words[0];
    }

    /**
     * Returns all properties of the setting.
     *
     * @return array{key: string, type: value-of<SettingType>, group: value-of<SettingGroup>, default?: int|bool|string,
     *     least?: int, most?: int, unit?: int, words?: non-empty-list<string>, flag?: array{string, string}}
     */
    public function row(): array
    {
        return self::ROWS[$this->name];
    }
}
