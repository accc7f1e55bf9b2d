<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use OAuth2\Key;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Resource\AccessToken;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Resource\BearerTokenVerifier;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;

final class BearerTokenVerifierTest extends ServerTestCase
{
    private string $token;

    protected function setUp(): void
    {
        parent::setUp();
        $this->client(scopes: ['matomo:read', 'matomo:write', 'matomo:admin']);
        $this->token = self::token($this->redeem($this->code()));
    }

    private function authenticate(Request $request, string $audience = self::API): AccessToken
    {
        return $this->serverWith()->bearer()->authenticate($request, [$audience]);
    }

    private function refusal(Request $request, string $audience = self::API): BearerError
    {
        try {
            $this->authenticate($request, $audience);
        } catch (BearerError $error) {
            return $error;
        }
        self::fail('The token was accepted');
    }

    private static function withHeader(string $value): Request
    {
        return new Request('GET', headers: ['authorization' => [$value]]);
    }

    /** @param array<string, mixed> $changes null removes a claim */
    private function signed(array $changes, ?Key $key = null, string $type = 'at+jwt'): string
    {
        $claims = array_merge(oauth2_jwt_decode_unverified($this->token)['claims'], $changes);
        $claims = array_filter($claims, static fn (mixed $value): bool => $value !== null);

        return oauth2_jwt_sign($claims, $key ?? $this->server->signingKey()->key(), ['typ' => $type]);
    }

    public function testAValidToken(): void
    {
        $accepted = $this->authenticate(self::withHeader('Bearer ' . $this->token));
        $claims = oauth2_jwt_decode_unverified($this->token)['claims'];
        self::assertEquals(
            new AccessToken('anna', 'app', Scope::Write, 'x', 'y', $this->clock->time + 3600),
            new AccessToken($accepted->login, $accepted->clientId, $accepted->scope, 'x', 'y', $accepted->expiresAt),
        );
        self::assertSame([$claims['auth_id'], $claims['jti']], [$accepted->authorizationId, $accepted->jti]);
    }

    #[DataProvider('goodHeaders')]
    public function testAcceptedFormsOfTheHeader(string $before): void
    {
        self::assertSame('anna', $this->authenticate(self::withHeader($before . $this->token))->login);
    }

    /** @return iterable<array{string}> */
    public static function goodHeaders(): iterable
    {
        yield ['Bearer '];
        yield ['bearer '];
        yield ['BEARER   '];
    }

    #[DataProvider('badHeaders')]
    public function testInvalidHeaders(int $status, ?string $error, Request $request): void
    {
        $refusal = $this->refusal($request);
        self::assertSame([$status, $error], [$refusal->status, $refusal->error]);
        $challenge = $refusal->wwwAuthenticate() ?? '';
        self::assertStringStartsWith('Bearer scope="matomo:read"', $challenge);
        self::assertStringContainsString('resource_metadata="https://matomo.example/analytics/index.php?module=OAuth2', $challenge);
        self::assertSame($error !== null, str_contains($challenge, 'error='));
    }

    /** @return iterable<string, array{int, ?string, Request}> */
    public static function badHeaders(): iterable
    {
        yield 'none' => [401, null, new Request('GET')];
        yield 'other scheme' => [401, null, self::withHeader('Basic YTpi')];
        yield 'scheme glued' => [401, null, self::withHeader('BearerX')];
        yield 'scheme alone' => [400, 'invalid_request', self::withHeader('Bearer')];
        yield 'blank only' => [400, 'invalid_request', self::withHeader('Bearer  ')];
        yield 'two tokens' => [400, 'invalid_request', self::withHeader('Bearer x, y')];
        yield 'two schemes' => [400, 'invalid_request', self::withHeader('Bearer x, Basic y')];
        yield 'umlaut' => [400, 'invalid_request', self::withHeader('Bearer ä')];
        yield 'quotation mark' => [400, 'invalid_request', self::withHeader('Bearer "x"')];
        yield 'NUL' => [400, 'invalid_request', self::withHeader("Bearer x\0y")];
        yield '16 KB, the longest token' => [401, 'invalid_token', self::withHeader('Bearer ' . str_repeat('a', 16384))];
        yield 'one more' => [400, 'invalid_request', self::withHeader('Bearer ' . str_repeat('a', 16385))];
        yield '100 kB' => [400, 'invalid_request', self::withHeader('Bearer ' . str_repeat('a', 100_000))];
        yield 'two headers' => [400, 'invalid_request', new Request('GET', headers: ['authorization' => ['Bearer x', 'Bearer y']])];
        yield 'garbage' => [401, 'invalid_token', self::withHeader('Bearer x')];
        yield 'three parts' => [401, 'invalid_token', self::withHeader('Bearer a.b.c')];
        yield 'alg none' => [401, 'invalid_token', self::withHeader('Bearer eyJhbGciOiJub25lIn0.e30.')];
        yield 'in the query' => [400, 'invalid_request', new Request('GET', 'a=b&access_token=x')];
        yield 'in query and header' => [400, 'invalid_request', new Request(
            'GET',
            'access_token=x',
            ['authorization' => ['Bearer x']],
        )];
        yield 'in the body' => [400, 'invalid_request', self::post(['access_token' => 'x'])];
        yield 'in a cookie' => [401, null, new Request('GET', headers: ['cookie' => ['access_token=x']])];
    }

