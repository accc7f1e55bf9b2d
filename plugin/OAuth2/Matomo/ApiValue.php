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
