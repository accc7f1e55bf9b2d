<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Grant;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\tests\Unit\Server\ServerTestCase;

final class TokenEndpointTest extends ServerTestCase
{
    public function testTheAnswerIsUncacheableJson(): void
    {
        $this->client();
        $response = $this->clientCredentials();
        self::assertSame(200, $response->status);
        self::assertSame('no-store', $response->headers['Cache-Control'] ?? null);
        $members = self::json($response);
        self::assertSame('Bearer', $members['token_type']);
        self::assertSame(3600, $members['expires_in']);
        self::assertSame('matomo:read', $members['scope']);
        self::assertArrayNotHasKey('refresh_token', $members);
    }

    public function testTheClientsUseIsWrittenEveryTenMinutes(): void
    {
        $this->client();
        foreach ([0 => 1, 599 => 0, 1 => 1, 5000 => 1] as $seconds => $writes) {
            $this->clock->time += $seconds;
            $this->connection->forget();
            self::assertSame(200, $this->clientCredentials()->status);
            $uses = array_filter($this->connection->writes, static fn (string $sql): bool => str_contains($sql, 'oauth2_client SET last_used_at'));
            self::assertCount($writes, $uses, "$seconds seconds later");
        }
    }

    #[DataProvider('methods')]
    public function testOnlyPost(string $method): void
    {
        $this->client();
        $request = new Request($method, 'grant_type=client_credentials', self::basic());
        $response = $this->server->token($request);
        self::assertError('invalid_request', 405, $response);
        self::assertSame('POST, OPTIONS', $response->headers['Allow'] ?? null);
    }

    /** @return iterable<array{string}> */
    public static function methods(): iterable
    {
        yield ['GET'];
        yield ['HEAD'];
        yield ['PUT'];
        yield ['DELETE'];
        yield ['post'];
        yield ['TRACE'];
    }

    #[DataProvider('wrongRequests')]
    public function testInvalidRequests(string $error, Request $request): void
    {
        $this->client();
        self::assertError($error, 400, $this->server->token($request));
    }

    /** @return iterable<string, array{string, Request}> */
    public static function wrongRequests(): iterable
    {
        $form = static fn (string $body, string $type = 'application/x-www-form-urlencoded'): Request => new Request(
            'POST',
            '',
            self::basic() + ['content-type' => [$type]],
            $body,
        );
        $right = 'grant_type=client_credentials';
        yield 'no grant_type' => ['invalid_request', $form('scope=matomo:read')];
        yield 'empty grant_type' => ['invalid_request', $form('grant_type=')];
        yield 'JSON' => ['invalid_request', $form('{"grant_type":"client_credentials"}', 'application/json')];
        yield 'JSON declared as a form' => ['invalid_request', $form('{"grant_type":"client_credentials"}')];
        yield 'multipart' => ['invalid_request', $form($right, 'multipart/form-data; boundary=x')];
        yield 'no content type' => ['invalid_request', new Request('POST', '', self::basic(), $right)];
        yield 'grant_type twice' => ['invalid_request', $form("$right&$right")];
        yield 'scope twice' => ['invalid_request', $form("$right&scope=matomo:read&scope=matomo:read")];
        yield 'NUL' => ['invalid_request', $form("$right&scope=a%00")];
        yield 'invalid UTF-8' => ['invalid_request', $form("$right&scope=%ff")];
        yield 'broken percent-encoding' => ['invalid_request', $form("$right&scope=%z")];
        yield 'array' => ['invalid_request', $form("$right&scope[]=matomo:read")];
        yield 'mangled by PHP' => ['invalid_request', $form("$right&client.id=app")];
        yield 'mangled by PHP, bracket' => ['invalid_request', $form("$right&client%5Bid=app")];
        yield 'mangled by PHP, leading blank' => ['invalid_request', $form("$right&%20scope=matomo:read")];
        yield 'a megabyte' => ['invalid_request', $form("$right&x=" . str_repeat('a', 1 << 20))];
        yield 'just too long' => ['invalid_request', $form(str_pad("$right&x=", Parameters::MAX_LENGTH + 1, 'a'))];
        yield 'unknown grant' => ['unsupported_grant_type', $form('grant_type=password&username=a&password=b')];
        yield 'grant type in another case' => ['unsupported_grant_type', $form('grant_type=Client_Credentials')];
        yield 'implicit' => ['unsupported_grant_type', $form('grant_type=implicit')];
        yield 'SQL' => ['unsupported_grant_type', $form("grant_type=' OR 1=1 --")];
        yield 'HTML scope' => ['invalid_scope', $form("$right&scope=%3Cscript%3E")];
    }

