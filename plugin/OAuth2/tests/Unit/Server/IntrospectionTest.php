<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;

final class IntrospectionTest extends ServerTestCase
{
    private Response $tokens;

    protected function setUp(): void
    {
        parent::setUp();
        $this->client();
        $this->tokens = $this->redeem($this->code());
    }

    /** @return array<string, mixed> */
    private function introspect(string $token, string $client = 'app', string $hint = ''): array
    {
        $form = ['token' => $token, 'token_type_hint' => $hint];
        $response = $this->server->introspect(self::post($form, self::basic($client)));
        self::assertSame(200, $response->status, $response->body);
        self::assertSame('no-store', $response->headers['Cache-Control'] ?? null);
        self::assertArrayNotHasKey('Access-Control-Allow-Origin', $response->headers);

        return self::json($response);
    }

    private function assertInactive(string $token, string $client = 'app'): void
    {
        self::assertSame(['active' => false], $this->introspect($token, $client));
    }

    public function testAnAccessToken(): void
    {
        $claims = self::claims($this->tokens);
        self::assertSame([
            'active' => true,
            'scope' => 'matomo:write',
            'client_id' => 'app',
            'username' => 'anna',
            'token_type' => 'Bearer',
            'exp' => $this->clock->time + 3600,
            'iat' => $this->clock->time,
            'sub' => 'anna',
            'aud' => self::API,
            'iss' => self::ISSUER,
            'jti' => $claims['jti'],
        ], $this->introspect(self::token($this->tokens), hint: 'refresh_token'));
    }

    public function testAClientCredentialsToken(): void
    {
        $members = $this->introspect(self::token($this->clientCredentials()));
        self::assertSame([true, 'app', 'anna'], [$members['active'], $members['sub'], $members['username']]);
    }

    public function testARefreshToken(): void
    {
        self::assertSame([
            'active' => true,
            'scope' => 'matomo:write',
            'client_id' => 'app',
            'username' => 'anna',
            'exp' => $this->clock->time + 2592000,
            'iat' => $this->clock->time,
            'sub' => 'anna',
            'aud' => self::API,
            'iss' => self::ISSUER,
        ], $this->introspect(self::token($this->tokens, 'refresh_token'), hint: 'access_token'));
    }

    public function testIntrospectingAUsedRefreshTokenIsNotReuse(): void
    {
        $refresh = self::token($this->tokens, 'refresh_token');
        $next = self::token($this->refresh($refresh), 'refresh_token');
        $this->clock->time += 100;
        $this->assertInactive($refresh);
        self::assertTrue($this->introspect($next)['active']);
    }

    #[DataProvider('garbage')]
    public function testGarbageIsInactive(string $token): void
    {
        $this->assertInactive($token);
    }

    /** @return iterable<array{string}> */
    public static function garbage(): iterable
    {
        yield ['x'];
        yield ['a.b.c'];
        yield ['eyJhbGciOiJub25lIn0.e30.'];
        yield [str_repeat('a', 20000)];
        yield [str_repeat('0', 32) . '.' . str_repeat('A', 22) . '.' . str_repeat('A', 43)];
    }

    public function testExpired(): void
    {
        foreach ([3600, 1, 5000] as $seconds) {
            $this->clock->time += $seconds;
            $this->assertInactive(self::token($this->tokens));
            self::assertTrue($this->introspect(self::token($this->tokens, 'refresh_token'))['active']);
        }
        foreach ([2592000, 1, 5000] as $seconds) {
            $this->clock->time += $seconds;
            $this->assertInactive(self::token($this->tokens, 'refresh_token'));
        }
    }

    /** @return iterable<string, array{string, bool}> what changes, and whether the token can still be used */
    public static function changes(): iterable
    {
        yield 'nothing' => ['nothing', true];
        yield 'the client is allowed a lower scope only' => ['scope of the client', false];
        yield 'the settings allow a lower scope only' => ['scope of the settings', false];
        yield 'the client is not allowed the grant' => ['grant of the client', false];
        yield 'the grant is switched off' => ['grant of the settings', false];
        yield 'the resource is not served any more' => ['resource', false];
        yield 'the scope is unknown' => ['unknown scope', false];
        yield 'the last second' => ['last second', true];
        yield 'it has expired' => ['expired', false];
        yield 'the code grant is switched off' => ['code grant', true];
    }

