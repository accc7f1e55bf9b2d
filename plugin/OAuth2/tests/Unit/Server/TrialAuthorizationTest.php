<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Resource\AccessToken;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\ClientTable;

/** Tokens for a test of the protected resource: they are real ones, as long as their rows exist. */
final class TrialAuthorizationTest extends ServerTestCase
{
    public function testTokensOfEachScope(): void
    {
        $server = $this->serverWith(self::settings(allowedScopes: Scope::cases()));
        $trial = $server->trial();
        foreach (Scope::cases() as $scope) {
            $token = $this->use($trial->token('anna', $scope));
            self::assertSame(['anna', $scope], [$token->login, $token->scope]);
        }
        self::assertCount(1, (new ClientTable($this->connection))->all(), 'one client has all authorizations');
    }

    public function testTheTokensEndWithTheRows(): void
    {
        $trial = $this->server->trial();
        self::assertFalse($trial->remove(), 'nothing was created');
        $tokens = [$trial->token('anna', Scope::Read), $trial->token('anna', Scope::Write)];
        self::assertTrue($trial->remove());
        self::assertFalse($trial->remove());
        self::assertSame([], (new ClientTable($this->connection))->all());
        $rows = $this->connection->row('SELECT COUNT(*) AS number FROM ' . $this->connection->table('oauth2_authorization'));
        self::assertSame(0, (int) ($rows['number'] ?? 1));
        foreach ($tokens as $token) {
            try {
                $this->use($token);
                self::fail('The token was accepted');
            } catch (BearerError $error) {
                self::assertSame(401, $error->status);
            }
        }
    }

    private function use(string $token): AccessToken
    {
        return $this->serverWith(self::settings(allowedScopes: Scope::cases()))->bearer()->authenticate(
            new Request('GET', headers: ['authorization' => ["Bearer $token"]]),
            [self::API],
        );
    }
}
