<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Grant;

use OAuth2\KeySet;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\tests\Unit\Server\ServerTestCase;

final class ClientCredentialsGrantTest extends ServerTestCase
{
    public function testTheTokenIsAnRfc9068Jwt(): void
    {
        $this->client();
        $token = self::token($this->clientCredentials());
        $decoded = oauth2_jwt_decode_unverified($token);
        self::assertSame('at+jwt', $decoded['header']['typ'] ?? null);
        self::assertSame('ES256', $decoded['header']['alg'] ?? null);
        $claims = $decoded['claims'];
        self::assertSame(
            ['iss', 'aud', 'sub', 'client_id', 'iat', 'exp', 'jti', 'scope', 'auth_id'],
            array_keys($claims),
        );
        self::assertSame(self::ISSUER, $claims['iss']);
        self::assertSame(self::API, $claims['aud']);
        self::assertSame('app', $claims['sub']);
        self::assertSame('app', $claims['client_id']);
        self::assertSame($this->clock->time, $claims['iat']);
        self::assertSame($this->clock->time + 3600, $claims['exp']);
        self::assertSame('matomo:read', $claims['scope']);
        self::assertIsString($claims['jti']);
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/D', $claims['jti']);
        self::assertIsString($claims['auth_id']);
        $row = $this->authorization($claims['auth_id']);
        self::assertSame(['app', 'anna', 'client_credentials'], [$row->clientId, $row->login, $row->kind->value]);
        $keys = KeySet::fromJwks(['keys' => $this->server->publishedKeys()->jwks()]);
        $verified = oauth2_jwt_verify($token, $keys, [
            'issuer' => self::ISSUER, 'audience' => self::API, 'type' => 'at+jwt', 'now' => $this->clock->time,
        ]);
        self::assertSame($claims, $verified);
    }

    /** @param list<string> $allowed */
    #[DataProvider('scopes')]
    public function testScopes(?string $expected, ?string $asked, array $allowed): void
    {
        $this->client(scopes: $allowed);
        $response = $this->clientCredentials($asked === null ? [] : ['scope' => $asked]);
        if ($expected === null) {
            self::assertError('invalid_scope', 400, $response);

            return;
        }
        self::assertSame($expected, self::token($response, 'scope'));
        self::assertSame($expected, self::claims($response)['scope']);
    }

    /** @return iterable<string, array{?string, ?string, list<string>}> */
    public static function scopes(): iterable
    {
        $two = ['matomo:admin', 'matomo:write'];
        $off = ['matomo:superuser', 'matomo:read'];
        yield 'none requested: the least of the row' => ['matomo:write', null, $two];
        yield 'empty: the least of the row' => ['matomo:write', '', $two];
        yield 'none requested, one for writing only' => ['matomo:write', null, ['matomo:write']];
        yield 'the highest' => ['matomo:admin', 'matomo:admin', $two];
        yield 'between two of the row' => ['matomo:write', 'matomo:write', ['matomo:admin', 'matomo:read']];
        yield 'below those of the row' => ['matomo:read', 'matomo:read', $two];
        yield 'higher' => [null, 'matomo:admin', ['matomo:read']];
        yield 'several: the least' => ['matomo:write', 'matomo:admin matomo:write', $two];
        yield 'several, one below those of the row' => ['matomo:read', 'matomo:write matomo:read', $two];
        yield 'several, one above the highest' => [null, 'matomo:read matomo:write', ['matomo:read']];
        yield 'several, one switched off' => [null, 'matomo:read matomo:superuser', $off];
        yield 'below one that is switched off' => ['matomo:admin', 'matomo:admin', $off];
        yield 'none requested, the least of the row that is not switched off' => ['matomo:read', null, $off];
        yield 'repeated' => ['matomo:write', 'matomo:write matomo:write', $two];
        yield 'unknown' => [null, 'matomo:everything', $two];
        yield 'known and unknown' => [null, 'matomo:write openid', $two];
        yield 'other case' => [null, 'MATOMO:WRITE', $two];
        yield 'prefix' => [null, 'matomo:', $two];
        yield 'offline_access is ignored' => ['matomo:admin', 'offline_access matomo:admin', $two];
        yield 'offline_access alone' => ['matomo:write', 'offline_access', $two];
        yield 'switched off in the settings' => [null, 'matomo:superuser', $off];
        yield 'none requested, the only one of the row is switched off' => [null, null, ['matomo:superuser']];
        yield 'the row names none' => [null, null, []];
        yield 'the row names none, one requested' => [null, 'matomo:read', []];
        yield 'the row names an unknown one only' => [null, 'matomo:read', ['openid']];
    }

