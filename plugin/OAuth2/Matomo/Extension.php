<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/**
 * Whether the PHP extension that this plugin is built on is there. Matomo's plugin.json cannot require an extension,
 * so everything that needs it asks here first.
 */
final class Extension
{
    public const NAME = 'oauth2';
    public const MINIMUM = '1.1.0';

    /**
     * @param string|false|null $version what phpversion() says of the extension; null asks it
     * @return ?string what is wrong and the command that mends it, in English; null when nothing is
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

    /** Whether it is loaded, and new enough. */
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
