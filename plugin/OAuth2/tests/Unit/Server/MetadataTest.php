<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;

final class MetadataTest extends ServerTestCase
{
    /** @return array<string, mixed> */
    private function metadata(?AuthorizationServer $server = null, bool $openId = false): array
    {
        return self::json(($server ?? $this->server)->metadata(new Request('GET'), $openId));
    }

    public function testTheWholeDocument(): void
    {
        $expected = json_decode((string) file_get_contents(__DIR__ . '/metadata.json'), true, 4, JSON_THROW_ON_ERROR);
        self::assertSame($expected, $this->metadata());
    }

    #[DataProvider('switches')]
    public function testOnlyEnabledFeaturesAreListed(Settings $settings, string $member, mixed $expected): void
    {
        self::assertSame($expected, $this->metadata($this->serverWith($settings))[$member] ?? null);
    }

    /** @return iterable<array{Settings, string, mixed}> null: the member is absent */
    public static function switches(): iterable
    {
        $noCode = self::settings(authorizationCode: false);
        foreach (
            [
                'authorization_endpoint', 'response_modes_supported',
                'code_challenge_methods_supported', 'authorization_response_iss_parameter_supported',
            ] as $member
        ) {
            yield [$noCode, $member, null];
        }
        // Required (RFC 8414 2), and without it and grant_types_supported a client assumes the implicit grant.
        yield [$noCode, 'response_types_supported', ['code']];
        yield [$noCode, 'grant_types_supported', ['client_credentials', 'refresh_token']];
        yield [self::settings(clientCredentials: false), 'grant_types_supported', ['authorization_code', 'refresh_token']];
        yield [self::settings(refreshToken: false), 'grant_types_supported', ['authorization_code', 'client_credentials']];
        yield [self::settings(allowedScopes: [Scope::SuperUser]), 'scopes_supported', ['matomo:superuser']];
        yield [self::settings(allowedScopes: []), 'scopes_supported', null];
        yield [self::settings(privacyUrl: 'https://a.example/p'), 'op_policy_uri', 'https://a.example/p'];
    }

    public function testNothingIsNullOrEmpty(): void
    {
        $off = self::settings(false, true, false, []);
        foreach ([$this->metadata($this->serverWith($off)), $this->metadata(), $this->metadata(null, true)] as $members) {
            foreach ($members as $name => $value) {
                self::assertNotContains($value, [null, [], ''], $name);
                self::assertFalse(is_array($value) && !array_is_list($value), $name);
            }
        }
    }

    public function testWithEveryGrantTypeSwitchedOffMetadataAndTokenAreUnavailableAndTheOthersGoOn(): void
    {
        $this->client();
        $server = $this->serverWith(self::settings(false, false, false));
        $requests = [
            $server->metadata(new Request('GET')),
            $server->metadata(new Request('GET'), true),
            $server->token(self::post(['grant_type' => 'client_credentials'], self::basic())),
            $server->token(self::post(['grant_type' => 'nonsense'])),
        ];
        foreach ($requests as $answer) {
            self::assertError('temporarily_unavailable', 503, $answer);
            self::assertSame('300', $answer->headers['Retry-After'] ?? null);
            self::assertSame('*', $answer->headers['Access-Control-Allow-Origin'] ?? null);
        }
        self::assertSame(204, $server->token(new Request('OPTIONS'))->status);
        self::assertSame(405, $server->token(new Request('GET'))->status);
        self::assertSame(200, $server->jwks(new Request('GET'))->status);
        self::assertSame(200, $server->resourceMetadata(new Request('GET'))->status);
        self::assertSame(200, $server->revoke(self::post(['token' => 'x'], self::basic()))->status);
        self::assertSame(200, $server->introspect(self::post(['token' => 'x'], self::basic()))->status);
        self::assertSame(200, $this->serverWith(self::settings(false, false, true))->metadata(new Request('GET'))->status);
    }

