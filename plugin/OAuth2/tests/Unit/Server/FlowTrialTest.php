<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Authorize\FlowTrial;
use Piwik\Plugins\OAuth2\Server\Client\TrialReport;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\ExtensionRandomness;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/** The trial of Authorization Code, which an administrator starts. */
final class FlowTrialTest extends ServerTestCase
{
    private const WORKS = ['authorization' => true, 'consent' => true, 'token_request' => true, 'end' => true];

    public function testTheWholeFlowRunsAndNothingOfItStaysValid(): void
    {
        $client = $this->client();
        $seen = null;
        $trial = new FlowTrial(
            $this->server->authorization(),
            new ExtensionRandomness(),
            function (Request $request) use (&$seen): Response {
                $seen = $this->server->token($request);
                self::assertSame(200, $this->bearerStatus(self::token($seen)));

                return $seen;
            },
            fn (string $id): bool => $this->server->authorizations()->revoke($id),
        );
        $report = $trial->run($client, self::SECRET, '', self::administrator(), '192.0.2.7');

        self::assertSame(self::WORKS, $report->steps);
        self::assertSame([200, true, ''], [$report->status, $report->revoked, $report->page]);
        self::assertSame('matomo:read', $report->answer['scope']);
        self::assertInstanceOf(Response::class, $seen);
        $tokens = json_decode($seen->body, true);
        self::assertIsArray($tokens);
        self::assertSame(401, $this->bearerStatus(self::token($seen)));
        $text = (string) json_encode($report);
        foreach (['access_token', 'refresh_token'] as $name) {
            self::assertIsString($tokens[$name]);
            self::assertSame('•••••••• (' . \strlen($tokens[$name]) . ')', $report->answer[$name]);
            self::assertStringNotContainsString(substr($tokens[$name], -20), $text);
        }
        self::assertSame(['ended'], $this->states('app'));
    }

    public function testAPublicClientNeedsNoSecret(): void
    {
        $client = $this->client('spa', ClientRecord::PUBLIC, ['authorization_code'], redirectUris: ['com.example.app:/cb']);
        $report = $this->trial($client);

        self::assertSame(self::WORKS, $report->steps);
        self::assertSame(['ended'], $this->states('spa'));
    }

    public function testWithoutTheCredentialsTheTokenRequestIsNotMade(): void
    {
        $report = $this->trial($this->client());
        self::assertSame(['authorization' => true, 'consent' => true, 'token_request' => null, 'end' => true], $report->steps);
        self::assertSame([0, [], false], [$report->status, $report->answer, $report->revoked]);
        self::assertSame(['ended'], $this->states('app'));

        $jwks = (string) json_encode(['keys' => [\OAuth2\Key::generate('ES256')->toPublicJwk()]]);
        $keys = $this->trial($this->client('keys', jwks: $jwks), 'whatever');
        self::assertNull($keys->steps['token_request']);
    }

    #[DataProvider('wrongSecrets')]
    public function testAWrongSecretFailsAtTheTokenRequestOnly(string $secret): void
    {
        $report = $this->trial($this->client(), $secret);

        self::assertSame(['authorization' => true, 'consent' => true, 'token_request' => false, 'end' => true], $report->steps);
        self::assertSame([401, 'invalid_client', false], [$report->status, $report->answer['error'] ?? '', $report->revoked]);
        self::assertSame(['ended'], $this->states('app'));
    }

    /** @return iterable<array{string}> */
    public static function wrongSecrets(): iterable
    {
        yield ['wrong'];
        yield [self::SECRET . '&code=x'];
        yield [' '];
    }

    public function testWhatAUserWouldReadInPlaceOfTheConsentPageIsReported(): void
    {
        $paused = $this->trial($this->client('paused', active: false), self::SECRET);
        self::assertSame(['authorization' => false, 'consent' => null, 'token_request' => null, 'end' => null], $paused->steps);
        self::assertSame(['ClientPaused', 400], [$paused->page, $paused->status]);

        $none = $this->trial($this->client('none', redirectUris: []), self::SECRET);
        self::assertSame('RedirectUriMissing', $none->page);

        $off = $this->trial($this->client('off'), self::SECRET, '', $this->serverWith(self::settings(
            authorizationCode: false,
            clientCredentials: false,
            refreshToken: false,
        )));
        self::assertSame('SwitchedOff', $off->page);
        foreach (['paused', 'none', 'off'] as $id) {
            self::assertSame([], $this->states($id));
        }
    }

    public function testWhatTheApplicationWouldHearIsReported(): void
    {
        $client = $this->client();
        $scope = $this->trial($client, self::SECRET, 'openid');
        self::assertSame(['authorization' => false, 'consent' => null, 'token_request' => null, 'end' => null], $scope->steps);
        self::assertSame([303, 'invalid_scope'], [$scope->status, $scope->answer['error'] ?? '']);
        self::assertArrayNotHasKey('state', $scope->answer);

        $off = $this->trial($client, self::SECRET, '', $this->serverWith(self::settings(authorizationCode: false)));
        self::assertSame('unsupported_response_type', $off->answer['error'] ?? '');
        self::assertSame([], $this->states('app'));
    }

    public function testNobodyGivesConsentWithoutAnAccount(): void
    {
        $report = $this->server->flowTrial()->run($this->client(), self::SECRET, '', null, '');
        self::assertSame(['LoggedOut', false], [$report->page, $report->steps['authorization']]);
        self::assertSame([], $this->states('app'));
    }

    public function testARedirectUriMayHaveParametersOfTheSameNames(): void
    {
        $client = $this->client(redirectUris: ['https://app.example/cb?code=1&error=2&a[]=3']);
        self::assertSame(self::WORKS, $this->trial($client, self::SECRET)->steps);
        self::assertSame(['ended'], $this->states('app'));
    }

    public function testTheAuthorizationEndsEvenIfTheTokenRequestBreaks(): void
    {
        $client = $this->client();
        $trial = new FlowTrial(
            $this->server->authorization(),
            new ExtensionRandomness(),
            static fn (Request $request): Response => throw new \RuntimeException('broken'),
            fn (string $id): bool => $this->server->authorizations()->revoke($id),
        );
        try {
            $trial->run($client, self::SECRET, '', self::administrator(), '');
            self::fail('the failure is not hidden');
        } catch (\RuntimeException $failure) {
            self::assertSame('broken', $failure->getMessage());
        }
        self::assertSame(['ended'], $this->states('app'));
    }

    public function testFailuresCountAgainstTheAddress(): void
    {
        $client = $this->client();
        $status = 0;
        for ($n = 0; $n < 200 && $status !== 429; ++$n) {
            $status = $this->trial($client, 'wrong')->status;
        }
        self::assertSame(429, $status);
    }

    private function trial(
        ClientRecord $client,
        #[\SensitiveParameter]
        string $secret = '',
        string $scope = '',
        ?AuthorizationServer $server = null,
    ): TrialReport {
        return ($server ?? $this->server)->flowTrial()->run($client, $secret, $scope, self::administrator(), '192.0.2.7');
    }

    /** @return list<string> the states of the client's authorizations, also of those that never came into use */
    private function states(string $clientId): array
    {
        return array_map(
            static fn (array $row): string => $row['ended_at'] === null ? 'live' : 'ended',
            $this->connection->rows('SELECT ended_at FROM ' . $this->connection->table('oauth2_authorization') . ' WHERE client_id = ?', [$clientId]),
        );
    }

    private static function administrator(): User
    {
        return new User('anna', Scope::SuperUser);
    }
}
