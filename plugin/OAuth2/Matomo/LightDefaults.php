<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/**
 * The findings of a start of Matomo that spare the light script another one: the defaults of the shipped global.ini.php, whose
 * thousand lines cost more to parse than a token, and the plugins of which none takes part in the start. They are in a file
 * of Matomo's own cache, which Matomo clears when it installs, updates, activates or deactivates a plugin. Values of the
 * installation's own files are never kept.
 */
final class LightDefaults
{
    /** Matomo's own folder of cache files. */
    public const FOLDER = '/tmp/cache/tracker';

    private const NAME = '/OAuth2.light.php';

    private const TTL = 3600;

    /**
     * @return ?array{plugins: list<string>, sections: array<string, array<array-key, mixed>>, extended: bool, files: array<string, string>}
     *         null if Matomo must start again
     */
    public static function read(string $root): ?array
    {
        $file = $root . self::FOLDER . self::NAME;
        // opcache may still have a file that Matomo has removed.
        $known = is_file($file) ? include $file : null;
        if (!\is_array($known) || ($known['until'] ?? 0) < time() || ($known['of'] ?? '') !== self::version("$root/config/global.ini.php")) {
            return null;
        }

        /** @var array{plugins: list<string>, sections: array<string, array<array-key, mixed>>, extended: bool, files: array<string, string>} $known */
        return $known;
    }

    /** True if another plugin may add to the server's metadata, also one that was replaced since the defaults were kept. */
    public static function mayBeExtended(string $root): bool
    {
        $known = self::read($root);
        if ($known === null || $known['extended']) {
            return true;
        }
        foreach ($known['files'] as $file => $version) {
            if (self::version($file) !== $version) {
                return true;
            }
        }

        return false;
    }

    /**
     * Keeps the defaults.
     *
     * @param list<string> $plugins the active plugins
     * @param array<string, array<array-key, mixed>> $sections those of the shipped global.ini.php
     * @param bool $isExtended true if another plugin may add to the server's metadata
     * @param list<string> $others the folders of the active plugins that are not Matomo's own
     */
    public static function keep(string $root, array $plugins, array $sections, bool $isExtended, array $others): void
    {
        $folder = $root . self::FOLDER;
        if (!is_dir($folder)) {
            return;
        }
        $files = array_map(static fn (string $folder): string => "$folder/plugin.json", $others);
        $values = [
            'until' => time() + self::TTL, 'of' => self::version("$root/config/global.ini.php"), 'plugins' => $plugins, 'sections' => $sections,
            'extended' => $isExtended, 'files' => array_combine($files, array_map(self::version(...), $files)),
        ];
        $file = $folder . self::NAME;
        $new = tempnam($folder, 'OAuth2');
        if ($new === false) {
            return;
        }
        // Another process never sees half a file.
        if (@file_put_contents($new, '<?php return ' . var_export($values, true) . ';') === false || !@rename($new, $file)) {
            @unlink($new);

            return;
        }
        @chmod($file, 0644 & ~umask());
        if (\function_exists('opcache_invalidate')) {
            @opcache_invalidate($file, true);
        }
    }

    /** Identifies a shipped file, which an update of Matomo or of a plugin replaces. */
    private static function version(string $file): string
    {
        $stat = @stat($file);

        return $stat === false ? '' : "{$stat['ino']}-{$stat['size']}-{$stat['mtime']}";
    }
}