    public function testEveryUrlIsHttp(): void
    {
        $server = $this->serverWith(self::settings(privacyUrl: 'https://matomo.example/privacy'));
        foreach ([$server->metadata(new Request('GET')), $server->resourceMetadata(new Request('GET'))] as $response) {
            $found = preg_match_all('~"((?!matomo:)[^":]+:[^"]*)"~', $response->body, $matches);
            self::assertGreaterThan(2, $found);
            foreach ($matches[1] as $url) {
                self::assertMatchesRegularExpression('~^https?://~', $url);
            }
        }
    }

    public function testForOpenIdDiscovery(): void
    {
        $more = array_diff_key($this->metadata(null, true), $this->metadata());
        self::assertSame([
            'subject_types_supported' => ['public'],
            'id_token_signing_alg_values_supported' => ['ES256'],
        ], $more);
    }

    public function testTheRequestDoesNotChangeTheMetadata(): void
    {
        $plain = $this->server->metadata(new Request('GET'));
        $other = $this->server->metadata(new Request('GET', 'issuer=https://evil.example', [
            'host' => ['evil.example'],
            'x-forwarded-host' => ['evil.example'],
            'x-forwarded-proto' => ['http'],
            'forwarded' => ['host=evil.example'],
        ]));
        self::assertEquals($plain, $other);
        self::assertStringNotContainsString('evil', $other->body);
    }

    public function testNoStatementIsRun(): void
    {
        $this->connection->forget();
        $this->metadata();
        $this->server->resourceMetadata(new Request('GET'));
        self::assertSame([], $this->connection->reads);
    }

    public function testMethodsHeadersAndCors(): void
    {
        foreach ([$this->server->metadata(...), $this->server->resourceMetadata(...)] as $endpoint) {
            $get = $endpoint(new Request('GET', headers: ['mcp-protocol-version' => ['2026-07-28']]));
            self::assertSame([200, '*'], [$get->status, $get->headers['Access-Control-Allow-Origin'] ?? null]);
            self::assertStringStartsWith('public, max-age=', $get->headers['Cache-Control'] ?? '');
            $head = $endpoint(new Request('HEAD'));
            self::assertSame([200, ''], [$head->status, $head->body]);
            self::assertError('invalid_request', 405, $endpoint(new Request('POST')));
            $preflight = $endpoint(new Request('OPTIONS'));
            self::assertSame(204, $preflight->status);
            self::assertStringContainsString(
                'MCP-Protocol-Version',
                $preflight->headers['Access-Control-Allow-Headers'] ?? '',
            );
        }
    }

    public function testTheDefaultResource(): void
    {
        self::assertSame([
            'resource' => self::API,
            'authorization_servers' => [self::ISSUER],
            'scopes_supported' => ['matomo:read'],
            'bearer_methods_supported' => ['header'],
            'resource_name' => 'Matomo',
        ], self::json($this->server->resourceMetadata(new Request('GET'))));
    }

    #[DataProvider('resources')]
    public function testOtherResources(?string $expected, string $query, ?string $path = null): void
    {
        $response = $this->server->resourceMetadata(new Request('GET', $query), $path);
        if ($expected === null) {
            self::assertError('invalid_request', 404, $response);
        } else {
            self::assertSame($expected, self::json($response)['resource']);
        }
    }

    /** @return iterable<array{0: ?string, 1: string, 2?: string}> */
    public static function resources(): iterable
    {
        yield [self::MCP, 'resource=' . rawurlencode(self::MCP)];
        yield [self::MCP, 'module=OAuth2&action=resourceMetadata&resource=' . rawurlencode(self::MCP . '/')];
        yield [self::MCP, '', self::MCP];
        yield [self::MCP, 'resource=' . rawurlencode(self::API), self::MCP];
        yield [null, '', 'https://evil.example'];
        yield [null, 'resource=https://evil.example'];
        yield [null, 'resource=%ff'];
        yield [null, 'resource=' . rawurlencode(self::MCP) . '&resource=' . rawurlencode(self::API)];
    }
}
