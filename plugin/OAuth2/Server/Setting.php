<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * What an administrator sets, in the order of the screen. Defaults, ranges, stored values, screens and the documents'
 * table derive from this list. The value is the name under which it is stored and configured, the official plugin's.
 */
enum Setting: string
{
    case AccessTokenTtl = 'accessTokenTtl';
    case RefreshTokenTtl = 'refreshTokenTtl';
    case AuthCodeTtl = 'authCodeTtl';
    case GrantTypes = 'grantTypes';
    case AllowedScopes = 'defaultScopes';
    case RefreshGrace = 'refreshGrace';
    case SigningAlgorithm = 'signingAlgorithm';
    case KeyRotationDays = 'keyRotationDays';
    case Issuer = 'issuer';
    case CleanRoutes = 'cleanRoutes';

    /** No access token lives longer, whatever was set at the time: retired keys are kept that long. */
    public const MAX_ACCESS_TOKEN_TTL = self::DAY;

    private const MINUTE = 60;
    private const DAY = 86400;

    /** RFC 6749 4.1.2 recommends this as the most; it is the default, too, because users may have to log in again. */
    private const CODE_TTL = 10 * self::MINUTE;

    public function type(): SettingType
    {
        return $this->row()['type'];
    }

    /** @return int|bool|string|list<string> */
    public function default(): int|bool|string|array
    {
        return $this->row()['default'];
    }

    /**
     * The least and the most that a number may be.
     *
     * @return array{int, int}
     */
    public function range(): array
    {
        $row = $this->row();

        return [$row['least'] ?? PHP_INT_MIN, $row['most'] ?? PHP_INT_MAX];
    }

    /** How many seconds a number counts by; 0 for what is no time. */
    public function unit(): int
    {
        return $this->row()['unit'] ?? 0;
    }

    /** @return list<string> the words of a choice, the default first */
    public function words(): array
    {
        return $this->row()['words'] ?? [];
    }

    /** Whether a server may be made with this value; what has a parameter of its own in {@see Settings} is no value. */
    public function accepts(mixed $value): bool
    {
        $row = $this->row();

        return match ($row['type']) {
            SettingType::Number => \is_int($value) && $value >= ($row['least'] ?? $value) && $value <= ($row['most'] ?? $value),
            SettingType::Flag => \is_bool($value),
            SettingType::Choice => \in_array($value, $row['words'] ?? [], true),
            default => false,
        };
    }

    /**
     * The value that is accepted and comes nearest: what was stored by older rules, or stands in a configuration file, may
     * be out of range.
     *
     * @throws \LogicException when the setting is no number, flag or choice
     */
    public function nearest(mixed $value): int|bool|string
    {
        [$least, $most] = $this->range();

        return match ($this->type()) {
            SettingType::Number => max($least, min($most, is_numeric($value) ? (int) $value : $least)),
            SettingType::Flag => (bool) $value,
            SettingType::Choice => \is_string($value) && $this->accepts($value) ? $value : $this->words()[0],
            default => throw new \LogicException("$this->name has no single value"),
        };
    }

    /**
     * @return array{type: SettingType, default: int|bool|string|list<string>, least?: int, most?: int, unit?: int,
     *     words?: non-empty-list<string>}
     */
    private function row(): array
    {
        return match ($this) {
            self::AccessTokenTtl => self::time(3600, 60, self::MAX_ACCESS_TOKEN_TTL),
            self::RefreshTokenTtl => self::time(30 * self::DAY, 60, 732 * self::DAY),
            self::AuthCodeTtl => self::time(self::CODE_TTL, 10, self::CODE_TTL),
            self::GrantTypes => ['type' => SettingType::Grants, 'default' => true],
            self::AllowedScopes => [
                'type' => SettingType::Scopes,
                'default' => [Scope::Read->value, Scope::Write->value, Scope::Admin->value],
            ],
            // How long the newest predecessor of a refresh token still answers with its successor.
            self::RefreshGrace => self::time(30, 0, 300),
            self::SigningAlgorithm => self::choice('RS256', 'PS256', 'ES256', 'EdDSA'),
            self::KeyRotationDays => self::time(90, 1, 1830, self::DAY),
            self::Issuer => ['type' => SettingType::Issuer, 'default' => ''],
            self::CleanRoutes => self::flag(false),
        };
    }

    /** @return array{type: SettingType, default: int, least: int, most: int, unit: int} */
    private static function time(int $default, int $least, int $most, int $unit = 1): array
    {
        return ['type' => SettingType::Number, 'default' => $default, 'least' => $least, 'most' => $most, 'unit' => $unit];
    }

    /** @return array{type: SettingType, default: bool} */
    private static function flag(bool $default): array
    {
        return ['type' => SettingType::Flag, 'default' => $default];
    }

    /** @return array{type: SettingType, default: string, words: non-empty-list<string>} */
    private static function choice(string $default, string ...$others): array
    {
        return ['type' => SettingType::Choice, 'default' => $default, 'words' => [$default, ...array_values($others)]];
    }
}
