<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Config;
use Piwik\Db;
use Piwik\DbHelper;
use Piwik\Option;
use Piwik\Plugins\OAuth2\Matomo\Extension;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\MatomoConnection;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * @group OAuth2
 * @group Installation
 * @group Plugins
 */
class InstallationTest extends IntegrationTestCase
{
    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
    }

    public function tearDown(): void
    {
        Installation::uninstall();
        Installation::install();
        parent::tearDown();
    }

    public function testInstallAndUninstallLeaveNothing(): void
    {
        Installation::uninstall();
        self::assertSame([], self::tables());
        Installation::install();
        Installation::activate();
        $tables = Installation::tables();
        sort($tables);
        self::assertSame($tables, self::tables());
        Installation::uninstall();
        self::assertSame([], self::tables());
    }

    public function testInstallingTwiceChangesNothing(): void
    {
        Installation::install();
        $before = self::definitions();
        Installation::install();
        self::assertSame($before, self::definitions());
    }

    public function testTakeoverGivesTheSameSchema(): void
    {
        Installation::uninstall();
        Installation::install();
        $fresh = self::definitions();
        Installation::uninstall();
        self::makeOfficial();
        Installation::update();
        self::assertSame($fresh, self::definitions());
        foreach (Installation::OFFICIAL_OPTIONS as $option) {
            self::assertFalse(Option::get($option));
        }
        $client = (new ClientTable(new MatomoConnection()))->find('0123456789abcdef0123456789abcdef');
        self::assertNotNull($client);
        self::assertSame(['matomo:read', 'matomo:write'], $client->scopes);
        self::assertSame('owner', $client->ownerLogin);
        self::assertFalse($client->requirePkce);
    }

    public function testExtensionIsAskedFor(): void
    {
        self::assertNull(Extension::problem());
        self::assertNull(Extension::problem('99.0.0'));
        self::assertStringContainsString('pecl install oauth2', (string) Extension::problem(false));
        self::assertStringContainsString('pecl upgrade oauth2', (string) Extension::problem('0.9.9'));
        self::assertStringContainsString('0.9.9', (string) Extension::problem('0.9.9'));
    }

    private static function makeOfficial(): void
    {
        DbHelper::createTable('oauth2_client', 'client_id VARCHAR(80) NOT NULL, name VARCHAR(255) NOT NULL,'
            . ' description TEXT NULL, secret_hash VARCHAR(255) NULL, redirect_uris LONGTEXT NULL,'
            . ' grant_types LONGTEXT NULL, scopes LONGTEXT NULL, type VARCHAR(20) NOT NULL,'
            . ' active TINYINT(1) NOT NULL DEFAULT 1, owner_login VARCHAR(100) NOT NULL, created_at DATETIME NOT NULL,'
            . ' updated_at DATETIME NOT NULL, last_used_at DATETIME NULL, PRIMARY KEY (client_id),'
            . ' INDEX idx_oauth2_client_owner (owner_login)');
        foreach (['oauth2_access_token', 'oauth2_refresh_token', 'oauth2_auth_code'] as $table) {
            DbHelper::createTable($table, 'id VARCHAR(128) NOT NULL, PRIMARY KEY (id)');
        }
        Db::query('INSERT INTO ' . (new MatomoConnection())->table('oauth2_client') . ' VALUES'
            . " ('0123456789abcdef0123456789abcdef', 'Old', NULL, 'x', '[]', '[\"client_credentials\"]',"
            . " '[\"matomo:write\"]', 'confidential', 1, 'owner', '2026-01-01 00:00:00', '2026-01-01 00:00:00', NULL)");
        foreach (Installation::OFFICIAL_OPTIONS as $option) {
            Option::set($option, 'old');
        }
    }

    /** @return list<string> */
    private static function tables(): array
    {
        return array_map(
            static fn (array $row): string => (string) reset($row),
            Db::fetchAll("SHOW TABLES LIKE '%oauth2\\_%'"),
        );
    }

    /** @return array<string, string> */
    private static function definitions(): array
    {
        $definitions = [];
        foreach (self::tables() as $table) {
            $definition = (string) Db::fetchRow("SHOW CREATE TABLE $table")['Create Table'];
            // Core names InnoDB's default format when it makes a table, and only then.
            $definitions[$table] = str_replace(' ROW_FORMAT=DYNAMIC', '', $definition);
        }

        return $definitions;
    }
}
