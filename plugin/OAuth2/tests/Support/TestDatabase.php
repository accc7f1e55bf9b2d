<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;
use Piwik\Plugins\OAuth2\Storage\Schema;

/** The database of the tests: SQLite in memory, or $OAUTH2_TEST_DSN (with _USER and _PASSWORD). */
final class TestDatabase
{
    public const PREFIX = 'unit_';

    private static ?Connection $installed = null;

    /** A connection to empty tables. */
    public static function empty(): Connection
    {
        if (self::dsn() === 'sqlite::memory:') {
            $connection = self::connect();
            (new Schema($connection))->migrate();

            return $connection;
        }
        if (self::$installed === null) {
            self::$installed = self::connect();
            (new Schema(self::$installed))->uninstall();
            (new Schema(self::$installed))->migrate();
        }
        foreach ((new Schema(self::$installed))->tables() as $table) {
            if ($table !== self::PREFIX . 'oauth2_meta') {
                self::$installed->execute("DELETE FROM $table");
            }
        }
        // This table says which schema the others have, so it keeps its other rows.
        self::$installed->execute('DELETE FROM ' . self::PREFIX . "oauth2_meta WHERE name LIKE 'new-secret %'");

        return self::$installed;
    }

    /** A new connection that leaves existing tables unchanged. */
    public static function connect(string $prefix = self::PREFIX): PdoConnection
    {
        return PdoConnection::open(
            self::dsn(),
            self::environment('OAUTH2_TEST_USER'),
            self::environment('OAUTH2_TEST_PASSWORD'),
            $prefix,
        );
    }

    public static function isMySql(): bool
    {
        return str_starts_with(self::dsn(), 'mysql:');
    }

    /** True for MariaDB, false for MySQL and SQLite. */
    public static function isMariaDb(): bool
    {
        return self::isMySql() && str_contains((string) (self::connect()->row('SELECT VERSION() AS v')['v'] ?? ''), 'MariaDB');
    }

    private static function dsn(): string
    {
        return self::environment('OAUTH2_TEST_DSN') ?? 'sqlite::memory:';
    }

    private static function environment(string $name): ?string
    {
        $value = getenv($name);

        return $value === false || $value === '' ? null : $value;
    }
}
