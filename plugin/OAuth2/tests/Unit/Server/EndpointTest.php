<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;

/** The server's endpoints behave as the list of endpoints declares. */
final class EndpointTest extends ServerTestCase
{
    #[DataProvider('withoutSession')]
    public function testMethodsAndOrigins(Endpoint $endpoint): void
    {
        $methods = $endpoint->method() === 'GET' ? ['GET', 'HEAD', 'OPTIONS'] : ['POST', 'OPTIONS'];
        foreach (['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as $method) {
            $answer = $this->server->answer($endpoint, new Request($method));
            self::assertSame(!\in_array($method, $methods, true), $answer->status === 405, "$method: $answer->status");
            self::assertNotSame(500, $answer->status);
            self::assertSame($endpoint->isCrossOrigin() ? '*' : null, $answer->headers['Access-Control-Allow-Origin'] ?? null);
        }
        $preflight = $this->server->answer($endpoint, new Request('OPTIONS'));
        self::assertSame(implode(', ', $methods), $preflight->headers['Allow']);
    }

    #[DataProvider('documents')]
    public function testADocumentContainsItsIdentifier(Endpoint $endpoint): void
    {
        $document = self::json($this->server->answer($endpoint, new Request('GET')));
        self::assertSame(
            $endpoint === Endpoint::Metadata ? self::ISSUER : self::API,
            $document[(string) $endpoint->identifier()] ?? null,
        );
    }

    public function testTheMetadataNamesEveryEndpointThatHasAMember(): void
    {
        $server = $this->serverWith(self::settings()->with(clientRegistration: true));
        $document = self::json($server->answer(Endpoint::Metadata, new Request('GET')));
        $named = 0;
        foreach (Endpoint::cases() as $endpoint) {
            if ($endpoint->metadataMember() !== null) {
                $named++;
                self::assertSame(
                    self::ISSUER . '/index.php?module=OAuth2&action=' . $endpoint->value,
                    $document[$endpoint->metadataMember()] ?? null,
                    $endpoint->name,
                );
            }
        }
        self::assertGreaterThanOrEqual(5, $named);
    }

    public function testTheAuthorizationEndpointNeedsItsSession(): void
    {
        $this->expectException(\LogicException::class);
        $this->server->answer(Endpoint::Authorize, new Request('GET'));
    }

    /** @return iterable<string, array{Endpoint}> */
    public static function withoutSession(): iterable
    {
        foreach (Endpoint::cases() as $endpoint) {
            if (!$endpoint->usesSession()) {
                yield $endpoint->name => [$endpoint];
            }
        }
    }

    /** @return iterable<string, array{Endpoint}> */
    public static function documents(): iterable
    {
        foreach (Endpoint::cases() as $endpoint) {
            if ($endpoint->wellKnown() !== []) {
                yield $endpoint->name => [$endpoint];
            }
        }
    }
}
