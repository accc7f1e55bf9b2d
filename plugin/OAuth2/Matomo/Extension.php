<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/**
 * Checks that the PHP extension of this plugin is loaded and recent enough. Matomo's plugin.json cannot require an
 * extension, so all code that needs it checks here first.
 */
final class Extension
{
    public const NAME = 'oauth2';
    public const MINIMUM = '1.1.0';

    /**
     * @param string|false|null $version the result of phpversion() for the extension; null calls it
     * @return ?string the problem and its remedy, in English; null if there is none
     */
    public static function problem(string|false|null $version = null): ?string
    {
        $version ??= phpversion(self::NAME);
        if ($version === false) {
            return 'The PHP extension ' . self::NAME . ' is not loaded. ' . self::remedy('pecl install ' . self::NAME . '-*.tgz');
        }
        if (version_compare($version, self::MINIMUM, '<')) {
            return 'The PHP extension ' . self::NAME . " is too old: $version is loaded, " . self::MINIMUM
                . ' is needed. ' . self::remedy('pecl upgrade ' . self::NAME . '-*.tgz');
        }

        return null;
    }

    /** True if the extension is loaded and recent enough. */
    public static function isReady(): bool
    {
        return self::problem() === null;
    }

    /** @throws ExtensionMissing */
    public static function check(): void
    {
        $problem = self::problem();
        if ($problem !== null) {
            throw new ExtensionMissing($problem);
        }
    }

    private static function remedy(string $command): string
    {
        return 'If you have just installed it, restart PHP (php-fpm or Apache). Otherwise run "script/install" in a checkout of the '
            . "project, or install the package that \"script/package\" makes there: run \"$command\", put the line \"extension="
            . self::NAME . '" in the php.ini of the web server and of the command line, and restart PHP.';
    }
}
