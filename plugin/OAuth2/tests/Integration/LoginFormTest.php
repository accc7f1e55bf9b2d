<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Container\StaticContainer;
use Piwik\NoAccessException;
use Piwik\Piwik;
use Piwik\Plugins\Login\Auth;
use Piwik\Plugins\Login\Controller;
use Piwik\Plugins\OAuth2\Matomo\LoginForm;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * The notice in the login form says for which application the user logs in, with each login plugin as far as its form lets us.
 *
 * @group OAuth2
 * @group Plugins
 */
final class LoginFormTest extends IntegrationTestCase
{
    private const REASON = 'Log in to connect “<bdi>&lt;b&gt;App&lt;/b&gt;</bdi>” to <bdi>Matomo</bdi>.';

    public function setUp(): void
    {
        parent::setUp();
        Fixture::loadAllTranslations();
    }

    public function tearDown(): void
    {
        Fixture::resetTranslations();
        parent::tearDown();
    }

    /** @return iterable<string, array{string, ?object}> */
    public function plugins(): iterable
    {
        yield 'core’s own' => ['Login', null];
        // LoginLdap and LoginSaml have controllers of their own that inherit the form.
        yield 'a plugin that inherits core’s form' => ['LoginThatInherits', new class () extends Controller {
            public function __construct()
            {
            }
        }];
    }

    /** @dataProvider plugins */
    public function testTheFormShowsTheNoticeInPlaceOfAnError(string $plugin, ?object $controller): void
    {
        self::assertSame([null, self::REASON], $this->parameters($plugin, $controller));
    }

    /** @return iterable<string, array{string, ?object}> */
    public function others(): iterable
    {
        yield 'a form without a notice' => ['LoginWithoutNotice', new class () {
            public function login(mixed $messageNoAccess = null): void
            {
            }
        }];
        yield 'a second parameter of another meaning' => ['LoginWithAnother', new class () {
            public function login(mixed $messageNoAccess = null, mixed $redirect = false): void
            {
            }
        }];
        yield 'no form' => ['LoginWithoutForm', new class () {
        }];
        yield 'no controller' => ['LoginWithoutController', null];
    }

    /** @dataProvider others */
    public function testAnotherFormGetsTheReasonAsItsMessage(string $plugin, ?object $controller): void
    {
        self::assertSame(['unchanged'], $this->parameters($plugin, $controller));
    }

    /** @return array<mixed> what the action for the form gets */
    private function parameters(string $plugin, ?object $controller): array
    {
        if ($controller !== null && !class_exists("Piwik\\Plugins\\$plugin\\Controller")) {
            class_alias($controller::class, "Piwik\\Plugins\\$plugin\\Controller");
        }
        StaticContainer::getContainer()->set('Piwik\Auth', new class ($plugin) extends Auth {
            public function __construct(private readonly string $plugin)
            {
                parent::__construct();
            }

            public function getName(): string
            {
                return $this->plugin;
            }
        });
        try {
            LoginForm::show('OAuth2_LoginToConnect', '<b>App</b>', 'Matomo');
        } catch (NoAccessException $needed) {
            self::assertSame(self::REASON, $needed->getMessage());
        }
        $parameters = ['unchanged'];
        Piwik::postEvent("Controller.$plugin.login", [&$parameters]);

        return $parameters;
    }
}
