<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\AuthResult;
use Piwik\Container\StaticContainer;
use Piwik\Plugins\Login\Auth;
use Piwik\Plugins\Login\PasswordVerifier;
use Piwik\Plugins\OAuth2\Access\BearerAuthAdapter;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * @group OAuth2
 * @group BearerAuthAdapter
 * @group Plugins
 */
class BearerAuthAdapterTest extends IntegrationTestCase
{
    private BearerAuthAdapter $auth;

    public function setUp(): void
    {
        parent::setUp();
        Fixture::createSuperUser();
        $this->auth = new BearerAuthAdapter(new Auth(), Fixture::ADMIN_USER_LOGIN, false, Scope::Admin);
    }

    public function testAuthenticatesTheTokensUserDespiteCoresDefaults(): void
    {
        foreach ([['anonymous', 'anonymous'], [null, 'anonymous'], [null, '']] as [$login, $token]) {
            $this->auth->setLogin($login);
            $this->auth->setTokenAuth($token);
            $result = $this->auth->authenticate();
            self::assertSame(AuthResult::SUCCESS, $result->getCode());
            self::assertSame(Fixture::ADMIN_USER_LOGIN, $result->getIdentity());
            self::assertSame('anonymous', $result->getTokenAuth());
        }
    }

    public function testSuperUserAccessNeedsTheFlag(): void
    {
        self::assertFalse($this->auth->authenticate()->hasSuperUserAccess());
        $auth = new BearerAuthAdapter(new Auth(), Fixture::ADMIN_USER_LOGIN, true, Scope::SuperUser);
        self::assertTrue($auth->authenticate()->hasSuperUserAccess());
    }

    public function testReportsNoLoginAndTheLoginPluginsName(): void
    {
        $this->auth->setLogin('anonymous');
        self::assertNull($this->auth->getLogin());
        self::assertNotEmpty($this->auth->getTokenAuth());
        self::assertSame('Login', $this->auth->getName());
    }

    public function testTheLoginPluginVerifiesPasswords(): void
    {
        StaticContainer::getContainer()->set('Piwik\Auth', $this->auth);
        $verifier = new PasswordVerifier();
        self::assertFalse($verifier->isPasswordCorrect(Fixture::ADMIN_USER_LOGIN, 'not it, not it'));
        self::assertFalse($verifier->isPasswordCorrect('nobody', Fixture::ADMIN_USER_PASSWORD));
        self::assertTrue($verifier->isPasswordCorrect(Fixture::ADMIN_USER_LOGIN, Fixture::ADMIN_USER_PASSWORD));
    }

    public function testACorrectPasswordDoesNotExceedTheScope(): void
    {
        $this->auth->setLogin(Fixture::ADMIN_USER_LOGIN);
        $this->auth->setPassword(Fixture::ADMIN_USER_PASSWORD);
        $result = $this->auth->authenticate();
        self::assertTrue($result->wasAuthenticationSuccessful());
        self::assertFalse($result->hasSuperUserAccess());
    }

    public function testExpectTokenRestoresTheTokensUser(): void
    {
        $this->auth->setPassword('wrong password');
        self::assertFalse($this->auth->authenticate()->wasAuthenticationSuccessful());
        $this->auth->expectToken();
        self::assertSame(Fixture::ADMIN_USER_LOGIN, $this->auth->authenticate()->getIdentity());
    }

    public function testAnotherLoginIsNotAuthenticated(): void
    {
        $this->auth->setLogin('somebodyelse');
        $this->auth->setTokenAuth('anonymous');
        self::assertFalse($this->auth->authenticate()->wasAuthenticationSuccessful());
    }
}
