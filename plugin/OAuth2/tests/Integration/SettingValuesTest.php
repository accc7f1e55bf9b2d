<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Cache;
use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Plugin;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\MatomoConnection;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\OAuth2;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\MatomoTables;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Settings\Storage\Backend\Cache as MatomoSettingsCache;
use Piwik\Settings\Storage\Factory;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;
use Piwik\Version;

/**
 * The fast path reads settings without Matomo's objects; it must give the same values.
 *
 * @group OAuth2
 * @group SettingValues
 * @group Plugins
 */
class SettingValuesTest extends IntegrationTestCase
{
    public function testDefaults(): void
    {
        self::assertSame($this->byObjects(), SettingValues::all());
        self::assertSame(SettingValues::defaults(), SettingValues::all());
    }

    public function testStoredValues(): void
    {
        $settings = StaticContainer::get(SystemSettings::class);
        foreach (['accessTokenTtl' => '60', 'enableRefreshTokens' => false, 'defaultScopes' => ['matomo:read']] as $name => $value) {
            $settings->$name->setIsWritableByCurrentUser(true);
            $settings->$name->setValue($value);
        }
        $settings->save();
        self::assertSame($this->byObjects(), SettingValues::all());
        self::assertSame(60, SettingValues::all()['accessTokenTtl']);
        self::assertFalse(SettingValues::all()['enableRefreshTokens']);
        self::assertSame(['matomo:read'], SettingValues::all()['defaultScopes']);
    }

    /** The value of an earlier version becomes a word, and what another process has saved meanwhile stays. */
    public function testAConversionStoresOneValue(): void
    {
        $tables = new MatomoTables(new MatomoConnection());
        foreach (['1' => 'on', '0' => 'auto', 'off' => 'off'] as $value => $word) {
            $tables->setSetting('cleanRoutes', (string) $value);
            MatomoSettingsCache::clearCache();
            $own = (new Factory())->getPluginStorage('OAuth2', '');
            StaticContainer::getContainer()->set(Factory::class, new Factory());
            self::assertSame((string) $value, StaticContainer::get(Factory::class)->getPluginStorage('OAuth2', '')->getValue('cleanRoutes', '', 'string'));
            $own->setValue('accessTokenTtl', "6$word");
            $own->save();
            SettingValues::convert();
            self::assertSame([$word, "6$word"], [$tables->settings()['cleanRoutes'] ?? null, $tables->settings()['accessTokenTtl'] ?? null]);
        }
    }

    public function testAScopeThatIsRemovedEndsItsAuthorizationsForGood(): void
    {
        Installation::schema()->migrate();
        $table = new AuthorizationTable(new MatomoConnection());
        foreach (['read', 'admin'] as $scope) {
            $table->insert(new AuthorizationRecord(
                id: $scope,
                clientId: 'app',
                login: 'viewer',
                kind: AuthorizationKind::Code,
                scope: "matomo:$scope",
                resource: 'https://matomo.example/',
                clientEpoch: 0,
                createdAt: time(),
                expiresAt: time() + 3600,
            ));
        }
        $settings = StaticContainer::get(SystemSettings::class);
        $settings->defaultScopes->setIsWritableByCurrentUser(true);
        foreach ([['matomo:read', 'matomo:admin'], ['matomo:read'], ['matomo:read', 'matomo:admin']] as $number => $allowed) {
            $settings->defaultScopes->setValue($allowed);
            $settings->save();
            self::assertSame($number === 0 ? null : 'scope_removed', $table->find('admin')?->endReason);
            self::assertNull($table->find('read')?->endedAt);
        }
    }

    public function testTheListOfSchemesIsCheckedAndMayBeEmpty(): void
    {
        $setting = StaticContainer::get(SystemSettings::class)->privateUseSchemes;
        $setting->setIsWritableByCurrentUser(true);
        foreach (['cursor javascript', 'data', 'https', 'file:///x', '*'] as $wrong) {
            try {
                $setting->setValue($wrong);
                self::fail("$wrong was accepted");
            } catch (\InvalidArgumentException $expected) {
                self::assertStringContainsString(' cannot be allowed. ', $expected->getMessage());
            }
        }
        foreach (['Cursor://, myapp' => 'cursor myapp', '' => ''] as $given => $stored) {
            $setting->setValue($given);
            $setting->save();
            self::assertSame($stored, SettingValues::all()['privateUseSchemes']);
            self::assertSame($this->byObjects(), SettingValues::all());
        }
    }

