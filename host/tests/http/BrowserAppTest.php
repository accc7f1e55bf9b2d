<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\http;

use OAuth2Host\HttpAnswer;
use OAuth2Host\HttpClient;
use PHPUnit\Framework\Attributes\TestWith;

/** What applications in a browser send: preflight requests, and a Bearer header with every request. */
final class BrowserAppTest extends HostTestCase
{
    private const MCP = 'content-type,last-event-id,mcp-method,mcp-name,mcp-protocol-version,mcp-session-id,traceparent';

    public function testPreflightsAllowTheHeaderNamesThatTheyAskFor(): void
    {
        $cases = [
            self::MCP => str_replace(',', ', ', self::MCP),
            'x-requested-with' => 'x-requested-with',
            str_repeat('a', 1024) => str_repeat('a', 1024),
            str_repeat('a', 1025) => 'Authorization, Content-Type, MCP-Protocol-Version',
            'a b' => 'Authorization, Content-Type, MCP-Protocol-Version',
            '<script>' => 'Authorization, Content-Type, MCP-Protocol-Version',
        ];
        $paths = ['/index.php?module=OAuth2&action=token', '/oauth2/token', '/oauth2/revoke', '/oauth2/jwks',
            '/.well-known/oauth-authorization-server', '/.well-known/oauth-protected-resource', '/api/whoami',
            '/index.php?module=API&method=VisitsSummary.get', '/index.php?module=API&method=McpServer.mcp&format=mcp'];
        foreach ($paths as $path) {
            foreach ($cases as $asked => $allowed) {
                $answer = (new HttpClient())->send('OPTIONS', self::$origin . $path, [
                    'Origin' => 'https://spa.example',
                    'Access-Control-Request-Method' => 'POST',
                    'Access-Control-Request-Headers' => $asked,
                ], '');
                self::assertSame([204, '*', $allowed, null], [
                    $answer->status,
                    $answer->header('access-control-allow-origin'),
                    $answer->header('access-control-allow-headers'),
                    $answer->header('access-control-allow-credentials'),
                ], $path);
            }
        }
    }

    #[TestWith(['web', true])]
    #[TestWith(['native', false])]
    public function testABearerHeaderIsIgnoredBesideCredentialsInTheBody(string $client, bool $confidential): void
    {
        $own = ['client_id' => $client] + ($confidential ? ['client_secret' => self::secret($client)] : []);
        $redirectUri = $confidential ? self::CALLBACK : 'com.example.app:/cb';
        $tokens = self::withBearer('token', $own + ['grant_type' => 'authorization_code', 'code_verifier' => self::VERIFIER,
            'code' => self::code(['client_id' => $client, 'redirect_uri' => $redirectUri]), 'redirect_uri' => $redirectUri]);
        self::assertSame(200, $tokens->status, $tokens->body);
        $refreshed = self::withBearer('token', $own + ['grant_type' => 'refresh_token',
            'refresh_token' => $tokens->text('refresh_token')]);
        self::assertSame(200, $refreshed->status, $refreshed->body);
        $given = $own + ['token' => $refreshed->text('access_token')];
        $introspected = self::withBearer('introspect', $given);
        self::assertSame($confidential ? 200 : 401, $introspected->status);
        self::assertSame($confidential ? null : 'Bearer realm="OAuth2"', $introspected->header('www-authenticate'));
        $revoked = self::withBearer('revoke', $given);
        self::assertSame([200, 'application/json', '{}'], [$revoked->status, $revoked->header('content-type'), $revoked->body]);
    }

    public function testAFailureWithABearerHeaderHasNoBasicChallenge(): void
    {
        foreach ([['client_id' => 'web'], ['client_id' => 'web', 'client_secret' => 'wrong'], ['client_id' => 'x']] as $form) {
            foreach (['token', 'revoke', 'introspect'] as $action) {
                $answer = self::withBearer($action, $form + ['grant_type' => 'client_credentials', 'token' => 'x']);
                self::assertSame([401, 'invalid_client', 'Bearer realm="OAuth2"'], [
                    $answer->status, $answer->text('error'), $answer->header('www-authenticate'),
                ]);
                self::assertStringNotContainsString('stale', $answer->body);
            }
        }
    }

    /** @param array<string, string> $fields */
    private static function withBearer(string $action, array $fields): HttpAnswer
    {
        $url = self::$origin . "/index.php?module=OAuth2&action=$action";

        return (new HttpClient())->post($url, $fields, ['Authorization' => 'Bearer stale.access.token']);
    }
}