    #[DataProvider('inQuery')]
    public function testCredentialsInTheQueryAreRefused(string $query): void
    {
        $this->client();
        $response = $this->server->token(self::post(['grant_type' => 'client_credentials'], self::basic(), $query));
        self::assertError('invalid_request', 400, $response);
    }

    /** @return iterable<array{string}> */
    public static function inQuery(): iterable
    {
        yield ['client_secret=' . self::SECRET];
        yield ['client_id=app'];
        yield ['client.secret=x'];
        yield ['grant_type=client_credentials'];
        yield ['refresh_token=x'];
        yield ['code=x'];
        yield ['%zz'];
    }

    public function testOtherQueryParametersAreIgnored(): void
    {
        $this->client();
        $query = 'module=OAuth2&action=token&utm_source=x';
        $response = $this->server->token(self::post(['grant_type' => 'client_credentials'], self::basic(), $query));
        self::assertSame(200, $response->status);
    }

    public function testGrantsThatAreSwitchedOff(): void
    {
        $this->client();
        $off = [
            'authorization_code' => self::settings(authorizationCode: false),
            'client_credentials' => self::settings(clientCredentials: false),
            'refresh_token' => self::settings(refreshToken: false),
        ];
        foreach ($off as $grant => $settings) {
            $response = $this->serverWith($settings)->token(self::post(['grant_type' => $grant], self::basic()));
            self::assertError('unsupported_grant_type', 400, $response);
        }
    }

    public function testGrantsThatTheClientMayNotUse(): void
    {
        $this->client(grantTypes: ['client_credentials']);
        foreach (['authorization_code', 'refresh_token'] as $grant) {
            $response = $this->server->token(self::post(['grant_type' => $grant], self::basic()));
            self::assertError('unauthorized_client', 400, $response);
        }
        $this->client('coder', grantTypes: ['authorization_code']);
        $response = $this->server->token(self::post(['grant_type' => 'client_credentials'], self::basic('coder')));
        self::assertError('unauthorized_client', 400, $response);
    }

    public function testCorsWithoutCredentials(): void
    {
        $this->client();
        $preflight = $this->server->token(new Request('OPTIONS', headers: ['origin' => ['https://spa.example']]));
        self::assertSame(204, $preflight->status);
        self::assertSame('*', $preflight->headers['Access-Control-Allow-Origin'] ?? null);
        self::assertSame(
            'Authorization, Content-Type, MCP-Protocol-Version',
            $preflight->headers['Access-Control-Allow-Headers'] ?? null,
        );
        self::assertStringContainsString('POST', $preflight->headers['Access-Control-Allow-Methods'] ?? '');
        foreach ([$preflight, $this->clientCredentials(), $this->server->token(self::post([]))] as $response) {
            self::assertSame('*', $response->headers['Access-Control-Allow-Origin'] ?? null);
            self::assertArrayNotHasKey('Access-Control-Allow-Credentials', $response->headers);
        }
    }

    public function testStorageFailuresAre503(): void
    {
        $this->client();
        $this->connection->failing = '';
        $calls = [
            $this->clientCredentials(),
            $this->server->revoke(self::post(['token' => 'x'], self::basic())),
            $this->server->introspect(self::post(['token' => 'x'], self::basic())),
            $this->server->jwks(new Request('GET')),
        ];
        foreach ($calls as $response) {
            self::assertError('temporarily_unavailable', 503, $response);
            self::assertGreaterThan(0, (int) ($response->headers['Retry-After'] ?? 0));
        }
    }

