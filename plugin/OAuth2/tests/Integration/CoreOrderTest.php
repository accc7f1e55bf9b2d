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
use Piwik\Plugins\OAuth2\SelfTest\Fingerprint;
use Piwik\Plugins\OAuth2\SelfTest\SelfTest;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * The order in which core authenticates a request with only a bearer token. Matomo 5.2 calls the authentication object
 * once. Later releases also treat the header's value as a token_auth: they post API.Request.authenticate with it before the
 * method and around each sub-request. Both must authenticate the token's user with the access that the scope allows.
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
        SelfTest::verdicts()->pass(Fingerprint::current());
        $this->token = self::token();
        $_GET = ['module' => 'API', 'method' => 'API.getMatomoVersion'];
        $_SERVER['HTTP_AUTHORIZATION'] = 'Bearer ' . $this->token;
        // As at the beginning of a request: core asks plugins for their listeners again.
        EventDispatcher::getInstance()->clearCache();
    }

    public function tearDown(): void
    {
        // A request without the header, so that the plugin forgets the token.
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

    public function testAuthenticationObjectOnly(): void
    {
        self::assertTrue(self::authenticate());
        self::assertActsUnderTheCeiling();
    }

    public function testHeaderAlsoTreatedAsATokenAuth(): void
    {
        self::authenticate();
        Piwik::postEvent('API.Request.authenticate', [$this->token]);
        self::assertTrue(Access::getInstance()->reloadAccess());
        self::assertActsUnderTheCeiling();
        // After a sub-request, core restores the state before it in the same way.
        Piwik::postEvent('API.Request.authenticate', ['anonymous']);
        self::assertTrue(Access::getInstance()->reloadAccess());
        self::assertActsUnderTheCeiling();
    }

    /** Core removes only one blank, so its token_auth begins with the others. */
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

    public function testAnotherTokenAuthIsRefused(): void
    {
        self::authenticate();
        $this->expectException(ConflictingCredentials::class);
        Piwik::postEvent('API.Request.authenticate', [Fixture::getTokenAuth()]);
    }

    /** Core compares its token with that of a sub-request and restores it later, so it must not contain the bearer token. */
    public function testTokenStaysOutOfCoresAccess(): void
    {
        self::authenticate();
        self::assertNotSame($this->token, Access::getInstance()->getTokenAuth());
        self::assertNotSame($this->token, StaticContainer::get(Auth::class)->getTokenAuth());
    }

    /** Authenticates as core does for each request (FrontController::init). */
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
