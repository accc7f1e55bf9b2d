<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\EventDispatcher;
use Piwik\Piwik;
use Piwik\Plugin\Manager;
use Piwik\Plugins\OAuth2\Matomo\ScreenTexts;
use Piwik\Plugins\OAuth2\OAuth2;
use Piwik\SettingsServer;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * The plugin listens only to the events that a request may need, so that requests without OAuth cost next to nothing.
 *
 * @group OAuth2
 * @group OAuth2Events
 * @group Plugins
 */
class EventsTest extends IntegrationTestCase
{
    private const BY_REQUEST = ['Request.dispatch', 'Request.initAuthenticationObject', 'Request.dispatchCoreAndPluginUpdatesScreen'];

    /** @var array<mixed> */
    private array $server;

    public function setUp(): void
    {
        parent::setUp();
        $this->server = $_SERVER;
    }

    public function tearDown(): void
    {
        $_SERVER = $this->server;
        $_GET = $_POST = [];
        SettingsServer::setIsNotTrackerApiRequest();
        EventDispatcher::getInstance()->clearCache();
        parent::tearDown();
    }

    /**
     * @dataProvider requests
     * @param array<string, string> $get
     * @param array<string, string> $post
     * @param list<string> $expected
     */
    public function testListensOnlyToEventsThatTheRequestMayNeed(string $method, array $get, array $post, array $expected): void
    {
        $_SERVER['REQUEST_METHOD'] = $method;
        $_GET = $get;
        $_POST = $post;
        $events = array_keys((new OAuth2())->registerEvents());
        self::assertSame($expected, array_values(array_intersect(self::BY_REQUEST, $events)));
        foreach (['API.Request.authenticate', 'API.Request.dispatch', 'Access.modifyUserAccess'] as $event) {
            self::assertNotContains($event, $events, 'before a bearer token was accepted');
        }
        foreach (['UsersManager.deleteUser', 'Db.getTablesInstalled', 'UsersManager.addUser.end'] as $event) {
            self::assertContains($event, $events, 'on every request');
        }
    }

    /** @return array<string, array{string, array<string, string>, array<string, string>, list<string>}> */
    public static function requests(): array
    {
        [$controller, $api, $early] = self::BY_REQUEST;

        return [
            'start page' => ['GET', [], [], [$controller]],
            'another page' => ['GET', ['module' => 'CoreHome'], [], [$controller]],
            'API' => ['GET', ['module' => 'API', 'method' => 'API.getMatomoVersion'], [], [$api]],
            'API by POST' => ['POST', [], ['module' => 'API'], [$api]],
            // PHP's command line sets no FastCGI header variables.
            'API with token_auth, not FastCGI' => ['POST', ['module' => 'API'], ['token_auth' => 'abc'], [$api]],
            'preflight for the API' => ['OPTIONS', ['module' => 'API'], [], [$api, $early]],
            'endpoint' => ['POST', ['module' => 'OAuth2', 'action' => 'token'], [], [$controller, $early]],
        ];
    }

    /** Matomo loads the plugins that it classifies as tracker plugins in each tracking request. */
    public function testTrackingRequestsDoNotLoadThePlugin(): void
    {
        $_GET = ['module' => 'API'];
        $manager = Manager::getInstance();
        self::assertTrue($manager->isPluginInstalled('OAuth2'));
        SettingsServer::setIsTrackerApiRequest();
        self::assertFalse($manager->isTrackerPlugin($manager->getLoadedPlugin('OAuth2')));
        SettingsServer::setIsNotTrackerApiRequest();
        self::assertTrue($manager->isTrackerPlugin($manager->getLoadedPlugin('OAuth2')), 'Matomo classifies by the event');
    }

    public function testOnlyPagesWithTheScreensGetTheirTexts(): void
    {
        foreach (['CoreHome' => false, 'Login' => false, 'OAuth2' => true] as $module => $sent) {
            $_GET = ['module' => $module];
            $keys = [];
            Piwik::postEvent('Translate.getClientSideTranslationKeys', [&$keys]);
            // Core adds the titles of the menu, and General_* for its own screens.
            $own = array_filter(
                ScreenTexts::KEYS,
                static fn (string $key): bool => str_starts_with($key, 'OAuth2_') && $key !== 'OAuth2_AuthorizedApps',
            );
            self::assertSame($sent ? $own : [], array_intersect($own, $keys), $module);
        }
    }
}