    public function testAFailureToRecordTheLastUseDoesNotFailTheRequest(): void
    {
        $this->client();
        $this->connection->failing = 'oauth2_client SET last_used_at';
        self::assertSame(200, $this->clientCredentials()->status);
    }

    public function testOtherFailuresAre500AndRevealNothing(): void
    {
        $this->client();
        $this->connection->before('oauth2_client', static function (): never {
            throw new \LogicException('secret of the trade');
        });
        $response = $this->clientCredentials();
        self::assertError('server_error', 500, $response);
        self::assertStringNotContainsString('trade', $response->body);
        self::assertSame(['server.error'], $this->events->names());
        self::assertSame('LogicException', $this->events->events[0]->context['type']);
        self::assertStringNotContainsString('trade', (string) json_encode($this->events->events));
    }

    /** Clients taken over from the official plugin have the epoch 0. */
    #[TestWith([0])]
    #[TestWith([5])]
    public function testAClientCredentialsTokenCostsOneQueryAndNoWrite(int $epoch): void
    {
        $this->client(epoch: $epoch);
        self::assertSame(200, $this->clientCredentials()->status);
        foreach ([['scope' => 'matomo:read'], ['scope' => 'matomo:read', 'resource' => self::API]] as $parameters) {
            $this->assertCost(1, 0, fn (): Response => $this->clientCredentials($parameters, $this->serverWith()));
        }
        // Without a scope in the request, only the client's row tells the scope.
        $this->assertCost(2, 0, fn (): Response => $this->clientCredentials([], $this->serverWith()));
    }

    public function testAfterANewSecretATokenCostsOneQueryAgain(): void
    {
        $this->client();
        $this->clientCredentials(['scope' => 'matomo:read']);
        $secret = oauth2_secret_hash(self::SECRET);
        (new ClientTable($this->connection))->setSecret('app', $secret, 'hint', $this->clock->time);
        $first = self::claims($this->clientCredentials(['scope' => 'matomo:read']));
        $second = $this->assertCost(1, 0, fn (): Response => $this->clientCredentials(['scope' => 'matomo:read']));
        self::assertSame($first['auth_id'], self::claims($second)['auth_id']);
    }

    public function testUnderAReplacedAuthorizationATokenCostsTwoQueriesAndNoWrite(): void
    {
        $this->client();
        $id = self::claims($this->clientCredentials(['scope' => 'matomo:read']))['auth_id'];
        self::assertIsString($id);
        (new AuthorizationTable($this->connection))->end($id, 'admin', $this->clock->time);
        $first = self::claims($this->clientCredentials(['scope' => 'matomo:read']));
        $second = $this->assertCost(2, 0, fn (): Response => $this->clientCredentials(['scope' => 'matomo:read']));
        self::assertSame($first['auth_id'], self::claims($second)['auth_id']);
    }

    public function testACodeAndARefreshTokenCostOneQueryAndOneWrite(): void
    {
        $this->client();
        $this->clientCredentials();
        $code = $this->code();
        $set = $this->assertCost(1, 1, fn (): Response => $this->redeem($code, [], $this->serverWith()));
        $token = self::token($set, 'refresh_token');
        $this->assertCost(1, 1, fn (): Response => $this->refresh($token, [], $this->serverWith()));
    }

    private function assertCost(int $reads, int $writes, \Closure $request): Response
    {
        $this->connection->forget();
        $response = $request();
        self::assertInstanceOf(Response::class, $response);
        self::assertSame(200, $response->status, $response->body);
        self::assertCount($reads, $this->connection->reads, implode("\n", $this->connection->reads));
        self::assertCount($writes, $this->connection->writes, implode("\n", $this->connection->writes));

        return $response;
    }

