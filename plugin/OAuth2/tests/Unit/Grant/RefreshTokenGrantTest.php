<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Grant;

use OAuth2\CryptoException;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\tests\Unit\Server\ServerTestCase;

final class RefreshTokenGrantTest extends ServerTestCase
{
    private string $first;

    protected function setUp(): void
    {
        parent::setUp();
        $this->client(scopes: ['matomo:read', 'matomo:write', 'matomo:admin']);
        $this->first = self::token($this->redeem($this->code()), 'refresh_token');
    }

    private function next(string $token, ?AuthorizationServer $server = null): string
    {
        return self::token($this->refresh($token, [], $server), 'refresh_token');
    }

    public function testTokensRotate(): void
    {
        $this->clock->time += 5000;
        $response = $this->refresh($this->first);
        $second = self::token($response, 'refresh_token');
        self::assertNotSame($this->first, $second);
        self::assertSame(200, $this->bearerStatus(self::token($response)));
        $claims = self::claims($response);
        self::assertSame(['anna', 'matomo:write', self::API], [$claims['sub'], $claims['scope'], $claims['aud']]);
        $row = $this->authorization($second);
        self::assertSame(oauth2_token_digest($second), $row->refreshDigest);
        self::assertSame($this->clock->time + 2592000, $row->refreshExpiresAt, 'the idle expiry starts again');
        self::assertGreaterThanOrEqual($row->refreshExpiresAt, $row->expiresAt);
        self::assertSame(200, $this->refresh($second)->status);
    }

    public function testARetryWithinTheGracePeriodGetsTheSameSuccessor(): void
    {
        $first = $this->refresh($this->first);
        $this->clock->time += 29;
        $again = $this->refresh($this->first);
        self::assertSame(self::token($first, 'refresh_token'), self::token($again, 'refresh_token'));
        self::assertNotSame(self::token($first), self::token($again));
        self::assertSame(200, $this->bearerStatus(self::token($again)));
        self::assertSame([], $this->events->names());
        self::assertSame(200, $this->refresh(self::token($again, 'refresh_token'))->status);
    }

    public function testTheSuccessorIsNotReadableInTheDatabase(): void
    {
        $second = $this->next($this->first);
        $row = $this->authorization($second);
        self::assertNotNull($row->successorSealed);
        self::assertStringNotContainsString(explode('.', $second)[2], serialize($row));
        $this->expectException(CryptoException::class);
        oauth2_open($row->successorSealed, oauth2_derive_key($second, 'refresh successor'), $row->id);
    }

    #[TestWith([30])]
    #[TestWith([31])]
    #[TestWith([3000])]
    public function testARetryAfterTheGracePeriodIsReuse(int $seconds): void
    {
        $response = $this->refresh($this->first);
        $this->clock->time += $seconds;
        $this->assertReuse($this->first, self::token($response, 'refresh_token'), self::token($response));
    }

    public function testTheGracePeriodEndsWhenTheSuccessorIsUsed(): void
    {
        $second = $this->next($this->first);
        $third = $this->refresh($second);
        $this->assertReuse($this->first, self::token($third, 'refresh_token'), self::token($third));
    }

    public function testWithoutGracePeriod(): void
    {
        $this->server = $this->serverWith(self::settings(refreshGrace: 0));
        $response = $this->refresh($this->first);
        self::assertNull($this->authorization($this->first)->successorSealed);
        $this->assertReuse($this->first, self::token($response, 'refresh_token'), self::token($response));
    }

    private function assertReuse(string $old, string $successor, string $accessToken): void
    {
        self::assertError('invalid_grant', 400, $this->refresh($old));
        self::assertSame('refresh_reuse', $this->authorization($old)->endReason);
        self::assertSame(['refresh.reused'], $this->events->names());
        self::assertError('invalid_grant', 400, $this->refresh($successor));
        self::assertSame(401, $this->bearerStatus($accessToken));
    }