    public function testTheListOfHostsIsCheckedAndMayBeEmpty(): void
    {
        $setting = StaticContainer::get(SystemSettings::class)->assistantHosts;
        $setting->setIsWritableByCurrentUser(true);
        foreach (['https://app.example', '*.example', '127.0.0.1', 'app.example/x', 'app.example:443', 'bücher.example'] as $wrong) {
            try {
                $setting->setValue($wrong);
                self::fail("$wrong was accepted");
            } catch (\InvalidArgumentException $expected) {
                self::assertStringContainsString(' is no host name. ', $expected->getMessage());
            }
        }
        foreach (['App.example, other.example' => 'app.example other.example', '' => ''] as $given => $stored) {
            $setting->setValue($given);
            $setting->save();
            self::assertSame($stored, SettingValues::all()['assistantHosts']);
            self::assertSame($this->byObjects(), SettingValues::all());
        }
    }

    public function testAnAssistantThatIsNoLongerAllowedIsPaused(): void
    {
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Installation::schema()->migrate();
        $clients = new ClientTable(new MatomoConnection());
        $id = 'https://claude.ai/oauth/claude-code-client-metadata';
        $clients->insert(new ClientRecord(
            clientId: $id,
            name: 'Claude Code',
            description: '',
            secretHash: null,
            secretHint: null,
            redirectUris: ['http://localhost/callback'],
            grantTypes: ['authorization_code'],
            scopes: ['matomo:read'],
            type: ClientRecord::PUBLIC,
            active: true,
            ownerLogin: '',
            actsAs: null,
            epoch: 1,
            requirePkce: true,
            createdAt: time(),
            updatedAt: time(),
        ));
        $settings = StaticContainer::get(SystemSettings::class);
        $settings->issuer->setIsWritableByCurrentUser(true);
        $settings->issuer->setValue('https://matomo.example');
        $settings->assistants->setIsWritableByCurrentUser(true);
        foreach (['known' => true, 'off' => false, 'any' => true] as $trust => $isActive) {
            $settings->assistants->setValue($trust);
            $settings->save();
            self::assertSame($isActive, $clients->find($id)?->active, $trust);
        }
    }

    public function testTheConfigurationFileWins(): void
    {
        Config::getInstance()->OAuth2 = ['refreshGrace' => '5', 'enableClientCredentials' => '0', 'issuer' => 'https://a.example'];
        self::assertSame($this->byObjects(), SettingValues::all());
        self::assertSame(5, SettingValues::all()['refreshGrace']);
        self::assertFalse(SettingValues::all()['enableClientCredentials']);
        self::assertSame('https://a.example', SettingValues::all()['issuer']);
    }

    public function testThePluginsRequirementsAreCheckedAsMatomoDoes(): void
    {
        $plugin = new OAuth2();
        $matomo = new \ReflectionMethod(Plugin::class, 'getMissingDependencies');
        foreach ([null, Version::VERSION, '5.1.9', '5.2.0-b0', '5.2.0-b1', '5.9.1', '6.0.0-b1', '6.0.0', '4.16.0'] as $version) {
            self::assertSame($matomo->invoke($plugin, $version), $plugin->getMissingDependencies($version), (string) $version);
        }
        self::assertSame([], $plugin->getMissingDependencies());
        self::assertNotSame([], $plugin->getMissingDependencies('6.0.0'));
    }

    public function testOnlyFulfilledRequirementsAreCached(): void
    {
        $cache = Cache::getEagerCache();
        $cache->flushAll();
        $require = static function (string $matomo): OAuth2 {
            $plugin = new OAuth2();
            (new \ReflectionProperty(Plugin::class, 'pluginInformation'))->setValue($plugin, ['require' => ['matomo' => $matomo]]);

            return $plugin;
        };
        $later = $require('>=99.0.0');
        self::assertNotSame([], $later->getMissingDependencies());
        self::assertNotSame([], $later->getMissingDependencies());
        self::assertNotSame([], $require('>=99.0.0')->getMissingDependencies());
        self::assertSame([], $require('>=5.0.0')->getMissingDependencies());
        self::assertTrue($cache->contains('OAuth2ConditionsHold' . PHP_VERSION . Version::VERSION), 'the entry is for these versions only');
        self::assertSame([], $require('>=99.0.0')->getMissingDependencies(), 'the library is not called again');
        $cache->flushAll();
        self::assertNotSame([], $require('>=99.0.0')->getMissingDependencies(), 'an update empties the cache');
    }

    /** @return array<string, mixed> */
    private function byObjects(): array
    {
        $settings = new SystemSettings();

        return array_map(
            static fn (string $name): mixed => $settings->$name->getValue(),
            array_combine(array_keys(SettingValues::defaults()), array_keys(SettingValues::defaults())),
        );
    }
}
