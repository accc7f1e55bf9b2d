<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/**
 * Loads this plugin's classes from their files. Matomo's own loader first searches the folders of all namespaces above a
 * class, which for the classes of one bearer call costs as much as their compiled code. A packaged plugin has most of them in one file,
 * a bundle, which costs a fraction of that.
 */
final class ClassLoader
{
    /** The bundle of calls with a bearer token. */
    public const BEARER = 'bearer';

    /** The bundle of the light script. */
    public const LIGHT = 'light';

    private const PREFIX = 'Piwik\\Plugins\\OAuth2\\';

    /** Folders in which nobody looks for a class that may be missing. */
    private const FOLDERS = ['Access' => true, 'Matomo' => true, 'Server' => true, 'Storage' => true, 'Web' => true];

    /**
     * Runs a function with this loader before Matomo's, and not afterwards: other classes would be loaded more slowly.
     *
     * @template T
     * @param \Closure(): T $work
     * @param ?string $bundle the bundle that has most of the classes
     * @return T
     */
    public static function during(\Closure $work, ?string $bundle = null): mixed
    {
        $loader = self::load(...);
        spl_autoload_register($loader, true, true);
        try {
            if ($bundle !== null && self::isBundled()) {
                // Without the bundle, the classes are loaded from their files; BundledFiles reports that.
                @include_once \dirname(__DIR__) . "/bundles/$bundle.php";
            }

            return $work();
        } finally {
            spl_autoload_unregister($loader);
        }
    }

    /** True in a packaged or installed plugin: script/lib/bundles.php changes it there. */
    private static function isBundled(): bool
    {
        return false;
    }

    private static function load(string $class): void
    {
        if (str_starts_with($class, self::PREFIX)) {
            $path = strtr(substr($class, \strlen(self::PREFIX)), '\\', '/');
            if (isset(self::FOLDERS[strstr($path, '/', true)])) {
                require \dirname(__DIR__) . "/$path.php";
            }
        }
    }
}
