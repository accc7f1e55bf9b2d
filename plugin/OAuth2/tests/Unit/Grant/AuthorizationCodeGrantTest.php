<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Grant;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
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

    public function testReplayingACodeEndsTheTokensOfItsFirstUse(): void
    {
        $this->client();
        $code = $this->code();
        $first = $this->redeem($code);
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertSame('code_replay', $this->authorization($code)->endReason);
        self::assertSame(['code.replayed'], $this->events->names());
        self::assertSame(401, $this->bearerStatus(self::token($first)));
        self::assertError('invalid_grant', 400, $this->refresh(self::token($first, 'refresh_token')));
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertSame(['code.replayed'], $this->events->names());
    }

    public function testReplayingAnExpiredCodeEndsTheTokens(): void
    {
        $this->client();
        $code = $this->code();
        $first = $this->redeem($code);
        $this->clock->time += 1200;
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertSame(401, $this->bearerStatus(self::token($first)));
    }

    /** @param array<string, string> $parameters */
    #[DataProvider('wrongParameters')]
    public function testAReplayWithWrongParametersEndsNothing(array $parameters): void
    {
        $this->client();
        $code = $this->code();
        $first = $this->redeem($code);
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
        $this->clock->time += 600;
        self::assertError('invalid_grant', 400, $this->redeem($code));
        $this->clock->time -= 1;
        self::assertSame(200, $this->redeem($code)->status);
    }

    public function testAnEndedAuthorization(): void
    {
        $this->client();
        $code = $this->code();
        (new AuthorizationTable($this->connection))->end(self::idOf($code), 'user', $this->clock->time);
        self::assertError('invalid_grant', 400, $this->redeem($code));
        self::assertSame('user', $this->authorization($code)->endReason);
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

    public function testOfTwoConcurrentUsesOneSucceedsAndItsTokensEnd(): void
    {
        $this->client();
        $code = $this->code();
        $winner = null;
        $this->connection->before('SET code_redeemed_at', function () use ($code, &$winner): void {
            $winner = $this->redeem($code, [], $this->serverWith());
        });
        $loser = $this->redeem($code);
        self::assertNotNull($winner);
        self::assertError('invalid_grant', 400, $loser);
        self::assertSame(401, $this->bearerStatus(self::token($winner)));
        self::assertSame(['code.replayed'], $this->events->names());
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
