<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Access;
use Piwik\Auth;
use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\EventDispatcher;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Access\ConflictingCredentials;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * The order in which core authenticates a request that has nothing but a bearer token. Matomo 5.2 asks the authentication
 * object once; releases after it take the header's value for a token_auth as well and post API.Request.authenticate with
 * it, before the method runs and around each sub-request. Both must end with the token's user under its ceiling.
 *
 * @group OAuth2
 * @group CoreOrder
 * @group Plugins
 */
class CoreOrderTest extends IntegrationTestCase
{
    private string $token;

    /** @var array<mixed> */
    private array $server;

    public function setUp(): void
    {
        parent::setUp();
        $this->server = $_SERVER;
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Fixture::createSuperUser();
        Fixture::createWebsite('2026-01-01');
        Issuer::set(StaticContainer::get(SystemSettings::class), 'https://matomo.example');
        Installation::activate();
        ServerFactory::instance()->reset();
        $this->token = self::token();
        $_GET = ['module' => 'API', 'method' => 'API.getMatomoVersion'];
        $_SERVER['HTTP_AUTHORIZATION'] = 'Bearer ' . $this->token;
        // As at the beginning of this request: plugins are asked what they listen to.
        EventDispatcher::getInstance()->clearCache();
    }

    public function tearDown(): void
    {
        // A request without the header, so that nothing of the token is left in the plugin.
        $_SERVER = $this->server;
        $_GET = [];
        Piwik::postEvent('Request.initAuthenticationObject');
        parent::tearDown();
    }

    public function testWithoutTheHeaderNobodyIsAuthenticated(): void
    {
        unset($_SERVER['HTTP_AUTHORIZATION']);
        self::authenticate();
        self::assertSame('anonymous', Piwik::getCurrentUserLogin());
    }

    public function testAuthenticationObjectAlone(): void
    {
        self::assertTrue(self::authenticate());
        self::assertActsUnderTheCeiling();
    }

    public function testHeaderTakenForATokenAuthAsWell(): void
    {
        self::authenticate();
        Piwik::postEvent('API.Request.authenticate', [$this->token]);
        self::assertTrue(Access::getInstance()->reloadAccess());
        self::assertActsUnderTheCeiling();
        // Core sets back what was before a sub-request in the same way, with the name of no token.
        Piwik::postEvent('API.Request.authenticate', ['anonymous']);
        self::assertTrue(Access::getInstance()->reloadAccess());
        self::assertActsUnderTheCeiling();
    }

    /** Core leaves the further ones before the token_auth that it takes from the header. */
    public function testSeveralBlanksAfterTheScheme(): void
    {
        $_SERVER['HTTP_AUTHORIZATION'] = 'Bearer   ' . $this->token;
        self::authenticate();
        Piwik::postEvent('API.Request.authenticate', ['  ' . $this->token]);
        self::assertTrue(Access::getInstance()->reloadAccess());
        self::assertActsUnderTheCeiling();
        $this->expectException(ConflictingCredentials::class);
        Piwik::postEvent('API.Request.authenticate', ['  ' . Fixture::getTokenAuth()]);
    }

    public function testTokenOfThisRequestIsTheOnlyOne(): void
    {
        self::authenticate();
        $this->expectException(ConflictingCredentials::class);
        Piwik::postEvent('API.Request.authenticate', [Fixture::getTokenAuth()]);
    }

    /** Core compares it with what a sub-request brings, and keeps it to set it back: no token may be in it. */
    public function testTokenStaysOutOfCoresAccess(): void
    {
        self::authenticate();
        self::assertNotSame($this->token, Access::getInstance()->getTokenAuth());
        self::assertNotSame($this->token, StaticContainer::get(Auth::class)->getTokenAuth());
    }

    /** What core does for each request (FrontController::init). */
    private static function authenticate(): bool
    {
        Access::getInstance()->setSuperUserAccess(false);
        Piwik::postEvent('Request.initAuthenticationObject');
        $auth = StaticContainer::get(Auth::class);
        $auth->setLogin('anonymous');
        $auth->setTokenAuth('anonymous');

        return Access::getInstance()->reloadAccess($auth);
    }

    private static function assertActsUnderTheCeiling(): void
    {
        self::assertSame(Fixture::ADMIN_USER_LOGIN, Piwik::getCurrentUserLogin());
        self::assertFalse(Piwik::hasUserSuperUserAccess());
        self::assertTrue(Piwik::isUserHasViewAccess(1));
        self::assertFalse(Piwik::isUserHasWriteAccess(1));
    }

    private static function token(): string
    {
        $server = ServerFactory::instance()->server();
        $draft = new ClientDraft('Test', [], ['client_credentials'], ['matomo:read'], 'confidential');
        $created = $server->clients()->create($draft, Fixture::ADMIN_USER_LOGIN);
        $body = http_build_query([
            'grant_type' => 'client_credentials',
            'client_id' => $created->client->clientId,
            'client_secret' => (string) $created->secret,
        ]);
        $headers = ['content-type' => ['application/x-www-form-urlencoded']];
        $response = $server->token(new Request('POST', '', $headers, $body, '127.0.0.1'));

        return json_decode($response->body, true, 8, JSON_THROW_ON_ERROR)['access_token'];
    }
}