    public function testAnInventedTokenOfTheFamilyIsReuse(): void
    {
        $parts = explode('.', $this->first);
        self::assertError('invalid_grant', 400, $this->refresh("$parts[0].$parts[1]." . oauth2_secret_generate()));
        self::assertSame('refresh_reuse', $this->authorization($this->first)->endReason);
    }

    public function testTheIdAloneDoesNotEndTheFamily(): void
    {
        $id = self::idOf($this->first);
        $forged = "$id." . oauth2_secret_generate(16) . '.' . oauth2_secret_generate();
        self::assertError('invalid_grant', 400, $this->refresh($forged));
        self::assertSame(200, $this->refresh($this->first)->status);
    }

    #[DataProvider('garbage')]
    public function testGarbage(string $token): void
    {
        self::assertError('invalid_grant', 400, $this->refresh($token));
        self::assertSame(200, $this->refresh($this->first)->status);
    }

    /** @return iterable<array{string}> */
    public static function garbage(): iterable
    {
        yield ['x'];
        yield ['..'];
        yield [str_repeat('0', 32) . '.' . str_repeat('A', 22) . '.' . str_repeat('A', 43)];
        yield ["' OR 1=1 --"];
        yield [str_repeat('a', 60000)];
    }

    public function testChangedCharacters(): void
    {
        self::assertError('invalid_grant', 400, $this->refresh($this->first . "\n"));
        self::assertError('invalid_grant', 400, $this->refresh(' ' . $this->first));
        self::assertError('invalid_grant', 400, $this->refresh($this->first . '='));
        self::assertSame(200, $this->refresh($this->first)->status);
    }

    public function testMissing(): void
    {
        self::assertError('invalid_request', 400, $this->refresh(''));
    }

    public function testAnAccessTokenOrCodeIsNotARefreshToken(): void
    {
        $access = self::token($this->refresh($this->first));
        self::assertError('invalid_grant', 400, $this->refresh($access));
        self::assertError('invalid_grant', 400, $this->refresh($this->code()));
    }

    public function testAnotherClientCannotUseOrEndTheToken(): void
    {
        $this->client('other');
        $form = ['grant_type' => 'refresh_token', 'refresh_token' => $this->first];
        self::assertError('invalid_grant', 400, $this->server->token(self::post($form, self::basic('other'))));
        $second = $this->next($this->first);
        $this->clock->time += 100;
        self::assertError('invalid_grant', 400, $this->server->token(self::post($form, self::basic('other'))));
        self::assertSame(200, $this->refresh($second)->status, 'another client cannot end the family');
    }

    public function testAConfidentialClientMustAuthenticate(): void
    {
        $form = ['grant_type' => 'refresh_token', 'refresh_token' => $this->first, 'client_id' => 'app'];
        self::assertError('invalid_client', 401, $this->server->token(self::post($form)));
        self::assertSame(200, $this->refresh($this->first)->status);
    }

    public function testExpiry(): void
    {
        $this->clock->time += 2592000;
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
        $this->clock->time -= 1;
        self::assertSame(200, $this->refresh($this->first)->status);
    }

    public function testRevokedByTheUser(): void
    {
        (new AuthorizationTable($this->connection))->end(self::idOf($this->first), 'user', $this->clock->time);
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
        self::assertSame('user', $this->authorization($this->first)->endReason);
    }

    public function testTheUserIsGone(): void
    {
        $anna = $this->users->users['anna'];
        unset($this->users->users['anna']);
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
        $this->users->users['anna'] = $anna;
        self::assertSame(200, $this->refresh($this->first)->status, 'the token was not used up');
    }

    public function testTheClientsSecretWasRotated(): void
    {
        $hash = oauth2_secret_hash(self::SECRET);
        (new ClientTable($this->connection))->setSecret('app', $hash, 'hint', $this->clock->time);
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
    }

