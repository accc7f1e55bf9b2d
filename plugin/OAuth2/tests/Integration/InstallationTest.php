<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Db;
use Piwik\DbHelper;
use Piwik\Option;
use Piwik\Piwik;
use Piwik\Plugin\Manager;
use Piwik\Plugins\OAuth2\Matomo\ClientAdministration;
use Piwik\Plugins\OAuth2\Matomo\Extension;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\MatomoConnection;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Plugins\OAuth2\Tasks;
use Piwik\Plugins\OAuth2\tests\Support\OfficialTables;
use Piwik\Settings\Storage\Backend\PluginSettingsTable;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;
use Piwik\Updater;

/**
 * @group OAuth2
 * @group Installation
 * @group Plugins
 */
class InstallationTest extends IntegrationTestCase
{
    /** The official plugin's tables as its install() creates them. */
    private const OFFICIAL = [
        'oauth2_client' => 'client_id VARCHAR(80) NOT NULL, name VARCHAR(255) NOT NULL, description TEXT NULL,'
            . ' secret_hash VARCHAR(255) NULL, redirect_uris LONGTEXT NULL, grant_types LONGTEXT NULL,'
            . ' scopes LONGTEXT NULL, type VARCHAR(20) NOT NULL, active TINYINT(1) NOT NULL DEFAULT 1,'
            . ' owner_login VARCHAR(100) NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,'
            . ' last_used_at DATETIME NULL, PRIMARY KEY (client_id), INDEX idx_oauth2_client_owner (owner_login)',
        'oauth2_access_token' => 'token_id VARCHAR(128) NOT NULL, user_login VARCHAR(100) NULL,'
            . ' client_id VARCHAR(80) NOT NULL, scopes LONGTEXT NULL, revoked TINYINT(1) NOT NULL DEFAULT 0,'
            . ' expires_at DATETIME NOT NULL, created_at DATETIME NOT NULL, PRIMARY KEY (token_id),'
            . ' INDEX idx_oauth2_access_client (client_id), INDEX idx_oauth2_access_expires (expires_at)',
        'oauth2_refresh_token' => 'token_id VARCHAR(128) NOT NULL, access_token_id VARCHAR(128) NOT NULL,'
            . ' revoked TINYINT(1) NOT NULL DEFAULT 0, expires_at DATETIME NOT NULL, created_at DATETIME NOT NULL,'
            . ' PRIMARY KEY (token_id), INDEX idx_oauth2_refresh_access (access_token_id)',
        'oauth2_auth_code' => 'code_id VARCHAR(128) NOT NULL, user_login VARCHAR(100) NOT NULL,'
            . ' client_id VARCHAR(80) NOT NULL, scopes LONGTEXT NULL, redirect_uri LONGTEXT NULL,'
            . ' code_challenge VARCHAR(255) NULL, code_challenge_method VARCHAR(10) NULL,'
            . ' revoked TINYINT(1) NOT NULL DEFAULT 0, expires_at DATETIME NOT NULL, created_at DATETIME NOT NULL,'
            . ' PRIMARY KEY (code_id), INDEX idx_oauth2_authcode_client (client_id),'
            . ' INDEX idx_oauth2_authcode_expires (expires_at)',
    ];

    private const SECRET = '7fa9c0f81b8b4a12';

    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Fixture::createSuperUser();
        Issuer::set(StaticContainer::get(SystemSettings::class), 'https://matomo.example');
        ServerFactory::instance()->reset();
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

