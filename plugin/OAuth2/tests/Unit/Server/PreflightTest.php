<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;

final class PreflightTest extends ServerTestCase
{
    private const USUAL = 'Authorization, Content-Type, MCP-Protocol-Version';

    #[DataProvider('names')]
    public function testTheNamesThatWereAskedForAreAllowed(string $expected, ?string $asked): void
    {
        $headers = ['origin' => ['https://spa.example'], 'access-control-request-method' => ['POST']]
            + ($asked === null ? [] : ['access-control-request-headers' => [$asked]]);
        foreach (Endpoint::cases() as $endpoint) {
            if (!$endpoint->isCrossOrigin()) {
                continue;
            }
            $response = $this->server->answer($endpoint, new Request('OPTIONS', headers: $headers));
            self::assertSame(204, $response->status, $endpoint->value);
            self::assertSame('*', $response->headers['Access-Control-Allow-Origin'] ?? null);
            self::assertSame($expected, $response->headers['Access-Control-Allow-Headers'] ?? null, $endpoint->value);
            self::assertArrayNotHasKey('Access-Control-Allow-Credentials', $response->headers);
        }
    }

    /** @return iterable<string, array{string, ?string}> */
    public static function names(): iterable
    {
        yield 'MCP' => [
            'content-type, last-event-id, mcp-method, mcp-name, mcp-protocol-version, mcp-session-id',
            'content-type,last-event-id,mcp-method,mcp-name,mcp-protocol-version,mcp-session-id',
        ];
        yield 'tracing' => ['traceparent, tracestate, x-requested-with', "traceparent , tracestate,\tx-requested-with"];
        yield 'upper case and every character of a token' => ["X-A, !#$%&'*+-.^_`|~09", "X-A,!#$%&'*+-.^_`|~09"];
        yield 'empty elements' => ['a, b', ', a,, b ,'];
        yield '1 kB' => [str_repeat('a', 1024), str_repeat('a', 1024)];
        yield 'none asked for' => [self::USUAL, null];
        yield 'empty' => [self::USUAL, ''];
        yield 'only separators' => [self::USUAL, ' , ,'];
        yield 'more than 1 kB' => [self::USUAL, str_repeat('a', 1025)];
        yield 'many names over 1 kB' => [self::USUAL, implode(',', array_fill(0, 200, 'x-name'))];
        foreach (['a b', 'a:b', 'a;b', 'a/b', 'ä', '"a"', 'a(b)', "a\r\nX: y", "a\n", "a\0", 'a=b', 'a@b', "a\x7f", '<a>'] as $name) {
            yield 'no token: ' . rawurlencode($name) => [self::USUAL, "authorization,$name"];
        }
    }

    #[TestWith([Endpoint::Introspect])]
    public function testAnEndpointWithoutCrossOriginAccessAllowsNothing(Endpoint $endpoint): void
    {
        $headers = ['origin' => ['https://spa.example'], 'access-control-request-headers' => ['authorization']];
        $response = $this->server->answer($endpoint, new Request('OPTIONS', headers: $headers));
        self::assertSame(204, $response->status);
        self::assertSame([], preg_grep('/^Access-Control-/', array_keys($response->headers)));
    }

    public function testARepeatedHeaderGetsTheUsualNames(): void
    {
        $request = new Request('OPTIONS', headers: ['access-control-request-headers' => ['a', 'b']]);
        self::assertSame(self::USUAL, $this->server->token($request)->headers['Access-Control-Allow-Headers'] ?? null);
    }
}