    public function testTheClientsScopeWasRemoved(): void
    {
        $table = $this->connection->table('oauth2_client');
        $this->connection->execute("UPDATE $table SET scopes = ?", ['["matomo:read"]']);
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
    }

    public function testAPausedClient(): void
    {
        (new ClientTable($this->connection))->setActive('app', false, $this->clock->time);
        self::assertError('invalid_client', 401, $this->refresh($this->first));
        (new ClientTable($this->connection))->setActive('app', true, $this->clock->time);
        self::assertSame(200, $this->refresh($this->first)->status);
    }

    #[DataProvider('scopes')]
    public function testScopes(?string $expected, string $asked, ?string $firstAsked = null): void
    {
        $table = $this->connection->table('oauth2_authorization');
        $this->connection->execute("UPDATE $table SET asked_scope = ?", [$firstAsked]);
        $response = $this->refresh($this->first, ['scope' => $asked]);
        if ($expected === null) {
            self::assertError('invalid_scope', 400, $response);
            self::assertSame(200, $this->refresh($this->first)->status, 'the token was not used up');

            return;
        }
        self::assertSame($expected, self::claims($response)['scope']);
        self::assertSame($expected, self::token($response, 'scope'));
        $next = $this->refresh(self::token($response, 'refresh_token'));
        self::assertSame('matomo:write', self::token($next, 'scope'), 'the refresh token keeps the whole grant');
    }

    /** @return iterable<string, array{0: ?string, 1: string, 2?: ?string}> */
    public static function scopes(): iterable
    {
        [$read, $write, $admin, $super] = Scope::values();
        foreach (['of before' => null, 'write was asked first' => $write] as $row => $first) {
            yield "$row: none" => [$write, '', $first];
            yield "$row: offline_access alone" => [$write, 'offline_access', $first];
            yield "$row: the granted one" => [$write, $write, $first];
            yield "$row: a lower one" => [$read, $read, $first];
            yield "$row: two: the highest" => [$write, "$read $write", $first];
            yield "$row: with offline_access" => [$read, "$read offline_access", $first];
            yield "$row: a higher one" => [null, $admin, $first];
            yield "$row: one of two is higher" => [null, "$read $admin", $first];
            yield "$row: an unknown one" => [null, 'matomo:unknown', $first];
            yield "$row: a known and an unknown one" => [null, "$read openid", $first];
        }
        yield 'the user granted less: none' => [$write, '', $admin];
        yield 'the user granted less: the request is repeated' => [$write, "$read $write $admin", $admin];
        yield 'the user granted less: the highest asked first' => [$write, $admin, $admin];
        yield 'the user granted less: the granted one' => [$write, $write, $admin];
        yield 'the user granted less: a lower one' => [$read, $read, $admin];
        yield 'the user granted less: more than was asked first' => [null, $super, $admin];
        yield 'the user granted less: one of two is more than was asked first' => [null, "$read $super", $admin];
        yield 'a scope of another version was asked first' => [null, $admin, 'matomo:other'];
        yield 'a scope of another version was asked first: the granted one' => [$write, "$read $write", 'matomo:other'];
    }

    public function testALowerScopeThatIsSwitchedOffIsRefused(): void
    {
        $server = $this->serverWith(self::settings(allowedScopes: [Scope::Write, Scope::Admin]));
        self::assertError('invalid_scope', 400, $this->refresh($this->first, ['scope' => 'matomo:read'], $server));
        $next = $this->refresh($this->first, ['scope' => 'matomo:read matomo:write'], $server);
        self::assertSame('matomo:write', self::token($next, 'scope'), 'the token was not used up');
    }