        // Matomo's own part of uninstalling, except for deleting the files.
        PluginSettingsTable::removeAllSettingsForPlugin('OAuth2');
        foreach ([...Installation::OFFICIAL_OPTIONS, 'LastPluginActivation.OAuth2', 'LastPluginDeactivation.OAuth2'] as $option) {
            Option::set($option, '1');
        }
        Manager::getInstance()->getLoadedPlugin('OAuth2')->uninstall();
        Option::delete('version_OAuth2');
        self::assertSame([], self::tables());
        $connection = new MatomoConnection();
        self::assertSame([], $connection->rows(
            'SELECT option_name FROM ' . $connection->table('option') . ' WHERE option_name LIKE ?',
            ['%oauth2%'],
        ));
        self::assertSame([], $connection->rows(
            'SELECT setting_name FROM ' . $connection->table('plugin_setting') . ' WHERE plugin_name = ?',
            ['OAuth2'],
        ));
    }

    /** Activation and the end of Matomo's updates check the schema of the tables, not the plugin's version. */
    public function testTablesAreMigratedByTheirSchema(): void
    {
        Installation::activate();
        $meta = new MetaTable(new MatomoConnection());
        foreach (
            [
                static fn () => Piwik::postEvent('CoreUpdater.update.end'),
                static fn () => Installation::activate(),
                static fn () => Installation::update(),
            ] as $way
        ) {
            $meta->set('schema', '0');
            $way();
            self::assertSame((string) Schema::VERSION, $meta->get('schema'));
        }
    }

    /**
     * 6.1.0 was released for Matomo 5. Matomo ignores a recorded version above that of the files, so the plugin migrates and
     * records its own version, and does so for no other difference of versions.
     */
    public function testTheChangeFrom610IsFinished(): void
    {
        Installation::activate();
        $own = (string) Option::get('version_OAuth2');
        $meta = new MetaTable(new MatomoConnection());
        $older = preg_replace('/\d+$/', '99', $own);
        foreach (
            [
                'the hourly task' => static fn () => (new Tasks())->migrate(),
                'activation' => static fn () => Installation::activate(),
                'the command, and the end of Matomo\'s updates' => static fn () => Installation::update(),
            ] as $name => $way
        ) {
            $meta->set('schema', '1');
            Option::set('version_OAuth2', '6.1.0');
            self::assertTrue(Installation::isOfHigherLine());
            self::assertArrayNotHasKey('OAuth2', (new Updater())->getComponentUpdates() ?? []);
            $way();
            self::assertSame($own, Option::get('version_OAuth2'), $name);
            self::assertSame((string) Schema::VERSION, $meta->get('schema'), $name);
            self::assertFalse(Installation::isOfHigherLine());

            // Newer files of the same line were replaced by these: the system check reports it.
            Option::set('version_OAuth2', $older);
            $way();
            self::assertSame($older, Option::get('version_OAuth2'), $name);
            Option::set('version_OAuth2', $own);
        }
        $meta->set('schema', '1');
        (new Tasks())->migrate();
        self::assertSame('1', $meta->get('schema'));
        Installation::update();

        // Tables that this version does not know stay as they are, and so does the version that made them.
        $meta->set('schema', '99');
        Option::set('version_OAuth2', '6.1.0');
        try {
            (new Tasks())->migrate();
            self::fail();
        } catch (SchemaMismatch) {
            self::assertSame('6.1.0', Option::get('version_OAuth2'));
        }
        $meta->set('schema', (string) Schema::VERSION);
        Option::set('version_OAuth2', $own);
    }

    public function testANewerSchemaStopsActivationButNotMatomosUpdates(): void
    {
        Installation::activate();
        $meta = new MetaTable(new MatomoConnection());
        $newer = (string) (Schema::VERSION + 1);
        $meta->set('schema', $newer);
        try {
            Piwik::postEvent('CoreUpdater.update.end');
            self::assertSame($newer, $meta->get('schema'));
            $this->expectException(SchemaMismatch::class);
            $this->expectExceptionMessage("have schema $newer");
            Installation::activate();
        } finally {
            self::assertSame($newer, $meta->get('schema'));
            $meta->set('schema', (string) Schema::VERSION);
        }
    }

    public function testReinstallingStartsWithEmptyTables(): void
    {
        Installation::activate();
        $old = array_column(ServerFactory::instance()->server()->keys()->list(), 'kid');
        Installation::uninstall();
        ServerFactory::instance()->reset();
        Installation::install();
        Installation::activate();
        self::assertSame([], ServerFactory::instance()->server()->clients()->all());
        self::assertSame([], array_intersect($old, array_column(ServerFactory::instance()->server()->keys()->list(), 'kid')));
    }

    public function testDeactivatingKeepsEverything(): void
    {
        Installation::activate();
        $before = ServerFactory::instance()->server()->keys()->list();
        Manager::getInstance()->getLoadedPlugin('OAuth2')->deactivate();
        Installation::activate();
        self::assertSame($before, ServerFactory::instance()->server()->keys()->list());
        self::assertSame('https://matomo.example', Issuer::current(StaticContainer::get(SystemSettings::class)));
    }

    public function testInstallingTwiceChangesNothing(): void
    {
        Installation::install();
        $before = self::definitions();
        Installation::install();
        self::assertSame($before, self::definitions());
    }

    /** @dataProvider officialVersions */
    public function testUpdatingAndInstallingGiveTheSameSchema(string $version, string $options): void
    {
        Installation::uninstall();
        Installation::install();
        $fresh = self::definitions();
        $described = OfficialTables::describe(new MatomoConnection());
        Installation::uninstall();
        self::makeOfficial($version, $options);
        $this->update($version);
        self::assertSame($fresh, self::definitions());
        // Compares columns and indexes as the database reports them.
        self::assertSame($described, OfficialTables::describe(new MatomoConnection()));
        foreach (Installation::OFFICIAL_OPTIONS as $option) {
            self::assertFalse(Option::get($option));
        }
        self::assertSame(self::version(), Option::get('version_OAuth2'));
        self::assertSame([], (new Updater())->getComponentUpdates() ?? []);
    }

    /** @return iterable<string, array{string, string}> the version, and options of its tables */
    public function officialVersions(): iterable
    {
        yield '5.0.0, utf8' => ['5.0.0', 'CONVERT TO CHARACTER SET utf8 COLLATE utf8_general_ci'];
        yield '5.3.1' => ['5.3.1', 'CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci'];
        yield '5.3.3, with its indexes' => ['5.3.3', 'ENGINE=InnoDB'];
        yield '5.3.3, MyISAM' => ['5.3.3', 'ENGINE=MyISAM'];
    }

    public function testClientsAreTakenOver(): void
    {
        Installation::uninstall();
        self::makeOfficial('5.3.1', 'ENGINE=InnoDB');
        Option::set('version_OAuth2', '5.3.1');
        $this->update('5.3.1');

        $clients = array_column(
            (new ClientAdministration(ServerFactory::instance()->server()->clients()))->all(),
            null,
            'client_id',
        );
        self::assertSame(['backend', 'everything', 'mobile', 'orphan'], array_keys($clients));
        // The official plugin's scope was a maximum; none meant all allowed scopes.
        self::assertSame(['matomo:write', 'matomo:read'], $clients['backend']['scopes']);
        self::assertSame(['matomo:admin', 'matomo:write', 'matomo:read'], $clients['everything']['scopes']);
        self::assertSame(['matomo:superuser', 'matomo:admin', 'matomo:write', 'matomo:read'], $clients['mobile']['scopes']);
        self::assertSame([false, false, true], [
            $clients['backend']['require_pkce'],
            $clients['everything']['require_pkce'],
            $clients['mobile']['require_pkce'],
        ]);
        self::assertSame([true, false], [$clients['backend']['active'], $clients['mobile']['active']]);
        self::assertSame(Fixture::ADMIN_USER_LOGIN, $clients['backend']['owner_login']);
        self::assertSame("Anna's <b>app</b> \u{1F980}", $clients['backend']['name']);
        self::assertSame('2026-01-02 03:04:05', $clients['backend']['created_at']);
        self::assertSame('2026-05-06 07:08:09', $clients['backend']['last_used_at']);
        self::assertSame([], $clients['backend']['warnings']);
        self::assertSame(
            [
                ['code' => 'redirect_uri', 'detail' => 'http://app.example/cb'],
                ['code' => 'no_pkce', 'detail' => ''],
            ],
            $clients['everything']['warnings'],
        );
        self::assertSame(
            [['code' => 'no_user', 'detail' => 'gone'], ['code' => 'no_owner', 'detail' => 'gone']],
            $clients['orphan']['warnings'],
        );

        // The bcrypt secret works, and its first use replaces the hash.
        self::assertSame(401, self::token('backend', 'wrong')->status);
        self::assertStringStartsWith('$2y$', self::hash('backend'));
        $answer = self::token('backend', self::SECRET, 'matomo:write');
        self::assertSame(200, $answer->status, $answer->body);
        self::assertSame('matomo:write', json_decode($answer->body, true)['scope']);
        self::assertStringStartsWith('$oauth2$', self::hash('backend'));
        self::assertSame(200, self::token('backend', self::SECRET)->status);
        self::assertSame(401, self::token('backend', 'wrong')->status);
    }

    public function testAnInterruptedUpdateIsCompleted(): void
    {
        Installation::uninstall();
        Installation::install();
        $fresh = self::definitions();
        Installation::uninstall();
        self::makeOfficial('5.3.1', 'ENGINE=InnoDB');
        $schema = Installation::schema();
        // As if the process had ended before it dropped the old tables and recorded the version.
        $schema->migrate();
        (new MatomoConnection())->execute('DROP TABLE ' . (new MatomoConnection())->table('oauth2_meta'));
        DbHelper::createTable('oauth2_auth_code', self::OFFICIAL['oauth2_auth_code']);
        $this->update('5.3.1');
        self::assertSame($fresh, self::definitions());
    }

    public function testUpdatingThisPluginKeepsTheData(): void
    {
        Installation::activate();
        $keys = ServerFactory::instance()->server()->keys()->list();
        Installation::update();
        ServerFactory::instance()->reset();
        self::assertSame($keys, ServerFactory::instance()->server()->keys()->list());
    }

    public function testAMissingOrOldExtensionIsReported(): void
    {
        self::assertNull(Extension::problem());
        self::assertNull(Extension::problem('99.0.0'));
        self::assertStringContainsString('pecl install oauth2', (string) Extension::problem(false));
        self::assertStringContainsString('pecl upgrade oauth2', (string) Extension::problem('0.9.9'));
        self::assertStringContainsString('0.9.9', (string) Extension::problem('0.9.9'));
    }

    /** Runs the plugin's updates as core:update does. */
    private function update(string $from): void
    {
        Option::set('version_OAuth2', $from);
        $updater = new Updater();
        $updates = $updater->getComponentUpdates();
        self::assertSame(['OAuth2'], array_keys($updates ?? []));
        $result = $updater->updateComponents($updates);
        self::assertSame([], $result['errors']);
        self::assertSame([], $result['warnings']);
        ServerFactory::instance()->reset();
    }

    private static function makeOfficial(string $version, string $options): void
    {
        $connection = new MatomoConnection();
        foreach (self::OFFICIAL as $name => $definition) {
            DbHelper::createTable($name, $definition);
            $connection->execute('ALTER TABLE ' . $connection->table($name) . " $options");
        }
        if (version_compare($version, '5.3.3', '>=')) {
            foreach (['oauth2_access_token' => 'idx_oauth2_access_user', 'oauth2_auth_code' => 'idx_oauth2_authcode_user'] as $name => $index) {
                $connection->execute('ALTER TABLE ' . $connection->table($name) . " ADD INDEX $index (user_login)");
            }
        }
        $utf8 = str_contains($options, 'utf8 ');
        $hash = password_hash(self::SECRET, PASSWORD_BCRYPT, ['cost' => 4]);
        $admin = Fixture::ADMIN_USER_LOGIN;
        foreach (
            [
                ['backend', $utf8 ? "Anna's" : "Anna's <b>app</b> \u{1F980}", null, $hash, null, '["client_credentials"]', '["matomo:write"]', 'confidential', 1, $admin],
                ['everything', 'All', '', $hash, '["http:\/\/app.example\/cb"]', '["authorization_code","refresh_token"]', '[]', 'confidential', 1, $admin],
                ['mobile', 'Mobile', '', null, '["https:\/\/app.example\/cb"]', '["authorization_code"]', '["matomo:superuser"]', 'public', 0, $admin],
                ['orphan', 'Orphan', null, $hash, '[]', '["client_credentials"]', null, 'confidential', 1, 'gone'],
            ] as $row
        ) {
            $connection->execute(
                'INSERT INTO ' . $connection->table('oauth2_client') . " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '2026-01-02 03:04:05',"
                    . " '2026-01-02 03:04:05', '2026-05-06 07:08:09')",
                $row,
            );
        }
        foreach (Installation::OFFICIAL_OPTIONS as $option) {
            Option::set($option, 'old');
        }
    }

    private static function token(string $clientId, string $secret, string $scope = ''): Response
    {
        ServerFactory::instance()->reset();
        $form = ['grant_type' => 'client_credentials', 'client_id' => $clientId, 'client_secret' => $secret]
            + ($scope === '' ? [] : ['scope' => $scope]);

        return ServerFactory::instance()->server()->token(new Request(
            'POST',
            '',
            ['content-type' => ['application/x-www-form-urlencoded']],
            http_build_query($form),
            '192.0.2.1',
        ));
    }

    private static function hash(string $clientId): string
    {
        $connection = new MatomoConnection();

        return (string) ($connection->row(
            'SELECT secret_hash FROM ' . $connection->table('oauth2_client') . ' WHERE client_id = ?',
            [$clientId],
        )['secret_hash'] ?? '');
    }

    private static function version(): string
    {
        return json_decode((string) file_get_contents(\dirname(__DIR__, 2) . '/plugin.json'), true)['version'];
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
            // Core names InnoDB's default row format only when it creates a table.
            $definitions[$table] = str_replace(' ROW_FORMAT=DYNAMIC', '', $definition);
        }

        return $definitions;
    }
}