    public function testTheSuperUserScopeIfItIsSwitchedOn(): void
    {
        $this->client(scopes: ['matomo:superuser']);
        $server = $this->serverWith(self::settings(allowedScopes: Scope::cases()));
        self::assertSame('matomo:superuser', self::token($this->clientCredentials([], $server), 'scope'));
    }

    #[DataProvider('resources')]
    public function testResources(?string $expected, string $body): void
    {
        $this->client();
        $request = self::post([], self::basic());
        $response = $this->server->token(new Request(
            'POST',
            '',
            $request->headers,
            'grant_type=client_credentials&' . $body,
        ));
        if ($expected === null) {
            self::assertError('invalid_target', 400, $response);
        } else {
            self::assertSame($expected, self::claims($response)['aud']);
        }
    }

    /** @return iterable<string, array{?string, string}> */
    public static function resources(): iterable
    {
        $mcp = 'resource=' . rawurlencode(self::MCP);
        $api = 'resource=' . rawurlencode(self::API);
        yield 'none' => [self::API, ''];
        yield 'empty' => [self::API, 'resource='];
        yield 'with a query' => [self::API, $api];
        yield 'another' => [self::MCP, $mcp];
        yield 'the same twice' => [self::MCP, "$mcp&$mcp"];
        yield 'slash on a bare origin' => [self::MCP, $mcp . '%2F'];
        yield 'upper-case scheme and host' => [self::MCP, 'resource=HTTPS://MCP.EXAMPLE'];
        yield 'two' => [null, "$mcp&$api"];
        yield 'unknown' => [null, 'resource=https://other.example'];
        yield 'known and unknown' => [null, "$mcp&resource=https://other.example"];
        yield 'fragment' => [null, $mcp . '%23x'];
        yield 'path' => [null, $mcp . '/mcp'];
        yield 'path in another case' => [null, 'resource=' . rawurlencode(strtoupper(self::API))];
        yield 'host suffix' => [null, $mcp . '.evil.example'];
        yield 'no URI' => [null, 'resource=matomo'];
    }

    public function testTokensShareOneAuthorization(): void
    {
        $this->client();
        $one = self::claims($this->clientCredentials());
        $this->clock->time += 100;
        $two = self::claims($this->clientCredentials());
        self::assertSame($one['auth_id'], $two['auth_id']);
        self::assertNotSame($one['jti'], $two['jti']);
        self::assertSame(['authorization.granted'], $this->events->names());
        $write = self::claims($this->clientCredentials(['scope' => 'matomo:write']));
        // The row of the least one is looked up before the client's row says what is allowed.
        $several = $this->clientCredentials(['scope' => 'matomo:write matomo:read']);
        self::assertSame($one['auth_id'], self::claims($several)['auth_id']);
        self::assertSame(200, $this->bearerStatus(self::token($several)));
        $mcp = self::claims($this->clientCredentials(['resource' => self::MCP]));
        self::assertNotSame($one['auth_id'], $write['auth_id']);
        self::assertNotSame($one['auth_id'], $mcp['auth_id']);
        self::assertNotSame($write['auth_id'], $mcp['auth_id']);
    }

