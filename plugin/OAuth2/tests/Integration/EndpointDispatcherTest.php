<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\EventDispatcher;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Plugins\OAuth2\Web\EndpointDispatcher;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * Other plugins may extend the server's metadata; and endpoints answer 503 if the server is not configured.
 *
 * @group OAuth2
 * @group EndpointDispatcher
 * @group Plugins
 */
class EndpointDispatcherTest extends IntegrationTestCase
{
    private const ISSUER = 'https://matomo.example/analytics';

    /** @var array<string, mixed> */
    private array $server;

    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Issuer::set(StaticContainer::get(SystemSettings::class), self::ISSUER);
        Installation::activate();
        ServerFactory::instance()->reset();
        $this->server = $_SERVER;
        $_SERVER['REQUEST_METHOD'] = 'GET';
        $_SERVER['REQUEST_URI'] = '/analytics/index.php?module=OAuth2&action=metadata';
    }

    public function tearDown(): void
    {
        $_SERVER = $this->server;
        parent::tearDown();
    }

    public function testAPluginAddsMembers(): void
    {
        $plain = EndpointDispatcher::answer(Endpoint::Metadata);
        self::assertSame(200, $plain->status);
        self::listen(static function (array &$members): void {
            $members['service_documentation'] = 'https://docs.example';
        });
        $answer = EndpointDispatcher::answer(Endpoint::Metadata);
        self::assertSame(self::members($plain) + ['service_documentation' => 'https://docs.example'], self::members($answer));
        self::assertArrayNotHasKey('ETag', $answer->headers);
        self::assertSame($plain->headers['Cache-Control'], $answer->headers['Cache-Control']);
    }

    public function testMembersThatClientsWouldRefuseAreRemoved(): void
    {
        $plain = EndpointDispatcher::answer(Endpoint::Metadata);
        self::listen(static function (array &$members): void {
            $members['registration_endpoint'] = null;
            $members['ui_locales_supported'] = [];
        });
        self::assertEquals($plain, EndpointDispatcher::answer(Endpoint::Metadata));
    }

    /** @dataProvider failures */
    public function testAFailingPluginDoesNotChangeTheMetadata(callable $handler): void
    {
        $plain = EndpointDispatcher::answer(Endpoint::Metadata);
        self::listen($handler);
        self::assertEquals($plain, EndpointDispatcher::answer(Endpoint::Metadata));
    }

    /** @return iterable<string, array{callable}> */
    public static function failures(): iterable
    {
        yield 'an exception' => [static function (): void {
            throw new \RuntimeException('A secret of this plugin');
        }];
        yield 'an error' => [static function (): void {
            throw new \Error('Call to undefined function');
        }];
        yield 'no document' => [static function (mixed &$members): void {
            $members = null;
        }];
        yield 'values that are not text' => [static function (array &$members): void {
            $members['service_documentation'] = "\xff";
        }];
    }

    public function testAMissingConfigurationIs503InTheFormatOfEachEndpoint(): void
    {
        Config::getInstance()->General['salt'] = '';
        $endpoints = array_filter(Endpoint::cases(), static fn (Endpoint $endpoint): bool => !$endpoint->usesSession());
        self::assertGreaterThanOrEqual(6, \count($endpoints));
        foreach ($endpoints as $endpoint) {
            $action = $endpoint->value;
            ServerFactory::instance()->reset();
            $answer = EndpointDispatcher::answer($endpoint);
            self::assertSame([503, 'application/json'], [$answer->status, $answer->headers['Content-Type']], $action);
            self::assertSame('temporarily_unavailable', self::members($answer)['error']);
            self::assertSame('no-store', $answer->headers['Cache-Control']);
            self::assertSame($action === 'introspect' ? null : '*', $answer->headers['Access-Control-Allow-Origin'] ?? null, $action);
        }
    }

    public function testUnexpectedFailuresRevealNothing(): void
    {
        $factory = new class () extends ServerFactory {
            public function server(): AuthorizationServer
            {
                throw new \LogicException('Something internal');
            }
        };
        StaticContainer::getContainer()->set(ServerFactory::class, $factory);
        ServerFactory::$isReplaced = true;
        try {
            $answer = EndpointDispatcher::answer(Endpoint::Token);
        } finally {
            ServerFactory::$isReplaced = false;
        }
        self::assertSame(503, $answer->status);
        self::assertStringNotContainsString('internal', $answer->body);
    }

    private static function listen(callable $handler): void
    {
        StaticContainer::get(EventDispatcher::class)->addObserver('OAuth2.authorizationServerMetadata', $handler);
    }

    /** @return array<string, mixed> */
    private static function members(Response $response): array
    {
        return json_decode($response->body, true, 16, JSON_THROW_ON_ERROR);
    }
}
