<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/**
 * Values of API parameters. A request brings texts, while another plugin may pass booleans and numbers, which newer versions
 * of core hand on as such. Core would replace a boolean by the default value if the parameter had the type string.
 */
final class ApiValue
{
    /**
     * A parameter with some allowed values.
     *
     * @param list<string> $allowed
     * @throws \InvalidArgumentException if it has another value
     */
    public static function choice(string $name, string $value, array $allowed): string
    {
        return \in_array($value, $allowed, true)
            ? $value
            : throw new \InvalidArgumentException("$name is one of: " . implode(', ', $allowed));
    }

    /**
     * A number within a range.
     *
     * @throws \InvalidArgumentException if it is outside
     */
    public static function number(string $name, int $value, int $from, int $to = PHP_INT_MAX): int
    {
        return $value >= $from && $value <= $to
            ? $value
            : throw new \InvalidArgumentException("$name is a number from $from" . ($to === PHP_INT_MAX ? '' : " to $to"));
    }

    /**
     * A parameter that is on or off.
     *
     * @return ?bool null if the value is empty
     * @throws \InvalidArgumentException if it is neither
     */
    public static function flag(string $name, mixed $value): ?bool
    {
        return match (\is_string($value) ? strtolower(trim($value)) : $value) {
            '', null => null,
            '0', 'false', 0, false => false,
            '1', 'true', 1, true => true,
            default => throw new \InvalidArgumentException("$name is 1 or 0"),
        };
    }
}