    public function testTheAuthorizationOutlivesItsTokens(): void
    {
        $this->client();
        for ($hour = 0; $hour < 60; ++$hour) {
            $claims = self::claims($this->clientCredentials());
            self::assertIsString($claims['auth_id']);
            self::assertGreaterThanOrEqual($claims['exp'], $this->authorization($claims['auth_id'])->expiresAt);
            $this->clock->time += 3600;
            $this->server->maintenance()->run(1000);
        }
        self::assertSame(['authorization.granted'], $this->events->names());
    }

    public function testTheAuthorizationIsExtendedTwiceADayAtMost(): void
    {
        $this->client();
        $this->clientCredentials();
        foreach ([43200 => 0, 1 => 1, 43199 => 0] as $seconds => $writes) {
            $this->clock->time += $seconds;
            $this->connection->forget();
            self::assertSame(200, $this->clientCredentials()->status);
            $extensions = array_filter($this->connection->writes, static fn (string $sql): bool => str_contains($sql, 'SET expires_at'));
            self::assertCount($writes, $extensions);
        }
    }

    /** Just before this request makes its authorization, another request makes one, which ends at once. */
    #[TestWith([3, 200])]
    #[TestWith([4, 503])]
    public function testOthersMayChangeTheAuthorizationThreeTimes(int $times, int $status): void
    {
        $this->client();
        $rival = function () use (&$rival, &$times): void {
            self::assertSame(200, $this->clientCredentials([], $this->serverWith())->status);
            (new AuthorizationTable($this->connection))->endForClient('app', 'admin', $this->clock->time);
            if (--$times > 0) {
                $this->connection->before('INSERT INTO ' . $this->connection->table('oauth2_authorization'), $rival);
            }
        };
        $this->connection->before('INSERT INTO ' . $this->connection->table('oauth2_authorization'), $rival);
        self::assertSame($status, $this->clientCredentials()->status);
        self::assertSame(0, $times);
    }

    public function testAnEndedAuthorizationIsReplaced(): void
    {
        $this->client();
        $first = $this->clientCredentials();
        $id = self::claims($first)['auth_id'];
        self::assertIsString($id);
        (new AuthorizationTable($this->connection))->end($id, 'admin', $this->clock->time);
        $second = $this->clientCredentials();
        self::assertNotSame($id, self::claims($second)['auth_id']);
        self::assertSame(401, $this->bearerStatus(self::token($first)));
        self::assertSame(200, $this->bearerStatus(self::token($second)));
    }

    public function testARotatedSecretEndsTheOldAuthorization(): void
    {
        $this->client();
        $first = $this->clientCredentials();
        $table = new ClientTable($this->connection);
        $table->setSecret('app', oauth2_secret_hash(self::SECRET), 'hint', $this->clock->time);
        $second = $this->clientCredentials();
        self::assertNotSame(self::claims($first)['auth_id'], self::claims($second)['auth_id']);
        self::assertSame([401, 200], [$this->bearerStatus(self::token($first)), $this->bearerStatus(self::token($second))]);
    }

    public function testAnotherUserGetsAnotherAuthorization(): void
    {
        $this->client();
        $first = $this->clientCredentials();
        $table = $this->connection->table('oauth2_client');
        $this->connection->execute("UPDATE $table SET acts_as = ?", ['ben']);
        $second = $this->clientCredentials();
        $id = self::claims($second)['auth_id'];
        self::assertIsString($id);
        self::assertSame('ben', $this->authorization($id)->login);
        self::assertSame([401, 200], [$this->bearerStatus(self::token($first)), $this->bearerStatus(self::token($second))]);
    }

    public function testConcurrentFirstRequestsCreateOneAuthorization(): void
    {
        $this->client();
        $rival = null;
        $this->connection->before('INSERT INTO ' . $this->connection->table('oauth2_authorization'), function () use (&$rival): void {
            $rival = self::claims($this->clientCredentials([], $this->serverWith()))['auth_id'];
        });
        $mine = self::claims($this->clientCredentials())['auth_id'];
        self::assertNotNull($rival);
        self::assertSame($rival, $mine);
    }

