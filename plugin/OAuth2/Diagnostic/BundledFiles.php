<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\ClassLoader;

/**
 * Compares the bundles of a packaged plugin with the files of their classes. If somebody replaces only some files, for
 * example in an update that ended too early, the bundles would go on with the others' code, and nothing would say so.
 */
final class BundledFiles
{
    /**
     * The files whose code is not that of the bundles, and bundles that are missing; none if the loader uses no bundles.
     *
     * @param string $folder of the plugin
     * @return list<string>
     */
    public static function differing(string $folder): array
    {
        $loader = "$folder/Matomo/ClassLoader.php";
        if (!is_file($loader) || !str_contains(php_strip_whitespace($loader), 'isBundled(): bool { return true; }')) {
            return [];
        }
        $differing = [];
        foreach ([ClassLoader::BEARER, ClassLoader::LIGHT] as $bundle) {
            $file = "bundles/$bundle.php";
            $code = is_file("$folder/$file") ? php_strip_whitespace("$folder/$file") : '';
            if (preg_match_all("/_exists\('Piwik\\\\Plugins\\\\OAuth2\\\\([\w\\\\]+)', false\)/", $code, $classes) === 0) {
                $differing[] = $file;
            }
            foreach ($classes[1] as $class) {
                $file = strtr($class, ['\\\\' => '/', '\\' => '/']) . '.php';
                if (!is_file("$folder/$file") || !str_contains($code, self::bundled(php_strip_whitespace("$folder/$file"), $class))) {
                    $differing[] = $file;
                }
            }
        }

        return array_values(array_unique($differing));
    }

    /**
     * What script/lib/bundles.php makes of a class, without comments and with single spaces.
     *
     * @param string $source that of the file, in this form
     * @param string $class below the plugin's namespace, as in the bundle's literal
     */
    private static function bundled(string $source, string $class): string
    {
        if (preg_match('/^<\?php\s+declare\(strict_types=1\); (namespace [\w\\\\]+); ((?:use [^;]+; )*)(.+?)\s*$/s', $source, $part) !== 1) {
            return "no class $class";
        }
        $exists = str_starts_with($part[3], 'interface ') ? 'interface_exists' : 'class_exists';

        return "$part[1] { $part[2]if (!\\$exists('Piwik\\Plugins\\OAuth2\\$class', false)) { $part[3] } }";
    }
}
