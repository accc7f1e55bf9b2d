<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Storage\MatomoTables;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;

/** Matomo's tables as the light script reads them. */
final class MatomoTablesTest extends TestCase
{
    public function testSettingsAreThoseOfThisPlugin(): void
    {
        $connection = self::connection();
        $insert = static fn (string $plugin, string $login, string $name, string $value, int $json): int => $connection->execute(
            'INSERT INTO m_plugin_setting (plugin_name, user_login, setting_name, setting_value, json_encoded) VALUES (?, ?, ?, ?, ?)',
            [$plugin, $login, $name, $value, $json],
        );
        $insert('OAuth2', '', 'accessTokenTtl', '900', 0);
        $insert('OAuth2', '', 'defaultScopes', '["matomo:read"]', 1);
        $insert('OAuth2', '', 'words', 'a', 0);
        $insert('OAuth2', '', 'words', 'b', 0);
        $insert('OAuth2', '', 'words', 'c', 0);
        $insert('OAuth2', 'admin', 'issuer', 'of a user', 0);
        $insert('Login', '', 'issuer', 'of another plugin', 0);

        self::assertSame(
            ['accessTokenTtl' => '900', 'defaultScopes' => ['matomo:read'], 'words' => ['a', 'b', 'c']],
            (new MatomoTables($connection))->settings(),
        );
    }

    public function testOneSettingIsStoredAndNoOtherIsTouched(): void
    {
        $connection = self::connection();
        foreach (['OAuth2', 'Login'] as $plugin) {
            $connection->execute(
                "INSERT INTO m_plugin_setting (plugin_name, user_login, setting_name, setting_value, json_encoded) VALUES (?, '', 'found', '[\"a\"]', 1), (?, '', 'other', 'b', 0)",
                [$plugin, $plugin],
            );
        }
        $tables = new MatomoTables($connection);
        self::assertTrue($tables->setSetting('found', 'https://a.example'));
        self::assertTrue($tables->setSetting('new', ''));
        self::assertTrue($tables->setSetting('new', 'c'));
        self::assertFalse($tables->setSetting('new', 'c'), 'nothing changes');
        self::assertSame(['found' => 'https://a.example', 'other' => 'b', 'new' => 'c'], $tables->settings());
        self::assertSame(
            [['setting_value' => '["a"]'], ['setting_value' => 'b']],
            $connection->rows("SELECT setting_value FROM m_plugin_setting WHERE plugin_name = 'Login' ORDER BY setting_name"),
        );
    }

    public function testAUserWithTheExactLoginIsPreferred(): void
    {
        $connection = self::connection();
        foreach (['Admin', 'admin'] as $login) {
            $connection->execute(
                'INSERT INTO m_user (login, email, superuser_access, invite_token) VALUES (?, ?, ?, ?)',
                [$login, "$login@a.example", 1, null],
            );
        }
        $tables = new MatomoTables($connection);

        self::assertSame('admin@a.example', $tables->user('admin')['email'] ?? null);
        // The column compares without letter case, as in Matomo; the caller decides.
        self::assertSame('Admin', $tables->user('ADMIN')['login'] ?? null);
        self::assertSame([], $tables->user('nobody'));
    }

    private static function connection(): PdoConnection
    {
        $connection = PdoConnection::open('sqlite::memory:', prefix: 'm_');
        $connection->execute('CREATE TABLE m_plugin_setting (plugin_name TEXT, user_login TEXT, setting_name TEXT, setting_value TEXT, json_encoded INT)');
        $connection->execute('CREATE TABLE m_user (login TEXT COLLATE NOCASE, email TEXT, superuser_access INT, invite_token TEXT)');

        return $connection;
    }
}