    public function testAnAuthorizationThatEndsDuringTheRequestIsReplaced(): void
    {
        $this->client();
        $first = self::claims($this->clientCredentials())['auth_id'];
        self::assertIsString($first);
        $this->clock->time += 86400;
        $this->connection->before('SET expires_at', function () use ($first): void {
            (new AuthorizationTable($this->connection))->end($first, 'admin', $this->clock->time);
        });
        $second = self::claims($this->clientCredentials())['auth_id'];
        self::assertNotSame($first, $second);
    }

    public function testPublicClientsCannotUseTheGrant(): void
    {
        $this->client('spa', ClientRecord::PUBLIC, ['client_credentials']);
        $form = ['grant_type' => 'client_credentials', 'client_id' => 'spa'];
        self::assertError('unauthorized_client', 400, $this->server->token(self::post($form)));
        self::assertSame([], (new AuthorizationTable($this->connection))->listForClient('spa'));
    }

    public function testAClientWithoutOwnerGetsNoToken(): void
    {
        $this->client('orphan', owner: 'nobody');
        $this->client();
        $before = self::claims($this->clientCredentials())['auth_id'];
        unset($this->users->users['anna']);
        foreach (['orphan', 'app'] as $id) {
            $response = $this->server->token(self::post(['grant_type' => 'client_credentials'], self::basic($id)));
            self::assertError('unauthorized_client', 400, $response);
            self::assertStringNotContainsString('anna', $response->body);
            self::assertStringNotContainsString('nobody', $response->body);
        }
        self::assertSame([], (new AuthorizationTable($this->connection))->listForClient('orphan'));
        $this->users->users['anna'] = Scope::Read;
        self::assertSame($before, self::claims($this->clientCredentials())['auth_id']);
    }

    public function testAClientThatActsAsNobodyGetsNoToken(): void
    {
        $this->client();
        $token = self::token($this->clientCredentials());
        $table = $this->connection->table('oauth2_client');
        $this->connection->execute("UPDATE $table SET acts_as = NULL");
        $response = $this->clientCredentials();
        self::assertError('unauthorized_client', 400, $response);
        self::assertStringContainsString('acts as no user', $response->body);
        self::assertSame(401, $this->bearerStatus($token));
    }

    public function testTheOwnerMattersToNoToken(): void
    {
        $this->users->users['ben'] = Scope::Read;
        $this->client(owner: 'anna', actsAs: 'ben');
        $token = self::token($this->clientCredentials());
        unset($this->users->users['anna']);
        self::assertSame(200, $this->bearerStatus($token));
        $id = self::claims($this->clientCredentials())['auth_id'];
        self::assertIsString($id);
        self::assertSame('ben', $this->authorization($id)->login);
    }

    public function testTheMissingOwnerIsRevealedOnlyAfterAuthentication(): void
    {
        $this->client('orphan', owner: 'nobody');
        $form = ['grant_type' => 'client_credentials'];
        $wrong = $this->server->token(self::post($form, self::basic('orphan', 'wrong')));
        self::assertError('invalid_client', 401, $wrong);
        self::assertEquals($wrong, $this->server->token(self::post($form, self::basic('unknown', 'wrong'))));
    }

    public function testAClientNamedLikeAUserGetsTheOwnersRightsOnly(): void
    {
        $this->users->users['ben'] = Scope::Read;
        $this->client('anna', owner: 'ben');
        $response = $this->server->token(self::post(['grant_type' => 'client_credentials'], self::basic('anna')));
        $request = new Request(
            'GET',
            headers: ['authorization' => ['Bearer ' . self::token($response)]],
        );
        self::assertSame('ben', $this->server->bearer()->authenticate($request, [self::API])->login);
    }

    public function testTheAuthorizationIsListed(): void
    {
        $this->client();
        $this->clientCredentials();
        $rows = (new AuthorizationTable($this->connection))->listForClient('app');
        self::assertCount(1, $rows);
        self::assertSame(AuthorizationKind::ClientCredentials, $rows[0]->kind);
    }
}
