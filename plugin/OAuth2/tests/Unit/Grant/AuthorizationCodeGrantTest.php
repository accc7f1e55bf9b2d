<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Grant;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Unit\Server\ServerTestCase;

final class AuthorizationCodeGrantTest extends ServerTestCase
{
    public function testACodeIsExchangedForTokens(): void
    {
        $this->client();
        $code = $this->code();
        $response = $this->redeem($code);
        $claims = self::claims($response);
        self::assertSame(['anna', 'app', 'matomo:write', self::API], [
            $claims['sub'], $claims['client_id'], $claims['scope'], $claims['aud'],
        ]);
        self::assertSame(self::idOf($code), $claims['auth_id']);
        self::assertSame('matomo:write', self::token($response, 'scope'));
        $refresh = self::token($response, 'refresh_token');
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}\.[\w-]{22}\.[\w-]{43}$/D', $refresh);
        $row = $this->authorization($code);
        self::assertSame($this->clock->time, $row->codeRedeemedAt);
        self::assertSame(oauth2_token_digest($refresh), $row->refreshDigest);
        self::assertSame($this->clock->time + 2592000, $row->refreshExpiresAt);
        self::assertSame($this->clock->time + 2592000, $row->expiresAt);
        self::assertStringNotContainsString(explode('.', $refresh)[2], serialize($row));
        self::assertSame(200, $this->bearerStatus(self::token($response)));
    }

    public function testNoRefreshTokenWithoutTheGrant(): void
    {
        $this->client(grantTypes: ['authorization_code']);
        $code = $this->code();
        $response = $this->redeem($code);
        self::assertArrayNotHasKey('refresh_token', self::json($response));
        self::assertSame($this->clock->time + 3600, $this->authorization($code)->expiresAt);
    }

    public function testNoRefreshTokenIfTheGrantIsSwitchedOff(): void
    {
        $this->client();
        $server = $this->serverWith(self::settings(refreshToken: false));
        self::assertArrayNotHasKey('refresh_token', self::json($this->redeem($this->code(), [], $server)));
    }

    /**
     * @return iterable<string, array{0: bool, 1: int, 2: int, 3?: bool}> whether it ends, the grace, seconds since the first use,
     *                                                              and whether a challenge was bound
     */
    public static function repetitions(): iterable
    {
        yield 'at once' => [false, 30, 0];
        yield 'the last second of the grace' => [false, 30, 29];
        yield 'the first second after it' => [true, 30, 30];
        yield 'the last second of the code' => [true, 30, 599];
        yield 'the first second after the code' => [false, 30, 600];
        yield 'days later' => [false, 30, 200000];
        yield 'without grace: at once' => [true, 0, 0];
        yield 'without grace: the last second of the code' => [true, 0, 599];
        yield 'without grace: after the code' => [false, 0, 600];
        yield 'the longest grace' => [false, 300, 299];
        yield 'after the longest grace' => [true, 300, 300];
        yield 'without PKCE: at once' => [true, 30, 0, false];
        yield 'without PKCE: after the code' => [true, 30, 600, false];
        yield 'without PKCE: days later' => [true, 30, 200000, false];
        yield 'without PKCE and grace' => [true, 0, 0, false];
    }

    #[DataProvider('repetitions')]
    public function testARepeatedUse(bool $ends, int $grace, int $after, bool $pkce = true): void
    {
        $this->client();
        $this->server = $this->serverWith(self::settings(refreshGrace: $grace, accessTokenTtl: 86400));
        $parameters = $pkce ? [] : ['code_verifier' => ''];
        $code = $pkce ? $this->code() : $this->code(challenge: null);
        $first = $this->redeem($code, $parameters);
        self::assertSame(200, $first->status);
        $this->clock->time += min($after, 80000);
        $refresh = self::token($this->refresh(self::token($first, 'refresh_token')), 'refresh_token');
        $this->clock->time += $after - min($after, 80000);
        self::assertError('invalid_grant', 400, $this->redeem($code, $parameters));
        self::assertSame($ends ? 'code_replay' : null, $this->authorization($code)->endReason);
        self::assertSame([['code.replayed', [
            'client_id' => 'app', 'login' => 'anna', 'authorization_id' => self::idOf($code), 'ended' => $ends,
        ]]], $this->recorded());
        self::assertSame($ends || $after > 86400 ? 401 : 200, $this->bearerStatus(self::token($first)));
        self::assertSame($ends ? 400 : 200, $this->refresh($refresh)->status);
    }

    public function testEachRepetitionIsAnEvent(): void
    {
        $this->client();
        $code = $this->code();
        $this->redeem($code);
        foreach ([1, 28, 1, 1] as $seconds) {
            $this->clock->time += $seconds;
            self::assertError('invalid_grant', 400, $this->redeem($code));
        }
        self::assertSame([false, false, true, false], array_map(
            static fn (array $event): mixed => $event[1]['ended'],
            $this->recorded(),
        ));
        self::assertSame('code_replay', $this->authorization($code)->endReason);
    }

    public function testARepetitionAfterTheUserRevokedKeepsTheReason(): void
    {
        $this->client();
        $code = $this->code();
        $this->redeem($code);
        (new AuthorizationTable($this->connection))->end(self::idOf($code), 'user', $this->clock->time);
        $this->clock->time += 30;
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertSame('user', $this->authorization($code)->endReason);
        self::assertSame([false], array_map(static fn (array $event): mixed => $event[1]['ended'], $this->recorded()));
    }

    public function testTheLifetimeIsTheOneThatTheCodeWasMadeWith(): void
    {
        $this->client();
        $code = $this->code();
        $table = $this->connection->table('oauth2_authorization');
        $this->connection->execute("UPDATE $table SET code_expires_at = ?", [$this->clock->time + 60]);
        $this->redeem($code);
        $this->clock->time += 60;
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertNull($this->authorization($code)->endedAt);
        $this->clock->time -= 1;
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertSame('code_replay', $this->authorization($code)->endReason);
    }

    public function testTheGraceCountsFromTheFirstUseNotFromARefresh(): void
    {
        $this->client();
        $code = $this->code();
        $refresh = self::token($this->redeem($code), 'refresh_token');
        $this->clock->time += 30;
        self::assertSame(200, $this->refresh($refresh)->status);
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertSame('code_replay', $this->authorization($code)->endReason);
    }

    /** @return list<array{string, array<string, scalar>}> */
    private function recorded(): array
    {
        return array_map(static fn (Event $event): array => [$event->name, $event->context], $this->events->events);
    }

    /** @param array<string, string> $parameters */
    #[DataProvider('wrongParameters')]
    public function testAReplayWithWrongParametersEndsNothing(array $parameters): void
    {
        $this->client();
        $code = $this->code();
        $first = $this->redeem($code);
        $this->clock->time += 30;
        self::assertGreaterThanOrEqual(400, $this->redeem($code, $parameters)->status);
        self::assertSame(200, $this->bearerStatus(self::token($first)));
        self::assertSame([], $this->events->names());
    }

    /** @param array<string, string> $parameters */
    #[DataProvider('wrongParameters')]
    public function testAnInvalidRequestDoesNotConsumeTheCode(array $parameters, string $error): void
    {
        $this->client();
        $code = $this->code();
        self::assertError($error, 400, $this->redeem($code, $parameters));
        self::assertSame(200, $this->redeem($code)->status);
    }

    /** @return iterable<string, array{array<string, string>, string}> an empty value removes the parameter */
    public static function wrongParameters(): iterable
    {
        yield 'no verifier' => [['code_verifier' => ''], 'invalid_grant'];
        yield 'other verifier' => [['code_verifier' => str_repeat('a', 43)], 'invalid_grant'];
        yield 'challenge as verifier' => [
            ['code_verifier' => 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'], 'invalid_grant',
        ];
        yield 'short verifier' => [['code_verifier' => substr(self::VERIFIER, 1)], 'invalid_grant'];
        yield 'long verifier' => [['code_verifier' => str_repeat('a', 129)], 'invalid_grant'];
        yield 'verifier with a blank' => [['code_verifier' => self::VERIFIER . ' '], 'invalid_grant'];
        yield 'verifier with a plus' => [['code_verifier' => self::VERIFIER . '+'], 'invalid_grant'];
        yield 'verifier with an umlaut' => [['code_verifier' => self::VERIFIER . 'ü'], 'invalid_grant'];
        yield 'verifier with NUL' => [['code_verifier' => self::VERIFIER . "\0"], 'invalid_request'];
        yield 'other redirect' => [['redirect_uri' => 'https://app.example/other'], 'invalid_grant'];
        yield 'redirect URI in another case' => [['redirect_uri' => 'https://APP.example/cb'], 'invalid_grant'];
        yield 'other resource' => [['resource' => self::MCP], 'invalid_target'];
        yield 'unknown resource' => [['resource' => 'https://evil.example'], 'invalid_target'];
    }

    #[DataProvider('garbage')]
    public function testGarbage(string $code): void
    {
        $this->client();
        $this->code();
        self::assertError('invalid_grant', 400, $this->redeem($code));
    }

    /** @return iterable<array{string}> */
    public static function garbage(): iterable
    {
        yield ['x'];
        yield ['.'];
        yield [str_repeat('0', 32) . '.' . str_repeat('A', 43)];
        yield [str_repeat('0', 32)];
        yield [str_repeat('a', 60000)];
        yield ["' OR 1=1 --"];
        yield ["' OR 1=1 --." . str_repeat('A', 43)];
    }

    public function testAnotherSecretUnderTheSameId(): void
    {
        $this->client();
        $code = $this->code();
        self::assertError('invalid_grant', 400, $this->redeem(self::idOf($code) . '.' . oauth2_secret_generate()));
        self::assertError('invalid_grant', 400, $this->redeem($code . "\n"));
        self::assertError('invalid_grant', 400, $this->redeem(strtoupper($code)));
        self::assertSame(200, $this->redeem($code)->status);
    }

    public function testAnotherSecretUnderARedeemedIdEndsNothing(): void
    {
        $this->client();
        $code = $this->code();
        $first = $this->redeem($code);
        $this->clock->time += 30;
        self::assertError('invalid_grant', 400, $this->redeem(self::idOf($code) . '.' . oauth2_secret_generate()));
        self::assertSame(200, $this->bearerStatus(self::token($first)));
    }

    public function testTheCodeIsMissing(): void
    {
        $this->client();
        self::assertError('invalid_request', 400, $this->redeem(''));
    }

    public function testAnotherClientsCode(): void
    {
        $this->client();
        $this->client('other');
        $code = $this->code('other');
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertNull($this->authorization($code)->codeRedeemedAt);
    }

    public function testAnExpiredCode(): void
    {
        $this->client();
        $code = $this->code();
        foreach ([600, 601, 100000] as $seconds) {
            $this->clock->time = FixedClock::START + $seconds;
            $this->connection->forget();
            self::assertError('invalid_grant', 400, $this->redeem($code));
            self::assertSame([], preg_grep('/code_redeemed_at/', $this->connection->writes), 'nothing is signed or written');
        }
        self::assertSame([], $this->events->names());
        $this->clock->time = FixedClock::START + 599;
        self::assertSame(200, $this->redeem($code)->status);
    }

    public function testAnEndedAuthorization(): void
    {
        $this->client();
        $code = $this->code();
        (new AuthorizationTable($this->connection))->end(self::idOf($code), 'user', $this->clock->time);
        $this->connection->forget();
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertSame([], $this->connection->writes);
        self::assertSame('user', $this->authorization($code)->endReason);
        self::assertSame([], $this->events->names());
    }

    public function testTheUserIsGone(): void
    {
        $this->client();
        $code = $this->code();
        unset($this->users->users['anna']);
        self::assertError('invalid_grant', 400, $this->redeem($code));
    }

    public function testTheClientsScopeWasRemoved(): void
    {
        $this->client();
        $code = $this->code(scope: 'matomo:admin');
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertNull($this->authorization($code)->codeRedeemedAt);
        $server = $this->serverWith(self::settings(allowedScopes: [Scope::Read]));
        self::assertError('invalid_grant', 400, $this->redeem($this->code(scope: 'matomo:write'), [], $server));
    }

    public function testTheClientsSecretWasRotated(): void
    {
        $this->client();
        $code = $this->code();
        $hash = oauth2_secret_hash(self::SECRET);
        (new ClientTable($this->connection))->setSecret('app', $hash, 'hint', $this->clock->time);
        self::assertError('invalid_grant', 400, $this->redeem($code));
    }

    public function testTheResourceWasRemoved(): void
    {
        $this->client();
        self::assertError('invalid_grant', 400, $this->redeem($this->code(resource: 'https://gone.example')));
    }

    public function testTheRedirectUriMayBeOmittedWithPkce(): void
    {
        $this->client();
        self::assertSame(200, $this->redeem($this->code(), ['redirect_uri' => ''])->status);
    }

    public function testWithoutAChallenge(): void
    {
        $this->client();
        $code = $this->code(challenge: null);
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertError('invalid_grant', 400, $this->redeem($code, ['code_verifier' => '', 'redirect_uri' => '']));
        self::assertSame(200, $this->redeem($code, ['code_verifier' => ''])->status);
        $notSent = $this->code(challenge: null, redirectUriSent: false);
        self::assertSame(200, $this->redeem($notSent, ['code_verifier' => '', 'redirect_uri' => ''])->status);
    }

    public function testTheScopeCannotBeWidened(): void
    {
        $this->client(scopes: ['matomo:read', 'matomo:write', 'matomo:admin']);
        $response = $this->redeem($this->code(scope: 'matomo:read'), ['scope' => 'matomo:admin']);
        self::assertSame('matomo:read', self::token($response, 'scope'));
        self::assertSame('matomo:read', self::claims($response)['scope']);
    }

    public function testTheGrantedResourceMayBeRepeated(): void
    {
        $this->client();
        $response = $this->redeem($this->code(resource: self::MCP), ['resource' => self::MCP . '/']);
        self::assertSame(self::MCP, self::claims($response)['aud']);
    }

    public function testAPublicClient(): void
    {
        $this->client('spa', ClientRecord::PUBLIC, ['authorization_code', 'refresh_token']);
        $form = [
            'grant_type' => 'authorization_code', 'code' => $this->code('spa'), 'client_id' => 'spa',
            'code_verifier' => self::VERIFIER, 'redirect_uri' => self::REDIRECT,
        ];
        $response = $this->server->token(self::post($form));
        self::assertSame('spa', self::claims($response)['client_id']);
        $form = [
            'grant_type' => 'refresh_token', 'client_id' => 'spa',
            'refresh_token' => self::token($response, 'refresh_token'),
        ];
        self::assertSame(200, $this->server->token(self::post($form))->status);
    }

    /** @return iterable<string, array{bool, int, bool}> whether what the winner got ends, the grace, whether with PKCE */
    public static function doubleRequests(): iterable
    {
        yield 'a double request' => [false, 30, true];
        yield 'without grace' => [true, 0, true];
        yield 'without PKCE' => [true, 30, false];
    }

    #[DataProvider('doubleRequests')]
    public function testOfTwoAtOnceOneWins(bool $ends, int $grace, bool $pkce): void
    {
        $this->client();
        $settings = self::settings(refreshGrace: $grace);
        $this->server = $this->serverWith($settings);
        $parameters = $pkce ? [] : ['code_verifier' => ''];
        $code = $pkce ? $this->code() : $this->code(challenge: null);
        $winner = null;
        $this->connection->before('SET code_redeemed_at', function () use ($code, $parameters, $settings, &$winner): void {
            $winner = $this->redeem($code, $parameters, $this->serverWith($settings));
        });
        $loser = $this->redeem($code, $parameters);
        self::assertNotNull($winner);
        self::assertError('invalid_grant', 400, $loser);
        self::assertSame($ends ? 401 : 200, $this->bearerStatus(self::token($winner)));
        self::assertSame(['code.replayed'], $this->events->names());
        self::assertSame($ends, $this->events->events[0]->context['ended']);
    }

    public function testExpiredAtTheSameMomentIsNoReplay(): void
    {
        $this->client();
        $code = $this->code(challenge: null);
        $table = $this->connection->table('oauth2_authorization');
        $this->connection->before('SET code_redeemed_at', function () use ($table): void {
            $this->connection->execute("UPDATE $table SET code_expires_at = ?", [$this->clock->time]);
        });
        self::assertError('invalid_grant', 400, $this->redeem($code, ['code_verifier' => '']));
        self::assertNull($this->authorization($code)->endedAt);
        self::assertSame([], $this->events->names());
    }

    public function testAConcurrentRevocationIsNotAReplay(): void
    {
        $this->client();
        $code = $this->code();
        $this->connection->before('SET code_redeemed_at', function () use ($code): void {
            (new AuthorizationTable($this->connection))->end(self::idOf($code), 'user', $this->clock->time);
        });
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertSame('user', $this->authorization($code)->endReason);
        self::assertSame([], $this->events->names());
    }

    public function testAFailureToSignDoesNotConsumeTheCode(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $code = $this->code();
        $this->connection->failing = 'oauth2_key';
        self::assertError('temporarily_unavailable', 503, $this->redeem($code, [], $this->serverWith()));
        $this->connection->failing = null;
        self::assertSame(200, $this->redeem($code)->status);
    }
}
