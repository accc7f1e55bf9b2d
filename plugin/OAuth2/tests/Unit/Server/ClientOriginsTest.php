<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/** The origins that a protected resource allows, and the cost of the lookup. */
final class ClientOriginsTest extends ServerTestCase
{
    #[DataProvider('origins')]
    public function testAnOriginIsThatOfARedirectUri(string $registered, string $origin, bool $included): void
    {
        $this->publicClient([$registered]);
        self::assertSame($included, $this->server->origins()->contains($origin));
    }

    /** @return iterable<string, array{string, string, bool}> */
    public static function origins(): iterable
    {
        yield 'the same' => ['https://app.example/cb', 'https://app.example', true];
        yield 'letters of another case' => ['https://App.example/cb', 'https://app.example', true];
        yield 'a port' => ['https://app.example:8443/cb?x=1', 'https://app.example:8443', true];
        yield 'the port of https, which browsers leave out' => ['https://app.example:443/cb', 'https://app.example', true];
        yield 'another port' => ['https://app.example/cb', 'https://app.example:444', false];
        yield 'the port of http under https' => ['https://app.example:80/cb', 'https://app.example', false];
        yield 'another scheme' => ['https://app.example/cb', 'http://app.example', false];
        yield 'a parent domain' => ['https://app.example/cb', 'https://example', false];
        yield 'a subdomain' => ['https://app.example/cb', 'https://evil.app.example', false];
        yield 'a host with the same beginning' => ['https://app.example/cb', 'https://app.example.evil.example', false];
        yield 'any port of loopback' => ['http://127.0.0.1/cb', 'http://127.0.0.1:5173', true];
        yield 'registered with a port' => ['http://localhost:3000/cb', 'http://localhost:5173', true];
        yield 'IPv6' => ['http://[::1]/cb', 'http://[::1]:5173', true];
        yield 'another name of loopback' => ['http://127.0.0.1/cb', 'http://localhost', false];
        yield 'a host that begins like loopback' => ['http://127.0.0.1/cb', 'http://127.0.0.1.evil.example', false];
        yield 'a private-use scheme' => ['com.example.app:/cb', 'null', false];
        yield 'a private-use scheme with something like a host' => ['com.example.app://app.example/cb', 'https://app.example', false];
        yield 'nothing' => ['https://app.example/cb', '', false];
        yield 'more than an origin' => ['https://app.example/cb', 'https://app.example/cb', false];
        yield 'an origin with a slash' => ['https://app.example/cb', 'https://app.example/', false];
        yield 'a user name' => ['https://app.example/cb', 'https://user@app.example', false];
        yield 'a loopback with a user name' => ['http://127.0.0.1/cb', 'http://user@127.0.0.1:5173', false];
        yield 'several origins' => ['https://app.example/cb', 'https://app.example, https://evil.example', false];
    }

    /** Redirect URIs registered under older rules: the origin is the one that a browser opens, or none. */
    #[DataProvider('olderRules')]
    public function testAnOriginIsThatOfAnOldRedirectUri(string $registered, string $origin, bool $included): void
    {
        $this->client('old', ClientRecord::PUBLIC, redirectUris: [$registered]);
        self::assertSame($included, $this->server->origins()->contains($origin));
    }

    /** @return iterable<string, array{string, string, bool}> */
    public static function olderRules(): iterable
    {
        yield 'http elsewhere' => ['http://app.example:8080/cb', 'http://app.example:8080', true];
        yield 'the port of http, which browsers leave out' => ['http://app.example:80/cb', 'http://app.example', true];
        yield 'any port of another computer' => ['http://app.example/cb', 'http://app.example:8080', false];
        yield 'behind a user name' => ['https://bank.example@app.example/cb', 'https://app.example', true];
        yield 'a user name that looks like a host' => ['https://bank.example@app.example/cb', 'https://bank.example', false];
        yield 'behind a backslash' => ['https://bank.example\\@app.example/cb', 'https://app.example', false];
        yield 'before a backslash' => ['https://bank.example\\@app.example/cb', 'https://bank.example', false];
        yield 'a wildcard' => ['https://*.app.example/cb', 'https://x.app.example', false];
    }

    public function testOnlyActivePublicClientsCount(): void
    {
        $this->client('confidential');
        self::assertFalse($this->server->origins()->contains('https://app.example'));
        $client = $this->publicClient(['https://spa.example/cb']);
        self::assertTrue($this->server->origins()->contains('https://spa.example'));
        $this->server->clients()->setActive($client->clientId, false);
        self::assertFalse($this->server->origins()->contains('https://spa.example'));
        $this->server->clients()->setActive($client->clientId, true);
        self::assertTrue($this->server->origins()->contains('https://spa.example'));
    }

    public function testAChangeOfAClientTakesEffectAtOnce(): void
    {
        self::assertFalse($this->server->origins()->contains('https://spa.example'));
        $client = $this->publicClient(['https://spa.example/cb']);
        self::assertTrue($this->server->origins()->contains('https://spa.example'));
        $this->server->clients()->update($client->clientId, self::draft(['https://moved.example/cb']));
        self::assertFalse($this->server->origins()->contains('https://spa.example'));
        self::assertTrue($this->server->origins()->contains('https://moved.example'));
        $this->server->clients()->delete($client->clientId);
        self::assertFalse($this->server->origins()->contains('https://moved.example'));
    }

    public function testTheClientsAreReadAtMostOnceAMinute(): void
    {
        $this->publicClient(['https://spa.example/cb']);
        $this->server->origins()->contains('https://spa.example');
        $this->connection->forget();
        for ($asked = 0; $asked < 100; $asked++) {
            self::assertFalse($this->serverWith()->origins()->contains("https://stranger$asked.example"));
            self::assertTrue($this->serverWith()->origins()->contains('https://spa.example'));
        }
        self::assertSame([], $this->connection->reads);
        $this->clock->time += 60;
        $this->serverWith()->origins()->contains('https://spa.example');
        self::assertCount(1, $this->connection->reads);
        self::assertSame([], $this->connection->writes);
    }

    public function testAnEmptyListIsCachedToo(): void
    {
        self::assertFalse($this->server->origins()->contains('https://spa.example'));
        $this->connection->forget();
        self::assertFalse($this->serverWith()->origins()->contains('https://spa.example'));
        self::assertSame([], $this->connection->reads);
    }

    public function testInstallationsThatShareACacheDoNotShareOrigins(): void
    {
        $this->publicClient(['https://spa.example/cb']);
        self::assertTrue($this->server->origins()->contains('https://spa.example'));
        $this->connection->forget();
        $other = self::settings(wrappingSecret: 'another secret of at least thirty-two bytes');
        $this->serverWith($other)->origins()->contains('https://spa.example');
        self::assertCount(1, $this->connection->reads);
    }

    /** @param list<string> $redirectUris */
    private function publicClient(array $redirectUris): ClientRecord
    {
        return $this->server->clients()->create(self::draft($redirectUris), 'anna')->client;
    }

    /** @param list<string> $redirectUris */
    private static function draft(array $redirectUris): ClientDraft
    {
        return new ClientDraft('An app', $redirectUris, ['authorization_code'], ['matomo:read'], ClientRecord::PUBLIC);
    }
}