    public function testAValidTokenOutsideTheHeaderIsNotAccepted(): void
    {
        $query = $this->refusal(new Request('GET', 'access_token=' . $this->token));
        $body = $this->refusal(self::post(['access_token' => $this->token]));
        $text = 'Send the access token in the Authorization header, not in the';
        self::assertSame([400, "$text URL"], [$query->status, $query->description]);
        self::assertSame([400, "$text body"], [$body->status, $body->description]);
        self::assertSame(401, $this->refusal(new Request('GET', headers: ['dpop' => [$this->token]]))->status);
        // A parameter without a value counts as absent.
        foreach (['access_token=', 'a=b&access_token', 'access_token=&a=b'] as $empty) {
            self::assertSame(401, $this->refusal(new Request('GET', $empty))->status, $empty);
        }
        self::assertSame(401, $this->refusal(self::post(['access_token' => '']))->status);
    }

    /** @param array<string, mixed> $changes */
    #[DataProvider('wrongClaims')]
    public function testWrongClaims(array $changes): void
    {
        self::assertSame(200, $this->bearerStatus($this->signed([])));
        self::assertSame(401, $this->bearerStatus($this->signed($changes)));
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public static function wrongClaims(): iterable
    {
        yield 'issuer with a slash' => [['iss' => self::ISSUER . '/']];
        yield 'other issuer' => [['iss' => 'https://evil.example']];
        yield 'no issuer' => [['iss' => null]];
        yield 'other audience' => [['aud' => 'https://evil.example']];
        yield 'another resource of this server' => [['aud' => self::MCP]];
        yield 'audience list' => [['aud' => [self::API, self::MCP]]];
        yield 'audience in another case' => [['aud' => strtoupper(self::API)]];
        yield 'no audience' => [['aud' => null]];
        yield 'expired' => [['exp' => 1_800_000_000]];
        yield 'expired a second ago' => [['iat' => 1_799_999_000, 'exp' => 1_799_999_999]];
        yield 'expired within the tolerance for clocks' => [['iat' => 1_799_999_000, 'exp' => 1_799_999_960]];
        yield 'expired long ago' => [['iat' => 1_799_900_000, 'exp' => 1_799_903_600]];
        yield 'no expiry' => [['exp' => null]];
        yield 'fraction of a second' => [['exp' => 1_800_000_100.5]];
        yield 'not yet' => [['nbf' => 1_800_000_100]];
        yield 'no subject' => [['sub' => null]];
        yield 'other subject' => [['sub' => 'ben']];
        yield 'subject in another case' => [['sub' => 'ANNA']];
        yield 'the client as subject' => [['sub' => 'app']];
        yield 'other client' => [['client_id' => 'other']];
        yield 'no client' => [['client_id' => null]];
        yield 'no jti' => [['jti' => null]];
        yield 'jti is a number' => [['jti' => 5]];
        yield 'no scope' => [['scope' => null]];
        yield 'wider scope than granted' => [['scope' => 'matomo:admin']];
        yield 'wider scope than allowed' => [['scope' => 'matomo:superuser']];
        yield 'unknown scope' => [['scope' => 'matomo:root']];
        yield 'two scopes' => [['scope' => 'matomo:read matomo:write']];
        yield 'no authorization' => [['auth_id' => null]];
        yield 'unknown authorization' => [['auth_id' => str_repeat('0', 32)]];
        yield 'malformed authorization id' => [['auth_id' => "' OR 1=1 --"]];
    }

    public function testTokensOfOtherKindsAndKeys(): void
    {
        self::assertSame(401, $this->bearerStatus($this->signed([], type: 'JWT')));
        self::assertSame(401, $this->bearerStatus($this->signed([], type: 'dpop+jwt')));
        self::assertSame(200, $this->bearerStatus($this->signed([], type: 'application/at+jwt')));
        self::assertSame(401, $this->bearerStatus($this->signed([], Key::generate('ES256'))));
        $named = Key::generate('ES256', null, $this->server->signingKey()->key()->keyId);
        self::assertSame(401, $this->bearerStatus($this->signed([], $named)), 'another key with the key id of the server');
        $parts = explode('.', $this->token);
        self::assertSame(401, $this->bearerStatus("$parts[0].$parts[1]."));
        self::assertSame(401, $this->bearerStatus("$parts[0].$parts[1]"));
        self::assertSame(401, $this->bearerStatus($this->token . '='));
    }

    public function testTheIssuersClockMayBeAhead(): void
    {
        foreach ([1 => 200, 60 => 200, 61 => 401] as $ahead => $status) {
            $this->clock->time += $ahead;
            $token = self::token($this->clientCredentials());
            $this->clock->time -= $ahead;
            self::assertSame($status, $this->bearerStatus($token), "$ahead seconds");
        }
    }

    public function testTheTokenExpiresToTheSecond(): void
    {
        $this->clock->time += 3599;
        self::assertSame(200, $this->bearerStatus($this->token));
        ++$this->clock->time;
        $refusal = $this->refusal(self::withHeader('Bearer ' . $this->token));
        self::assertSame([401, 'The access token has expired. Request a new one'], [$refusal->status, $refusal->description]);
    }

    public function testAnotherResourceRefusesTheToken(): void
    {
        self::assertSame(401, $this->bearerStatus($this->token, self::MCP));
        $refusal = $this->refusal(self::withHeader('Bearer ' . $this->token), self::MCP);
        self::assertStringContainsString(
            'action=resourceMetadata&resource=https%3A%2F%2Fmcp.example"',
            $refusal->wwwAuthenticate() ?? '',
        );
        $both = $this->server->bearer()->authenticate(self::withHeader('Bearer ' . $this->token), [self::MCP, self::API]);
        self::assertSame('anna', $both->login);
    }

    public function testTheSignatureIsVerifiedBeforeAnyQuery(): void
    {
        $this->bearerStatus($this->token);
        $this->connection->forget();
        $this->refusal(self::withHeader('Bearer ' . substr($this->token, 0, -4) . 'AAAA'));
        self::assertSame([], [...$this->connection->reads, ...$this->connection->writes]);
    }

    public function testTheCheckCostsOneQueryAndNoWrite(): void
    {
        $this->bearerStatus($this->token);
        $this->connection->forget();
        $this->authenticate(self::withHeader('Bearer ' . $this->token));
        self::assertCount(1, $this->connection->reads);
        self::assertSame([], $this->connection->writes);
    }

    public function testLastUseIsWrittenEveryTenMinutes(): void
    {
        $this->clock->time += 600;
        $this->bearerStatus($this->token);
        self::assertSame($this->clock->time, $this->authorization($this->id())->lastUsedAt);
        self::assertSame($this->clock->time, (new ClientTable($this->connection))->find('app')?->lastUsedAt);
        $this->clock->time += 1500;
        $this->bearerStatus($this->token);
        self::assertSame($this->clock->time, $this->authorization($this->id())->lastUsedAt);
        self::assertSame($this->clock->time, (new ClientTable($this->connection))->find('app')?->lastUsedAt);
        $this->clock->time += 599;
        $this->connection->forget();
        $this->bearerStatus($this->token);
        self::assertSame([], $this->connection->writes);
        ++$this->clock->time;
        $this->connection->failing = 'SET last_used_at';
        self::assertSame(200, $this->bearerStatus($this->token), 'a failed write of the last use does not fail the call');
    }

    private function id(): string
    {
        $id = oauth2_jwt_decode_unverified($this->token)['claims']['auth_id'] ?? null;

        return is_string($id) ? $id : self::fail('no id');
    }

    public function testEventsThatEndAToken(): void
    {
        $table = new ClientTable($this->connection);
        $clients = $this->connection->table('oauth2_client');
        $table->setActive('app', false, $this->clock->time);
        self::assertSame(401, $this->bearerStatus($this->token), 'the client is paused');
        $table->setActive('app', true, $this->clock->time);
        self::assertSame(200, $this->bearerStatus($this->token), 'the client is resumed');
        $this->connection->execute("UPDATE $clients SET epoch = epoch + 1");
        self::assertSame(401, $this->bearerStatus($this->token), 'its secret was rotated');
        $this->connection->execute("UPDATE $clients SET epoch = epoch - 1, scopes = ?", ['["matomo:read"]']);
        self::assertSame(401, $this->bearerStatus($this->token), 'the client lost a scope');
        $this->connection->execute("UPDATE $clients SET scopes = ?, grant_types = ?", ['["matomo:write"]', '["client_credentials"]']);
        self::assertSame(401, $this->bearerStatus($this->token), 'the client lost the grant');
        $this->connection->execute("UPDATE $clients SET grant_types = ?", ['["authorization_code"]']);
        self::assertSame(200, $this->bearerStatus($this->token));
        unset($this->users->users['anna']);
        self::assertSame(401, $this->bearerStatus($this->token), 'the user is gone');
        $this->users->users['anna'] = null;
        self::assertSame(200, $this->bearerStatus($this->token), 'a user without access keeps a valid token');
        $table->delete('app');
        self::assertSame(401, $this->bearerStatus($this->token), 'the client is deleted');
        $this->client(epoch: 6);
        self::assertSame(401, $this->bearerStatus($this->token), 'a new client with the same id does not revive the token');
    }

    /** Scopes are ordered: a client that may have one may have those below it, as far as the settings allow them. */
    public function testATokenBelowTheClientsHighestScopeStaysValid(): void
    {
        $clients = $this->connection->table('oauth2_client');
        foreach (['["matomo:write"]', '["matomo:admin"]', '["matomo:read","matomo:admin"]', '["matomo:superuser"]'] as $scopes) {
            $this->connection->execute("UPDATE $clients SET scopes = ?", [$scopes]);
            self::assertSame(200, $this->bearerStatus($this->token), $scopes);
        }
        foreach (['["matomo:read"]', '[]', '["openid"]'] as $scopes) {
            $this->connection->execute("UPDATE $clients SET scopes = ?", [$scopes]);
            self::assertSame(401, $this->bearerStatus($this->token), $scopes);
        }
        $this->connection->execute("UPDATE $clients SET scopes = ?", ['["matomo:admin"]']);
        $settings = [
            200 => [[Scope::Write], Scope::cases()],
            401 => [[Scope::Read, Scope::Admin], [Scope::Read], []],
        ];
        foreach ($settings as $status => $lists) {
            foreach ($lists as $allowed) {
                $server = $this->serverWith(self::settings(allowedScopes: $allowed));
                self::assertSame($status, $this->bearerStatus($this->token, server: $server));
            }
        }
    }

    public function testTheTokenMustAgreeWithItsAuthorization(): void
    {
        $table = $this->connection->table('oauth2_authorization');
        foreach (['resource' => self::MCP, 'scope' => 'matomo:read'] as $column => $other) {
            $own = $this->connection->row("SELECT $column FROM $table WHERE id = ?", [$this->id()])[$column] ?? null;
            self::assertIsString($own);
            $this->connection->execute("UPDATE $table SET $column = ? WHERE id = ?", [$other, $this->id()]);
            self::assertSame(401, $this->bearerStatus($this->token), "the authorization has another $column");
            $this->connection->execute("UPDATE $table SET $column = ? WHERE id = ?", [$own, $this->id()]);
            self::assertSame(200, $this->bearerStatus($this->token));
        }
    }

    public function testAnEndedAuthorization(): void
    {
        (new AuthorizationTable($this->connection))->end($this->id(), 'user', $this->clock->time);
        self::assertSame(401, $this->bearerStatus($this->token));
    }

    public function testTheOwnerOfAClientMustExist(): void
    {
        $token = self::token($this->clientCredentials());
        self::assertSame(200, $this->bearerStatus($token));
        unset($this->users->users['anna']);
        self::assertSame(401, $this->bearerStatus($token));
    }

    public function testACredentialsTokenNeverActsAsItsSubject(): void
    {
        $token = self::token($this->clientCredentials());
        self::assertSame('anna', $this->authenticate(self::withHeader("Bearer $token"))->login);
        $claims = oauth2_jwt_decode_unverified($token)['claims'];
        self::assertSame('app', $claims['sub']);
        foreach (['anna', 'ben'] as $login) {
            $forged = oauth2_jwt_sign(['sub' => $login] + $claims, $this->server->signingKey()->key(), ['typ' => 'at+jwt']);
            self::assertSame(401, $this->bearerStatus($forged));
        }
    }

    public function testAClientThatLostTheClientCredentialsGrant(): void
    {
        $token = self::token($this->clientCredentials());
        $clients = $this->connection->table('oauth2_client');
        $this->connection->execute("UPDATE $clients SET grant_types = ?", ['["authorization_code"]']);
        self::assertSame(401, $this->bearerStatus($token));
    }

    public function testAClientThatBecamePublic(): void
    {
        $token = self::token($this->clientCredentials());
        $clients = $this->connection->table('oauth2_client');
        $this->connection->execute("UPDATE $clients SET type = ?", ['public']);
        self::assertSame(401, $this->bearerStatus($token));
    }

    public function testAMarkIsFoundByTheQueryThatChecksTheToken(): void
    {
        $request = self::withHeader('Bearer ' . $this->token);
        $verifier = $this->serverWith()->bearer();
        $verifier->authenticate($request, [self::API]);
        $this->connection->forget();

        self::assertFalse($verifier->authenticate($request, [self::API], 'cleared-x')->marked);
        (new MetaTable($this->connection))->add('cleared-x', '');
        self::assertTrue($verifier->authenticate($request, [self::API], 'cleared-x')->marked);
        self::assertFalse($verifier->authenticate($request, [self::API])->marked);
        self::assertCount(3, $this->connection->reads);
    }

    public function testTheWaitOfA503(): void
    {
        self::assertSame('5', (new BearerError(503, 'temporarily_unavailable', 'x', null))->headers()['Retry-After']);
        self::assertSame('77', (new BearerError(503, 'temporarily_unavailable', 'x', null, 77))->headers()['Retry-After']);
    }

    public function testStorageFailuresAre503WithoutAChallenge(): void
    {
        $this->connection->failing = '';
        $refusal = $this->refusal(self::withHeader('Bearer ' . $this->token));
        self::assertSame([503, null], [$refusal->status, $refusal->wwwAuthenticate()]);
        self::assertArrayHasKey('Retry-After', $refusal->headers());
        self::assertArrayNotHasKey('WWW-Authenticate', $refusal->headers());
        self::assertError('temporarily_unavailable', 503, $refusal->toResponse());
    }

    public function testInsufficientScope(): void
    {
        $error = $this->server->bearer()->insufficientScope(Scope::Admin);
        self::assertSame([403, 'insufficient_scope'], [$error->status, $error->error]);
        self::assertSame(
            'Bearer scope="matomo:admin", error="insufficient_scope", '
            . 'error_description="This call requires a token with the scope matomo:admin", '
            . 'resource_metadata="https://matomo.example/analytics/index.php?module=OAuth2&action=resourceMetadata"',
            $error->wwwAuthenticate(),
        );
        self::assertError('insufficient_scope', 403, $error->toResponse());
        $mcp = $this->server->bearer()->insufficientScope(Scope::Write, self::MCP);
        self::assertStringEndsWith('&resource=https%3A%2F%2Fmcp.example"', $mcp->wwwAuthenticate() ?? '');
    }

    public function testAChallengeHasEachParameterOnce(): void
    {
        $errors = [
            $this->refusal(self::withHeader('Bearer x')),
            $this->refusal(self::withHeader('Bearer')),
            $this->server->bearer()->insufficientScope(Scope::Read, self::MCP),
        ];
        foreach ($errors as $error) {
            $challenge = $error->wwwAuthenticate() ?? '';
            foreach (['scope=', 'error=', 'error_description=', 'resource_metadata=', 'Bearer '] as $part) {
                self::assertSame(1, substr_count($challenge, $part), $part . ' in ' . $challenge);
            }
        }
    }

    public function testNoErrorContainsTheToken(): void
    {
        $error = $this->refusal(self::withHeader('Bearer ' . $this->token . 'x'));
        self::assertStringNotContainsString(substr($this->token, 0, 20), $error . $error->toResponse()->body);
    }

    public function testLooksLikeOurs(): void
    {
        self::assertTrue(BearerTokenVerifier::looksLikeOurs($this->token));
        self::assertTrue(BearerTokenVerifier::looksLikeOurs('a.b.c'));
        self::assertTrue(BearerTokenVerifier::looksLikeOurs('..'));
        self::assertFalse(BearerTokenVerifier::looksLikeOurs(str_repeat('0123456789abcdef', 2)));
        self::assertFalse(BearerTokenVerifier::looksLikeOurs('a.b'));
        self::assertFalse(BearerTokenVerifier::looksLikeOurs('a.b.c.d.e'));
    }
}