    #[DataProvider('descriptions')]
    public function testADescriptionNamesTheParameterAndTheWayOut(string $expected, string $body): void
    {
        $this->client();
        $response = $this->server->token(new Request(
            'POST',
            '',
            self::basic() + ['content-type' => ['application/x-www-form-urlencoded']],
            "grant_type=client_credentials&$body",
        ));
        self::assertSame($expected, self::member($response, 'error_description'));
    }

    /** @return iterable<string, array{string, string}> */
    public static function descriptions(): iterable
    {
        yield 'a known parameter twice' => ['Parameter scope is repeated. Send it once', 'scope=matomo:read&scope='];
        yield 'the first of two' => ['Parameter client_id is repeated. Send it once', 'scope=&scope=&client_id=&client_id='];
        yield 'a known one beside resource and unknown ones' => [
            'Parameter scope is repeated. Send it once',
            'resource=&resource=&x=1&x=2&scope=&scope=',
        ];
        yield 'an unknown scope' => [
            "Unknown scope 'openid'. Known scopes, separated by blanks: matomo:read matomo:write matomo:admin matomo:superuser",
            'scope=openid',
        ];
        yield 'scopes separated by commas' => [
            "Unknown scope 'matomo:read,matomo:write'. Known scopes, separated by blanks: "
                . 'matomo:read matomo:write matomo:admin matomo:superuser',
            'scope=matomo:read,matomo:write',
        ];
        yield 'a known and an unknown scope' => [
            "Unknown scope 'https://api.example/read'. Known scopes, separated by blanks: "
                . 'matomo:read matomo:write matomo:admin matomo:superuser',
            'scope=matomo:read+https://api.example/read',
        ];
        yield 'a scope above the allowed ones' => [
            'Scope matomo:admin is not allowed for this client. Allowed scopes: matomo:read matomo:write',
            'scope=matomo:read+matomo:admin',
        ];
        yield 'percent' => ['Invalid percent-encoding. Each % needs two hexadecimal digits after it', 'scope=%z'];
        yield 'too many' => ['More than 64 parameters', str_repeat('x&', 64)];
        yield 'too long' => ['The parameters are longer than 65536 bytes', str_repeat('x', 65536)];
    }

    public function testTheGrantTypesThatAreOfferedOrAllowedAreListed(): void
    {
        $this->client(grantTypes: ['client_credentials']);
        $text = fn (string $body, ?AuthorizationServer $server = null): string => self::member(
            ($server ?? $this->server)->token(new Request(
                'POST',
                '',
                self::basic() + ['content-type' => ['application/x-www-form-urlencoded']],
                $body,
            )),
            'error_description',
        );
        $all = 'Offered grant types: authorization_code client_credentials refresh_token';
        self::assertSame("The grant_type is not offered. $all", $text('grant_type=password'));
        self::assertSame("The parameter grant_type is missing. $all", $text('scope=matomo:read'));
        self::assertSame("The parameter grant_type is missing. $all", $text('grant_type='));
        self::assertSame(
            'The grant_type is not offered. Offered grant types: client_credentials refresh_token',
            $text('grant_type=authorization_code', $this->serverWith(self::settings(authorizationCode: false))),
        );
        self::assertSame(
            'The client may not use grant_type refresh_token. Allowed grant types: client_credentials',
            $text('grant_type=refresh_token&refresh_token=x'),
        );
        $twice = $this->server->token(self::post(['grant_type' => 'client_credentials', 'client_secret' => 'x'], self::basic()));
        self::assertStringContainsString('in the Authorization header or in the body', self::member($twice, 'error_description'));
    }

    /** PHP sends an array of fields as multipart/form-data. */
    #[TestWith(['multipart/form-data; boundary=x', 'http_build_query()'])]
    #[TestWith(['Multipart/Form-Data', 'http_build_query()'])]
    #[TestWith(['application/json', 'not application/json. Send the parameters as a form'])]
    #[TestWith(['text/plain', 'The Content-Type must be application/x-www-form-urlencoded'])]
    public function testABodyThatIsNoFormGetsTheRemedy(string $type, string $text): void
    {
        foreach ([Endpoint::Token, Endpoint::Revoke, Endpoint::Introspect] as $endpoint) {
            $request = new Request('POST', '', self::basic() + ['content-type' => [$type]], 'token=x');
            $response = $this->server->answer($endpoint, $request);
            self::assertError('invalid_request', 400, $response);
            self::assertStringContainsString($text, self::member($response, 'error_description'));
        }
    }

