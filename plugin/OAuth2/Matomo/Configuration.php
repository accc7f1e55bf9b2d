<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Config;

/** Matomo's configuration, for code that also runs in the light script, which reads the files without Matomo's classes. */
final class Configuration
{
    /** @var ?array<string, array<array-key, mixed>> */
    private static ?array $sections = null;

    /**
     * A section such as `General`; an empty array if there is none.
     *
     * @return array<array-key, mixed>
     */
    public static function section(string $name): array
    {
        return self::$sections === null ? (array) Config::getInstance()->$name : self::$sections[$name] ?? [];
    }

    /**
     * Makes {@see section()} return these sections from now on; null: those of Matomo.
     *
     * @param ?array<string, array<array-key, mixed>> $sections
     */
    public static function use(#[\SensitiveParameter] ?array $sections): void
    {
        self::$sections = $sections;
    }
}
