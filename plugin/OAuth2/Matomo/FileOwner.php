<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/**
 * Work on files in Matomo's folder by a process of root, such as a command that an administrator runs: it takes the rights of the user
 * that the web server's PHP runs as. Otherwise that PHP could not replace the files later, and root would follow what that user puts
 * in its way.
 */
final class FileOwner
{
    /**
     * What PHP writes: the user that owns one of these is PHP's. The configuration file comes last, because whoever deploys Matomo may
     * own it.
     */
    private const OWNED = ['/tmp/cache', '/tmp', '/config/config.ini.php'];

    /**
     * Calls a function with the rights of the owner of Matomo's files, if this process is root's and Matomo is not.
     *
     * @template T
     * @param string $root Matomo's folder
     * @param \Closure(): T $work
     * @return T
     */
    public static function during(string $root, \Closure $work): mixed
    {
        $path = self::isRoot() ? self::owned($root) : null;
        if ($path === null) {
            return $work();
        }
        [$user, $group] = [(int) fileowner($path), (int) filegroup($path)];
        [$ownUser, $ownGroup] = [posix_geteuid(), posix_getegid()];
        // The groups first: afterwards the process has no right to change them.
        if (!self::takeGroups($user, $group) || !posix_seteuid($user)) {
            self::takeGroups($ownUser, $ownGroup);

            return $work();
        }
        try {
            return $work();
        } finally {
            posix_seteuid($ownUser);
            self::takeGroups($ownUser, $ownGroup);
        }
    }

    /** Takes the groups of a user, with this one as the first. A user without a name has this one only. */
    private static function takeGroups(int $user, int $group): bool
    {
        $name = posix_getpwuid($user)['name'] ?? "#$user";

        return posix_setegid($group) && posix_initgroups($name, $group);
    }

    /**
     * Creates a folder in Matomo's folder for the owner of its files, where root may and that user may not. It is a new folder, so
     * the owner gets nothing that was somebody else's.
     *
     * @return bool false if there is nothing that root could do
     */
    public static function makeFolder(string $root, string $folder): bool
    {
        $path = self::isRoot() ? self::owned($root) : null;
        if ($path === null || file_exists($folder) || is_link($folder)) {
            return false;
        }
        // The umask of root may keep the web server away. A chmod afterwards would follow a link.
        $mask = umask(0o022);
        $isMade = @mkdir($folder, 0o755);
        umask($mask);
        if (!$isMade) {
            return false;
        }

        // These two change a link itself and not its target.
        return @lchgrp($folder, (int) filegroup($path)) && @lchown($folder, (int) fileowner($path));
    }

    private static function isRoot(): bool
    {
        return \function_exists('posix_geteuid') && posix_geteuid() === 0;
    }

    /** The first of the paths that belongs to a user other than root. */
    private static function owned(string $root): ?string
    {
        foreach (self::OWNED as $path) {
            if ((int) @fileowner($root . $path) !== 0) {
                return $root . $path;
            }
        }

        return null;
    }
}