    public function testUnknownParametersMayBeRepeated(): void
    {
        $this->client();
        foreach (['x=1&x=2', 'evil.example=1&evil.example=2', 'resource=&resource=&x&x', 'audience=a&audience=b'] as $more) {
            $request = self::post(['grant_type' => 'client_credentials'], self::basic());
            $request = new Request('POST', '', $request->headers, "$request->body&$more");
            self::assertSame(200, $this->server->token($request)->status, $more);
        }
    }

    /** RFC 6749 3.2: parameters sent without a value are treated as if they were omitted. */
    public function testAParameterWithoutAValueIsAbsentInEveryPlaceOfEveryEndpoint(): void
    {
        $this->client();
        $names = ['code', 'redirect_uri', 'code_verifier', 'client_id', 'client_secret', 'refresh_token', 'scope', 'resource',
            'token_type_hint', 'client_assertion', 'client_assertion_type', 'access_token', 'audience'];
        foreach ($names as $name) {
            foreach (["$name=", $name] as $empty) {
                $headers = self::post([], self::basic())->headers;
                foreach ([Endpoint::Token, Endpoint::Revoke, Endpoint::Introspect] as $action) {
                    $body = $action === Endpoint::Token ? 'grant_type=client_credentials' : 'token=x';
                    $inBody = $this->server->answer($action, new Request('POST', '', $headers, "$body&$empty"));
                    self::assertSame(200, $inBody->status, "$action->value $empty: $inBody->body");
                    $inQuery = $this->server->answer($action, new Request('POST', "$empty&module=OAuth2", $headers, $body));
                    self::assertSame(200, $inQuery->status, "$action->value ?$empty: $inQuery->body");
                }
            }
        }
    }

    public function testTheAnswerDoesNotRepeatTheInput(): void
    {
        $this->client();
        $plain = $this->clientCredentials(['resource' => 'https://nonsense.example']);
        $marked = $this->clientCredentials(['resource' => '"><script>alert(1)</script>']);
        self::assertEquals($plain, $marked);
    }

    /** An unknown scope is named, but with harmless characters only, and not at any length. */
    #[DataProvider('unknownScopes')]
    public function testAnUnknownScopeIsNamedUpToASpecialCharacter(string $shown, string $name): void
    {
        $this->client();
        $text = self::member($this->clientCredentials(['scope' => $name]), 'error_description');
        self::assertSame(
            "Unknown scope '$shown'. Known scopes, separated by blanks: matomo:read matomo:write matomo:admin matomo:superuser",
            $text,
        );
    }

    /** @return iterable<string, array{string, string}> */
    public static function unknownScopes(): iterable
    {
        yield 'markup' => ['...', '"><script>alert(1)</script>'];
        yield 'a quote' => ['a...', "a'b"];
        yield 'a percent sign' => ['a...', 'a%s'];
        yield 'a backslash' => ['a...', 'a\\b'];
        yield 'an equal sign' => ['php://filter/resource...', 'php://filter/resource=index.php'];
        yield 'a tab between two known ones' => ['matomo:read...', "matomo:read\tmatomo:write"];
        yield 'letters of several bytes' => ['l...', "l\u{ee}re"];
        yield 'an address' => ['https://api.example/auth/read.only', 'https://api.example/auth/read.only'];
        yield 'the longest in full' => [str_repeat('x', 60), str_repeat('x', 60)];
        yield 'a longer one' => [str_repeat('x', 60) . '...', str_repeat('x', 61)];
        yield 'a very long one' => [str_repeat('x', 60) . '...', str_repeat('x', 9000)];
    }
}