    /** As when the scopes of the authorization request are repeated at each refresh, of which the user allowed a lower one. */
    public function testARepetitionWithinTheGracePeriodHasTheSameScope(): void
    {
        $table = $this->connection->table('oauth2_authorization');
        $this->connection->execute("UPDATE $table SET asked_scope = ?", ['matomo:admin']);
        foreach ([1, 2] as $time) {
            $answer = $this->refresh($this->first, ['scope' => 'matomo:read matomo:admin']);
            self::assertSame('matomo:write', self::token($answer, 'scope'), "use $time");
            self::assertSame('matomo:write', self::claims($answer)['scope']);
            self::assertSame(200, $this->bearerStatus(self::token($answer)));
        }
    }

    public function testAScopeBelowTheClientsHighestCanBeRefreshed(): void
    {
        $table = $this->connection->table('oauth2_client');
        $this->connection->execute("UPDATE $table SET scopes = ?", ['["matomo:admin"]']);
        self::assertSame('matomo:write', self::token($this->refresh($this->first), 'scope'));
    }

    #[DataProvider('resources')]
    public function testResources(?string $expected, string $asked): void
    {
        $response = $this->refresh($this->first, ['resource' => $asked]);
        if ($expected === null) {
            self::assertError('invalid_target', 400, $response);
            self::assertSame(200, $this->refresh($this->first)->status, 'the token was not used up');
        } else {
            self::assertSame($expected, self::claims($response)['aud']);
        }
    }

    /** @return iterable<array{?string, string}> */
    public static function resources(): iterable
    {
        yield [self::API, ''];
        yield [self::API, self::API];
        yield [null, self::MCP];
        yield [null, 'https://evil.example'];
    }

    public function testAGrantForAnotherResourceKeepsIt(): void
    {
        $refresh = self::token($this->redeem($this->code(resource: self::MCP)), 'refresh_token');
        self::assertSame(self::MCP, self::claims($this->refresh($refresh))['aud']);
    }

    public function testTheResourceWasRemoved(): void
    {
        $table = $this->connection->table('oauth2_authorization');
        $this->connection->execute("UPDATE $table SET resource = ?", ['https://gone.example']);
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
    }

    public function testARepeatedAnswerKeepsTheAuthorizationUntilItsTokenExpires(): void
    {
        $server = $this->serverWith(self::settings(accessTokenTtl: 3600, refreshTokenTtl: 60));
        $first = self::token($this->redeem($this->code(), [], $server), 'refresh_token');
        $this->refresh($first, [], $server);
        $this->clock->time += 20;
        $again = $this->refresh($first, [], $server);
        self::assertSame(self::claims($again)['exp'], $this->authorization($first)->expiresAt);
    }

    #[TestWith([3600, 60])]
    #[TestWith([60, 3600])]
    public function testTheAuthorizationIsKeptUntilItsLastTokenExpires(int $accessTokenTtl, int $refreshTokenTtl): void
    {
        $server = $this->serverWith(self::settings(accessTokenTtl: $accessTokenTtl, refreshTokenTtl: $refreshTokenTtl));
        $code = $this->code();
        $refresh = self::token($this->redeem($code, [], $server), 'refresh_token');
        self::assertSame($this->clock->time + 3600, $this->authorization($code)->expiresAt, 'after the code');
        $this->clock->time += 10;
        $access = self::token($this->refresh($refresh, [], $server));
        self::assertSame($this->clock->time + 3600, $this->authorization($code)->expiresAt, 'after a refresh');
        $this->clock->time += $accessTokenTtl - 1;
        $server->maintenance()->purge();
        self::assertSame(200, $this->bearerStatus($access));
    }

    /** The row stays until the tokens of the first response expire, and these may be the last ones. */
    #[TestWith([3600, 60, 0, 0])]
    #[TestWith([3600, 60, 1, 1])]
    #[TestWith([60, 3600, 20, 0])]
    public function testARepetitionWritesOnlyIfTheRowWouldEndTooEarly(int $accessTokenTtl, int $refreshTokenTtl, int $after, int $writes): void
    {
        $server = $this->serverWith(self::settings(accessTokenTtl: $accessTokenTtl, refreshTokenTtl: $refreshTokenTtl));
        $first = self::token($this->redeem($this->code(), [], $server), 'refresh_token');
        $this->refresh($first, [], $server);
        $this->clock->time += $after;
        $this->connection->forget();
        self::assertSame(200, $this->refresh($first, [], $server)->status);
        $extensions = array_filter($this->connection->writes, static fn (string $sql): bool => str_contains($sql, 'SET expires_at'));
        self::assertCount($writes, $extensions);
    }

