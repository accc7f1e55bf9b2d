<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Matomo\Ini\IniReader;

/**
 * Reads config.ini.php for the light script as Matomo does, over the defaults of the shipped global.ini.php, which
 * {@see LightDefaults} keep. Every other source of configuration is left to Matomo.
 */
final class ConfigurationFile
{
    /** The sections that the light script needs. */
    public const SECTIONS = ['Development', 'General', 'OAuth2', 'Plugins', 'PrivacyManager', 'database'];

    private const READER = '/vendor/matomo/ini/src/IniReader.php';

    /**
     * @param string $root Matomo's folder
     * @return ?array<string, array<array-key, mixed>> the sections; null if only Matomo can tell
     */
    public static function read(string $root): ?array
    {
        $file = "$root/config/config.ini.php";
        $defaults = self::isOnly($root) && is_file($file) ? LightDefaults::read($root) : null;
        if ($defaults === null) {
            return null;
        }
        $sections = self::over($root, $defaults['sections']);

        // Another plugin, which may have been activated on another server, may take part in the start of Matomo.
        return ($sections['Plugins']['Plugins'] ?? null) === $defaults['plugins'] ? $sections : null;
    }

    /**
     * Tells whether Matomo's configuration is what its file says, so that neither a plugin nor anything else has changed it.
     *
     * @param array<string, array<array-key, mixed>> $defaults sections of the shipped global.ini.php
     * @param array<string, array<array-key, mixed>> $actual those that Matomo uses
     */
    public static function agrees(string $root, array $defaults, #[\SensitiveParameter] array $actual): bool
    {
        return self::sorted(self::over($root, $defaults)) === self::sorted($actual);
    }

    /**
     * Tells whether a plugin's entries for Matomo's container may replace or decorate the configuration, even if they do not
     * change it in this request: environment variables may differ in the next. Any mention counts.
     *
     * @param list<string> $folders of plugins
     */
    public static function isReplacedBy(array $folders): bool
    {
        foreach ($folders as $folder) {
            $file = "$folder/config/config.php";
            if (
                is_file($file)
                && \preg_match('/Config\b|GlobalSettings|IniFileChain|getenv|_ENV\b|\b(?:include|require)/i', php_strip_whitespace($file)) === 1
            ) {
                return true;
            }
        }

        return false;
    }

    /**
     * The sections of config.ini.php over the defaults.
     *
     * @param array<string, array<array-key, mixed>> $defaults
     * @return array<string, array<array-key, mixed>>
     */
    private static function over(string $root, array $defaults): array
    {
        $text = (string) file_get_contents("$root/config/config.ini.php");
        if (!class_exists(IniReader::class, false)) {
            require $root . self::READER;
        }
        $read = (new IniReader())->readString($text);
        $sections = [];
        foreach (self::SECTIONS as $name) {
            $own = $read[$name] ?? [];
            // A list in the file replaces the one of the defaults.
            $sections[$name] = (\is_array($own) ? self::decoded($own) : []) + ($defaults[$name] ?? []);
        }

        return $sections;
    }

    /**
     * @param array<string, array<array-key, mixed>> $sections
     * @return array<string, array<array-key, mixed>>
     */
    private static function sorted(#[\SensitiveParameter] array $sections): array
    {
        foreach ($sections as &$section) {
            ksort($section);
        }
        ksort($sections);

        return $sections;
    }

    /** Tells whether no file, constant or variable changes or replaces what config.ini.php says. */
    private static function isOnly(string $root): bool
    {
        $host = $_SERVER['HTTP_HOST'] ?? $_SERVER['SERVER_ADDR'] ?? '';
        if (!\is_string($host) || \preg_match('/\A(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?\z/', $host) !== 1) {
            return false;
        }
        $name = $host[0] === '[' ? substr($host, 1, (int) strpos($host, ']') - 1) : explode(':', $host, 2)[0];

        return !is_file("$root/bootstrap.php")
            && !is_file("$root/config/common.config.ini.php")
            // Entries of the container may replace any part of Matomo.
            && !is_file("$root/config/config.php")
            // A Matomo of several hosts may have a configuration for each.
            && !is_file("$root/config/$name.config.ini.php")
            && !is_file("$root/misc/user/$name/config.ini.php")
            && is_file($root . self::READER)
            // Set by a hoster's script that runs before each request.
            && !\defined('PIWIK_USER_PATH') && !\defined('PIWIK_VENDOR_PATH')
            && empty($GLOBALS['CONFIG_INI_PATH_RESOLVER'])
            && empty($GLOBALS['MATOMO_MODIFY_CONFIG_SETTINGS'])
            && empty($GLOBALS['ENABLE_CONFIG_PHP_CACHE'])
            && empty($GLOBALS['MATOMO_PLUGIN_DIRS']);
    }

    /**
     * The values without the HTML entities that Matomo writes.
     *
     * @param array<array-key, mixed> $values
     * @return array<array-key, mixed>
     */
    private static function decoded(#[\SensitiveParameter] array $values): array
    {
        foreach ($values as $key => $value) {
            if (\is_string($value) && str_contains($value, '&')) {
                $values[$key] = html_entity_decode($value, ENT_COMPAT, 'UTF-8');
            } elseif (\is_array($value)) {
                $values[$key] = self::decoded($value);
            }
        }

        return $values;
    }
}