    #[DataProvider('changes')]
    public function testARefreshTokenIsActiveExactlyWhenItCanBeUsed(string $change, bool $usable): void
    {
        $refresh = self::token($this->tokens, 'refresh_token');
        [$clients, $authorizations] = [$this->connection->table('oauth2_client'), $this->connection->table('oauth2_authorization')];
        match ($change) {
            'scope of the client' => $this->connection->execute("UPDATE $clients SET scopes = ?", ['["matomo:read"]']),
            'grant of the client' => $this->connection->execute("UPDATE $clients SET grant_types = ?", ['["authorization_code"]']),
            'resource' => $this->connection->execute("UPDATE $authorizations SET resource = ?", ['https://gone.example']),
            'unknown scope' => $this->connection->execute("UPDATE $authorizations SET scope = ?", ['matomo:other']),
            'last second' => $this->clock->time += 2592000 - 1,
            'expired' => $this->clock->time += 2592000,
            default => null,
        };
        $this->server = $this->serverWith(match ($change) {
            'scope of the settings' => self::settings(allowedScopes: [Scope::Read]),
            'grant of the settings' => self::settings(refreshToken: false),
            'code grant' => self::settings(authorizationCode: false),
            default => null,
        });
        self::assertSame($usable, $this->introspect($refresh)['active']);
        self::assertSame($usable, $this->refresh($refresh)->status === 200);
    }

    public function testAnotherClientsTokensAreInactive(): void
    {
        $this->client('other');
        $this->assertInactive(self::token($this->tokens), 'other');
        $this->assertInactive(self::token($this->tokens, 'refresh_token'), 'other');
    }

    public function testEndedAndRevoked(): void
    {
        $this->server->revoke(self::post(['token' => self::token($this->tokens)], self::basic()));
        $this->assertInactive(self::token($this->tokens));
        $refresh = self::token($this->tokens, 'refresh_token');
        (new AuthorizationTable($this->connection))->end(self::idOf($refresh), 'user', $this->clock->time);
        $this->assertInactive($refresh);
    }

    public function testTheUserIsGone(): void
    {
        unset($this->users->users['anna']);
        $this->assertInactive(self::token($this->tokens));
        $this->assertInactive(self::token($this->tokens, 'refresh_token'));
    }

    public function testTheSecretWasRotated(): void
    {
        $hash = oauth2_secret_hash(self::SECRET);
        (new ClientTable($this->connection))->setSecret('app', $hash, 'hint', $this->clock->time);
        $this->assertInactive(self::token($this->tokens));
        $this->assertInactive(self::token($this->tokens, 'refresh_token'));
    }

    public function testATokenForAnUnknownAudience(): void
    {
        $foreign = oauth2_jwt_sign(
            ['aud' => 'https://other.example'] + self::claims($this->tokens),
            $this->server->signingKey()->key(),
            ['typ' => 'at+jwt'],
        );
        $this->assertInactive($foreign);
    }

    public function testOnlyAuthenticatedConfidentialClientsMayAsk(): void
    {
        $this->client('spa', ClientRecord::PUBLIC);
        $form = ['token' => self::token($this->tokens)];
        self::assertError('invalid_client', 401, $this->server->introspect(self::post($form)));
        self::assertError('invalid_client', 401, $this->server->introspect(self::post($form + ['client_id' => 'spa'])));
        self::assertError('invalid_client', 401, $this->server->introspect(self::post($form, self::basic('app', 'x'))));
        $bearer = ['authorization' => ['Bearer ' . $form['token']]];
        self::assertError('invalid_client', 401, $this->server->introspect(self::post($form, $bearer)));
    }

    public function testInvalidRequests(): void
    {
        self::assertError('invalid_request', 400, $this->server->introspect(self::post([], self::basic())));
        self::assertError('invalid_request', 405, $this->server->introspect(new Request('GET', headers: self::basic())));
        $preflight = $this->server->introspect(new Request('OPTIONS'));
        self::assertArrayNotHasKey('Access-Control-Allow-Origin', $preflight->headers);
    }
}