    public function testShorterLifetimesDoNotEndTokensThatWereIssued(): void
    {
        $server = $this->serverWith(self::settings(accessTokenTtl: 60, refreshTokenTtl: 60));
        $before = $this->authorization($this->first)->expiresAt;
        self::assertSame(200, $this->refresh($this->first, [], $server)->status);
        self::assertSame($before, $this->authorization($this->first)->expiresAt);
    }

    public function testConcurrentUsesGetTheSameSuccessor(): void
    {
        $rival = null;
        $this->connection->before('SET refresh_digest', function () use (&$rival): void {
            $rival = $this->refresh($this->first, [], $this->serverWith());
        });
        $mine = $this->refresh($this->first);
        self::assertNotNull($rival);
        self::assertSame(self::token($rival, 'refresh_token'), self::token($mine, 'refresh_token'));
        self::assertSame(200, $this->bearerStatus(self::token($mine)));
        self::assertSame(200, $this->bearerStatus(self::token($rival)));
    }

    public function testOfTwoConcurrentUsesWithoutGracePeriodOneSucceeds(): void
    {
        $server = $this->serverWith(self::settings(refreshGrace: 0));
        $rival = null;
        $this->connection->before('SET refresh_digest', function () use (&$rival, $server): void {
            $rival = $this->refresh($this->first, [], $server);
        });
        $mine = $this->refresh($this->first, [], $server);
        self::assertNotNull($rival);
        self::assertSame(200, $rival->status);
        self::assertError('invalid_grant', 400, $mine);
    }

    public function testExpiredAtTheSameMomentIsNoReuse(): void
    {
        $table = $this->connection->table('oauth2_authorization');
        $this->connection->before('SET refresh_digest', function () use ($table): void {
            $this->connection->execute("UPDATE $table SET refresh_expires_at = ?", [$this->clock->time]);
        });
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
        self::assertNull($this->authorization($this->first)->endReason);
        self::assertSame([], $this->events->names());
    }

    public function testItExpiresWhileItIsChecked(): void
    {
        $this->clock->time += 2592000 - 1;
        $access = self::token($this->redeem($this->code()));
        $this->randomness->beforeSecret = fn () => ++$this->clock->time;
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
        self::assertNull($this->authorization($this->first)->endReason);
        self::assertSame([], $this->events->names());
        self::assertSame(200, $this->bearerStatus($access));
    }

    public function testPurgedAtTheSameMoment(): void
    {
        $table = $this->connection->table('oauth2_authorization');
        $this->connection->before('SET refresh_digest', function () use ($table): void {
            $this->connection->execute("DELETE FROM $table");
        });
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
        self::assertSame([], $this->events->names());
    }

    public function testAConcurrentRevocation(): void
    {
        $this->connection->before('SET refresh_digest', function (): void {
            (new AuthorizationTable($this->connection))->end(self::idOf($this->first), 'user', $this->clock->time);
        });
        self::assertError('invalid_grant', 400, $this->refresh($this->first));
        self::assertSame('user', $this->authorization($this->first)->endReason);
        self::assertSame([], $this->events->names());
    }

    public function testAFailureToSignDoesNotUseUpTheToken(): void
    {
        $this->connection->failing = 'oauth2_key';
        self::assertError('temporarily_unavailable', 503, $this->refresh($this->first, [], $this->serverWith()));
        $this->connection->failing = null;
        self::assertSame(200, $this->refresh($this->first)->status);
    }
}
