<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;

final class RevocationTest extends ServerTestCase
{
    private Response $tokens;

    protected function setUp(): void
    {
        parent::setUp();
        $this->client();
        $this->tokens = $this->redeem($this->code());
    }

    /** @param array<string, string> $parameters */
    private function revoke(string $token, array $parameters = [], string $client = 'app'): Response
    {
        return $this->server->revoke(self::post(['token' => $token] + $parameters, self::basic($client)));
    }

    private function assertDone(Response $response): void
    {
        self::assertSame([200, '{}'], [$response->status, $response->body]);
        self::assertSame('application/json', $response->headers['Content-Type'] ?? null);
        self::assertSame('no-store', $response->headers['Cache-Control'] ?? null);
        self::assertSame('*', $response->headers['Access-Control-Allow-Origin'] ?? null);
    }

    public function testRevokingARefreshTokenEndsTheAuthorization(): void
    {
        $refresh = self::token($this->tokens, 'refresh_token');
        $this->assertDone($this->revoke($refresh));
        self::assertError('invalid_grant', 400, $this->refresh($refresh));
        self::assertSame(401, $this->bearerStatus(self::token($this->tokens)));
        self::assertSame('client', $this->authorization($refresh)->endReason);
        self::assertSame(['authorization.revoked'], $this->events->names());
        $this->assertDone($this->revoke($refresh));
        self::assertSame(['authorization.revoked'], $this->events->names());
    }

    public function testRevokingAUsedRefreshTokenEndsTheAuthorization(): void
    {
        $refresh = self::token($this->tokens, 'refresh_token');
        $next = self::token($this->refresh($refresh), 'refresh_token');
        $this->assertDone($this->revoke($refresh));
        self::assertError('invalid_grant', 400, $this->refresh($next));
    }

    public function testRevokingAnAccessTokenEndsOnlyThatToken(): void
    {
        $refresh = self::token($this->tokens, 'refresh_token');
        $this->assertDone($this->revoke(self::token($this->tokens)));
        self::assertSame(401, $this->bearerStatus(self::token($this->tokens)));
        $next = $this->refresh($refresh);
        self::assertSame(200, $this->bearerStatus(self::token($next)));
        $this->assertDone($this->revoke(self::token($this->tokens)));
        $jti = self::claims($this->tokens)['jti'];
        self::assertIsString($jti);
        self::assertTrue((new RevokedTokenTable($this->connection))->has($jti));
        $this->clock->time += 3659;
        $this->server->maintenance()->run(100);
        self::assertTrue((new RevokedTokenTable($this->connection))->has($jti), 'another clock may be behind');
        ++$this->clock->time;
        $this->server->maintenance()->run(100);
        self::assertFalse((new RevokedTokenTable($this->connection))->has($jti), 'it expires by itself');
    }

    public function testWhatHasExpiredIsNotReportedAsRevoked(): void
    {
        $refresh = self::token($this->tokens, 'refresh_token');
        foreach ([2592000 + 5000, 2592000 + 1, 2592000, 2592000 - 1] as $seconds) {
            self::assertSame([], $this->events->names());
            self::assertNull($this->authorization($refresh)->endReason);
            $this->clock->time = FixedClock::START + $seconds;
            $this->assertDone($this->revoke($refresh));
        }
        self::assertSame('client', $this->authorization($refresh)->endReason);
        self::assertSame(['authorization.revoked'], $this->events->names());
    }

    public function testAnExpiredRefreshTokenStillEndsTheAccessTokens(): void
    {
        $this->server = $this->serverWith(self::settings(accessTokenTtl: 3600, refreshTokenTtl: 60));
        $tokens = $this->redeem($this->code());
        $this->clock->time += 60;
        $this->assertDone($this->revoke(self::token($tokens, 'refresh_token')));
        self::assertSame(401, $this->bearerStatus(self::token($tokens)));
        self::assertSame(['authorization.revoked'], $this->events->names());
    }

    public function testTokensThatEndedWithTheClientsEpochAreNotReportedAsRevoked(): void
    {
        $refresh = self::token($this->tokens, 'refresh_token');
        $hash = oauth2_secret_hash(self::SECRET);
        (new ClientTable($this->connection))->setSecret('app', $hash, 'hint', $this->clock->time);
        $this->assertDone($this->revoke($refresh));
        self::assertSame([], $this->events->names());
    }

    /** @return iterable<string, array{string, ?string}> what happens to the row meanwhile, and why it has ended afterwards */
    public static function meanwhile(): iterable
    {
        yield 'ended by the user' => ["UPDATE %s SET ended_at = 1, end_reason = 'user_revoked'", 'user_revoked'];
        yield 'purged' => ['DELETE FROM %s', null];
        yield 'rotated' => ["UPDATE %s SET refresh_digest = 'another'", 'client'];
        yield 'its refresh token expired' => ['UPDATE %s SET refresh_expires_at = 1', 'client'];
    }

