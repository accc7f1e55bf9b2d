<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\MatomoConnection;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Settings\Storage\Backend\PluginSettingsTable;
use Piwik\Settings\Storage\Factory;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\Mock\FakeAccess;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * Clients that register themselves, with Matomo's settings.
 *
 * @group OAuth2
 * @group Registration
 * @group Plugins
 */
class RegistrationTest extends IntegrationTestCase
{
    private const REDIRECT = 'https://app.example/cb';

    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Fixture::createSuperUser();
        Issuer::set(StaticContainer::get(SystemSettings::class), 'https://matomo.example/analytics');
        Installation::activate();
        $this->store(['clientRegistration' => '1', 'assistantScope' => 'write']);
    }

    public function provideContainerConfig(): array
    {
        return ['Piwik\Access' => new FakeAccess(true, [], [], Fixture::ADMIN_USER_LOGIN)];
    }

    public function testAConsentHoldsASettingThatAnAdministratorSavesMeanwhile(): void
    {
        [$first, $second] = [$this->page(), $this->page()];
        self::assertInstanceOf(Response::class, $this->allow($first, 'matomo:write'));
        // Another process saves it; this one has read the settings before.
        $this->store(['assistantScope' => 'read'], false);
        $page = $this->allow($second, 'matomo:write');
        self::assertInstanceOf(ErrorPage::class, $page);
        self::assertSame('ConsentScope', $page->error->name);
        self::assertSame(['matomo:read'], (new ClientTable(new MatomoConnection()))->find($second->clientId)?->scopes);
    }

    private function page(): ConsentScreen
    {
        $server = ServerFactory::instance()->forPages()->server();
        $response = $server->register(new Request('POST', '', ['content-type' => ['application/json']], (string) json_encode([
            'redirect_uris' => [self::REDIRECT], 'token_endpoint_auth_method' => 'none',
        ]), '192.0.2.1'));
        self::assertSame(201, $response->status, $response->body);
        $client = json_decode($response->body, true);
        $screen = $server->authorization()->open(new Request('GET', http_build_query([
            'response_type' => 'code', 'client_id' => $client['client_id'], 'redirect_uri' => self::REDIRECT, 'scope' => 'matomo:write',
            'code_challenge' => oauth2_pkce_challenge(oauth2_pkce_verifier()), 'code_challenge_method' => 'S256',
        ])), self::user());
        self::assertInstanceOf(ConsentScreen::class, $screen);

        return $screen;
    }

    private function allow(ConsentScreen $screen, string $scope): object
    {
        return ServerFactory::instance()->forPages()->server()->authorization()->decide(Request::ofForm([
            'request' => $screen->request, 'nonce' => $screen->nonce, 'decision' => 'allow', 'scope' => $scope,
        ]), self::user());
    }

    private static function user(): User
    {
        return new User(Fixture::ADMIN_USER_LOGIN, Scope::SuperUser);
    }

    /** @param array<string, string> $values */
    private function store(array $values, bool $reset = true): void
    {
        $table = new PluginSettingsTable('OAuth2', '');
        $table->save($values + $table->load());
        if ($reset) {
            // What this process has read.
            $storage = StaticContainer::get(Factory::class)->getPluginStorage('OAuth2', '');
            array_walk($values, static fn (string $value, string $name) => $storage->setValue($name, $value));
            ServerFactory::instance()->reset();
        }
    }
}
