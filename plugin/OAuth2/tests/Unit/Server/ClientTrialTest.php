<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use Piwik\Plugins\OAuth2\Server\Client\ClientTrial;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

final class ClientTrialTest extends ServerTestCase
{
    public function testTheAnswerIsShownWithoutTheTokenWhichNoLongerWorks(): void
    {
        $this->client();
        $tokens = [];
        $trial = new ClientTrial(function (Endpoint $endpoint, Request $request) use (&$tokens): Response {
            $response = $this->server->answer($endpoint, $request);
            if ($endpoint === Endpoint::Token) {
                $tokens[] = self::token($response);
                self::assertSame(200, $this->bearerStatus($tokens[0]));
            }

            return $response;
        });
        $shown = $trial->run('app', self::SECRET, 'matomo:write', '192.0.2.7');

        self::assertSame(['token_request' => true, 'end' => true], $shown->steps);
        self::assertSame([200, true], [$shown->status, $shown->revoked]);
        self::assertSame(['Bearer', 'matomo:write'], [$shown->answer['token_type'], $shown->answer['scope']]);
        self::assertCount(1, $tokens);
        self::assertSame(401, $this->bearerStatus($tokens[0]));
        self::assertSame('•••••••• (' . \strlen($tokens[0]) . ')', $shown->answer['access_token']);
        $text = (string) json_encode($shown);
        foreach (explode('.', $tokens[0]) as $part) {
            self::assertStringNotContainsString($part, $text);
        }
    }

    public function testWithoutAScopeTheClientGetsItsLowest(): void
    {
        $this->client();
        self::assertSame('matomo:read', $this->server->clientTrial()->run('app', self::SECRET, '', '')->answer['scope'] ?? '');
    }

    public function testARefusalIsShownAsItIs(): void
    {
        $this->client();
        $this->client('spa', ClientRecord::PUBLIC, ['authorization_code']);
        $this->client('paused', active: false);
        foreach (
            [
                ['app', 'wrong', '', 401, 'invalid_client'],
                ['app', '', '', 401, 'invalid_client'],
                ['paused', self::SECRET, '', 401, 'invalid_client'],
                ['nobody', self::SECRET, '', 401, 'invalid_client'],
                ['app&grant_type=refresh_token', self::SECRET, '', 401, 'invalid_client'],
                ['app', self::SECRET, 'matomo:superuser', 400, 'invalid_scope'],
            ] as [$id, $secret, $scope, $status, $error]
        ) {
            $shown = $this->server->clientTrial()->run($id, $secret, $scope, '192.0.2.7');
            self::assertSame(['token_request' => false, 'end' => null], $shown->steps);
            self::assertSame([$status, $error, false], [$shown->status, $shown->answer['error'] ?? null, $shown->revoked], $id);
        }
        $off = $this->serverWith(self::settings(clientCredentials: false))->clientTrial()->run('app', self::SECRET, '', '');
        self::assertSame('unsupported_grant_type', $off->answer['error'] ?? null);
    }

    public function testFailuresCountAgainstTheAddress(): void
    {
        $this->client();
        $status = 0;
        for ($n = 0; $n < 200 && $status !== 429; ++$n) {
            $status = $this->server->clientTrial()->run('app', 'wrong', '', '192.0.2.7')->status;
        }
        self::assertSame(429, $status);
    }
}