    #[DataProvider('meanwhile')]
    public function testTheAuthorizationChangesWhileItIsRevoked(string $sql, ?string $reason): void
    {
        $refresh = self::token($this->tokens, 'refresh_token');
        $table = $this->connection->table('oauth2_authorization');
        $this->connection->before('SET ended_at', fn () => $this->connection->execute(sprintf($sql, $table)));
        $this->assertDone($this->revoke($refresh));
        $row = (new AuthorizationTable($this->connection))->find(self::idOf($refresh));
        self::assertSame($reason, $row?->endReason);
        self::assertSame($reason === 'client' ? ['authorization.revoked'] : [], $this->events->names());
        self::assertSame(401, $this->bearerStatus(self::token($this->tokens)));
    }

    public function testAWrongHintChangesNothing(): void
    {
        $this->assertDone($this->revoke(self::token($this->tokens), ['token_type_hint' => 'refresh_token']));
        self::assertSame(401, $this->bearerStatus(self::token($this->tokens)));
        $refresh = self::token($this->tokens, 'refresh_token');
        $this->assertDone($this->revoke($refresh, ['token_type_hint' => 'urn:nonsense']));
        self::assertError('invalid_grant', 400, $this->refresh($refresh));
    }

    #[DataProvider('unknown')]
    public function testUnknownTokensAre200(string $token): void
    {
        $this->assertDone($this->revoke($token));
        self::assertSame(200, $this->bearerStatus(self::token($this->tokens)));
    }

    /** @return iterable<array{string}> */
    public static function unknown(): iterable
    {
        yield ['x'];
        yield ['..'];
        yield ['eyJhbGciOiJub25lIn0.e30.'];
        yield [str_repeat('0', 32) . '.' . str_repeat('A', 22) . '.' . str_repeat('A', 43)];
        yield ["' OR 1=1 --"];
    }

    public function testAnExpiredAccessTokenIs200(): void
    {
        $this->clock->time += 3600;
        $this->assertDone($this->revoke(self::token($this->tokens)));
    }

    public function testTheIdAloneRevokesNothing(): void
    {
        $refresh = self::token($this->tokens, 'refresh_token');
        $forged = self::idOf($refresh) . '.' . oauth2_secret_generate(16) . '.' . oauth2_secret_generate();
        $this->assertDone($this->revoke($forged));
        self::assertSame(200, $this->refresh($refresh)->status);
    }

    public function testAnotherClientsTokensCannotBeRevoked(): void
    {
        $this->client('other');
        $refresh = self::token($this->tokens, 'refresh_token');
        self::assertError('invalid_grant', 400, $this->revoke($refresh, [], 'other'));
        self::assertError('invalid_grant', 400, $this->revoke(self::token($this->tokens), [], 'other'));
        self::assertSame(200, $this->bearerStatus(self::token($this->tokens)));
        self::assertSame(200, $this->refresh($refresh)->status);
    }

    public function testAPublicClientRevokesByItsId(): void
    {
        $this->client('spa', ClientRecord::PUBLIC, ['authorization_code', 'refresh_token']);
        $tokens = $this->server->token(self::post([
            'grant_type' => 'authorization_code', 'code' => $this->code('spa'), 'client_id' => 'spa',
            'code_verifier' => self::VERIFIER, 'redirect_uri' => self::REDIRECT,
        ]));
        $response = $this->server->revoke(self::post(['token' => self::token($tokens), 'client_id' => 'spa']));
        $this->assertDone($response);
        self::assertSame(401, $this->bearerStatus(self::token($tokens)));
    }

    public function testInvalidRequests(): void
    {
        self::assertError('invalid_request', 400, $this->server->revoke(self::post([], self::basic())));
        self::assertError('invalid_client', 401, $this->server->revoke(self::post(['token' => 'x'])));
        self::assertError('invalid_client', 401, $this->server->revoke(self::post(['token' => 'x', 'client_id' => 'app'])));
        self::assertError('invalid_request', 405, $this->server->revoke(new Request('GET', 'token=x', self::basic())));
        $inQuery = self::post(['a' => 'b'], self::basic(), 'token=x');
        self::assertError('invalid_request', 400, $this->server->revoke($inQuery));
    }

    public function testPreflight(): void
    {
        $response = $this->server->revoke(new Request('OPTIONS'));
        self::assertSame([204, '*'], [$response->status, $response->headers['Access-Control-Allow-Origin'] ?? null]);
    }
}
