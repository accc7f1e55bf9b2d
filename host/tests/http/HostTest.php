<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\http;

use OAuth2Host\HostUsers;
use OAuth2Host\HttpAnswer;
use OAuth2Host\HttpClient;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Scope;

/** Tests of the host itself: routes, login, authorized apps and the protected API. */
final class HostTest extends HostTestCase
{
    public function testBothRouteStylesReachTheSameEndpoints(): void
    {
        $http = new HttpClient();
        foreach (['jwks', 'metadata', 'resourceMetadata'] as $action) {
            $plain = $http->get(self::$origin . "/index.php?module=OAuth2&action=$action");
            $clean = $http->get(self::$origin . "/oauth2/$action");
            self::assertSame(200, $plain->status, $action);
            self::assertSame($plain->body, $clean->body, $action);
        }
        $metadata = $http->get(self::$origin . '/.well-known/oauth-authorization-server');
        self::assertSame(self::$origin, $metadata->text('issuer'));
        self::assertSame(
            $metadata->body,
            $http->get(self::$origin . '/index.php?module=OAuth2&action=authorizationServerMetadata')->body,
        );
        $resource = $http->get(self::$origin . '/.well-known/oauth-protected-resource');
        self::assertSame(self::$origin, $resource->text('resource'));
        foreach (['/oauth2/', '/oauth2/nothing', '/index.php?module=OAuth2', '/nothing', '/.well-known/x'] as $path) {
            self::assertSame(404, $http->get(self::$origin . $path)->status, $path);
        }
    }

    public function testTheLoginRefusesWrongCredentialsAndForgedForms(): void
    {
        $browser = new HttpClient();
        $form = $browser->get(self::$origin . '/login');
        $cookie = (string) $form->header('set-cookie');
        self::assertMatchesRegularExpression('/; HttpOnly/i', $cookie);
        self::assertMatchesRegularExpression('/; SameSite=Lax/i', $cookie);

        $fields = ['login' => 'viewer', 'password' => self::password('viewer'), 'next' => '/', 'csrf' => 'x'];
        self::assertSame(403, $browser->post(self::$origin . '/login', $fields)->status);
        $fields['csrf'] = (string) $form->field('csrf');
        foreach (['', 'wrong', self::password('viewer') . ' ', self::password('writer')] as $wrong) {
            $failed = $browser->post(self::$origin . '/login', ['password' => $wrong] + $fields);
            self::assertSame(403, $failed->status);
            self::assertStringContainsString('is wrong', $failed->body);
        }
        $before = $browser->cookieHeader();
        self::assertSame(303, $browser->post(self::$origin . '/login', $fields)->status);
        self::assertNotSame($before, $browser->cookieHeader(), 'the session id did not change');
        // A session id from before the login, which an attacker may have planted, is not logged in.
        $planted = (new HttpClient())->get(self::$origin . '/apps', ['Cookie' => $before]);
        self::assertStringContainsString('name="password"', $planted->body);
    }

    public function testALoginFormWorksAfterALoginInAnotherTab(): void
    {
        $browser = new HttpClient();
        $form = $browser->get(self::$origin . '/login');
        $fields = ['next' => '/apps', 'csrf' => (string) $form->field('csrf')];
        $viewer = ['login' => 'viewer', 'password' => self::password('viewer')] + $fields;
        self::assertSame(303, $browser->post(self::$origin . '/login', $viewer)->status);
        $open = (string) $browser->get(self::$origin . '/apps')->field('csrf');
        self::assertSame(self::$origin . '/apps', $browser->post(self::$origin . '/login', $viewer)->header('location'));
        // The first tab's forms stay valid; the token of the login form is good for nothing else.
        self::assertSame($open, $browser->get(self::$origin . '/apps')->field('csrf'));
        self::assertSame(403, $browser->post(self::$origin . '/apps', $fields)->status);
        self::assertSame(403, $browser->post(self::$origin . '/login', ['csrf' => 'x'] + $viewer)->status);
        // Another user's login begins another session.
        $writer = ['login' => 'writer', 'password' => self::password('writer')] + $fields;
        self::assertSame(303, $browser->post(self::$origin . '/login', $writer)->status);
        self::assertNotSame($open, $browser->get(self::$origin . '/apps')->field('csrf'));
        self::assertStringContainsString('Log out writer', $browser->get(self::$origin . '/')->body);
    }

    public function testNothingIsStoredBeforeTheLogin(): void
    {
        $sessions = static fn (): array => (array) glob(self::$folder . '/sessions/*');
        $before = $sessions();
        for ($i = 0; $i < 50; $i++) {
            $page = (new HttpClient())->get(self::address());
            self::assertStringContainsString('name="password"', $page->body);
        }
        foreach (['/', '/login', '/apps', '/index.php?module=OAuth2&action=authorize&client_id=nobody'] as $path) {
            (new HttpClient())->get(self::$origin . $path);
            (new HttpClient())->get(self::$origin . $path, ['Cookie' => 'oauth2_host_' . parse_url(self::$origin, PHP_URL_PORT) . '=planted']);
        }
        self::assertSame($before, $sessions());

        // Each browser has its own token, so a form of another one is refused.
        $browser = new HttpClient();
        $browser->get(self::$origin . '/login');
        $foreign = (new HttpClient())->get(self::$origin . '/login');
        self::assertSame(403, $browser->logIn(self::$origin, $foreign, 'viewer', self::password('viewer'))->status);
        self::assertSame(403, (new HttpClient())->logIn(self::$origin, $foreign, 'viewer', self::password('viewer'))->status);
        self::assertSame($before, $sessions());
    }

    public function testTheLoginRedirectsOnlyToPagesOfThisHost(): void
    {
        foreach (['https://evil.example/', '//evil.example', '/\\evil.example', '/login', "/index.php?\r\nX: y"] as $next) {
            $browser = new HttpClient();
            $form = $browser->get(self::$origin . '/login');
            $answer = $browser->post(self::$origin . '/login', ['login' => 'viewer', 'next' => $next,
                'password' => self::password('viewer'), 'csrf' => (string) $form->field('csrf')]);
            self::assertSame(self::$origin . '/', $answer->header('location'), $next);
        }
    }

    public function testAMultipartBodyGetsTheRemedyAndAGrantTypeThoseOffered(): void
    {
        $url = self::$origin . '/index.php?module=OAuth2&action=token';
        $part = "--x\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\nclient_credentials\r\n--x--\r\n";
        $multipart = (new HttpClient())->send('POST', $url, ['Content-Type' => 'multipart/form-data; boundary=x'], $part);
        self::assertSame([400, 'invalid_request'], [$multipart->status, $multipart->text('error')]);
        self::assertStringContainsString('http_build_query()', $multipart->text('error_description'));
        $unknown = self::token(['grant_type' => 'password']);
        self::assertSame([400, 'unsupported_grant_type'], [$unknown->status, $unknown->text('error')]);
        self::assertStringEndsWith(
            'Offered grant types: authorization_code client_credentials refresh_token',
            $unknown->text('error_description'),
        );
    }

    public function testLogOutEndsTheSession(): void
    {
        $browser = self::newBrowser('viewer');
        $csrf = (string) $browser->get(self::$origin . '/apps')->field('csrf');
        self::assertSame(403, $browser->post(self::$origin . '/logout', ['csrf' => 'x'])->status);
        self::assertStringContainsString('Log out viewer', $browser->get(self::$origin . '/')->body);
        self::assertSame(303, $browser->post(self::$origin . '/logout', ['csrf' => $csrf])->status);
        self::assertStringContainsString('name="password"', $browser->get(self::$origin . '/apps')->body);
    }

    public function testAUserSeesAndRevokesOnlyOwnAuthorizations(): void
    {
        $before = $this->authorizations('writer');
        $token = $this->accessToken('matomo:read', 'writer');
        self::assertSame(200, $this->call('whoami', $token)->status);
        $page = self::browser('writer')->get(self::$origin . '/apps');
        self::assertStringContainsString('Web &lt;b&gt;app', $page->body);
        $new = array_values(array_diff($this->authorizations('writer'), $before));
        self::assertCount(1, $new);
        $id = $new[0];

        $stranger = self::browser('viewer');
        $csrf = (string) $stranger->get(self::$origin . '/apps')->field('csrf');
        $stranger->post(self::$origin . '/apps', ['id' => $id, 'csrf' => $csrf]);
        self::assertSame(200, $this->call('whoami', $token)->status);
        self::browser('writer')->post(self::$origin . '/apps', ['id' => $id, 'csrf' => 'x']);
        self::assertSame(200, $this->call('whoami', $token)->status);

        $fields = ['id' => $id, 'csrf' => (string) $page->field('csrf')];
        self::assertSame(303, self::browser('writer')->post(self::$origin . '/apps', $fields)->status);
        self::assertSame(401, $this->call('whoami', $token)->status);
        self::assertSame($before, $this->authorizations('writer'));
    }

    /** @param array<string, int> $expected status by call */
    #[DataProvider('ceilings')]
    public function testACallNeedsScopeAndTheUsersAccess(string $scope, string $login, array $expected): void
    {
        $token = $this->accessToken($scope, $login);
        $seen = [];
        foreach (array_keys($expected) as $name) {
            $seen[$name] = $this->call($name, $token)->status;
        }

        self::assertSame($expected, $seen);
    }

    /** @return iterable<string, array{string, string, array<string, int>}> */
    public static function ceilings(): iterable
    {
        $calls = ['whoami', 'reports', 'annotations', 'admin', 'superuser'];
        yield 'read' => ['matomo:read', 'superuser', array_combine($calls, [200, 200, 403, 403, 403])];
        yield 'write' => ['matomo:write', 'superuser', array_combine($calls, [200, 200, 200, 403, 403])];
        yield 'admin' => ['matomo:admin', 'admin', array_combine($calls, [200, 200, 200, 200, 403])];
        yield 'superuser' => ['matomo:superuser', 'superuser', array_combine($calls, [200, 200, 200, 200, 200])];
    }

    public function testInsufficientScopeIsReportedInAChallenge(): void
    {
        $answer = $this->call('superuser', $this->accessToken('matomo:admin', 'admin'));
        $challenge = (string) $answer->header('www-authenticate');

        self::assertSame([403, 'insufficient_scope'], [$answer->status, $answer->text('error')]);
        self::assertStringStartsWith('Bearer ', $challenge);
        self::assertStringContainsString('error="insufficient_scope"', $challenge);
        self::assertStringContainsString('scope="matomo:superuser"', $challenge);
        self::assertStringContainsString(
            'resource_metadata="' . self::$origin . '/.well-known/oauth-protected-resource',
            $challenge,
        );
        $none = (new HttpClient())->get(self::$origin . '/api/whoami');
        self::assertSame(401, $none->status);
        self::assertStringNotContainsString('error=', (string) $none->header('www-authenticate'));
    }

    public function testSomeMethodsOfTheReportingApiAreAvailable(): void
    {
        $token = $this->accessToken('matomo:read', 'viewer');
        $seen = [];
        foreach (['VisitsSummary.get', 'SitesManager.getSitesWithAtLeastViewAccess', 'Annotations.add', 'whoami', ''] as $method) {
            $url = self::$origin . "/index.php?module=API&method=$method&idSite=1&format=json";
            $seen[$method] = (new HttpClient())->get($url, ['Authorization' => "Bearer $token"])->status;
        }
        $posted = (new HttpClient())->post(
            self::$origin . '/index.php?module=API',
            ['method' => 'VisitsSummary.get'],
            ['Authorization' => "Bearer $token"],
        );

        self::assertSame([200, 200, 403, 404, 404], array_values($seen));
        self::assertSame(814, $posted->json()['nb_visits'] ?? null);
        self::assertSame(401, (new HttpClient())->get(self::$origin . '/index.php?module=API&method=VisitsSummary.get')->status);
    }

    public function testTheMcpServersChallengeLeadsToAToken(): void
    {
        $refused = (new HttpClient())->send('POST', $this->mcp(), [], '{}');
        preg_match('/ resource_metadata="([^"]+)"/', (string) $refused->header('www-authenticate'), $match);
        $metadata = (new HttpClient())->get($match[1] ?? '');

        self::assertSame(401, $refused->status);
        self::assertSame([$this->mcp()], [$metadata->text('resource')]);
        self::assertSame([self::$origin], $metadata->json()['authorization_servers'] ?? null);
    }

    public function testTheMcpServerAcceptsOnlyTokensThatWereMadeForIt(): void
    {
        $refused = $this->rpc('tools/list', [], $this->accessToken('matomo:read', 'viewer'));
        $elsewhere = $this->call('whoami', $this->accessToken('matomo:read', 'viewer', $this->mcp()));

        self::assertSame([401, 401], [$refused->status, $elsewhere->status]);
        self::assertStringContainsString('error="invalid_token"', (string) $refused->header('www-authenticate'));
        self::assertStringContainsString(rawurlencode('McpServer.mcp'), (string) $refused->header('www-authenticate'));
    }

    public function testAWritingToolNeedsMoreScopeAndTheUsersAccess(): void
    {
        $call = ['name' => 'add_annotation', 'arguments' => []];
        $refused = $this->rpc('tools/call', $call, $this->accessToken('matomo:read', 'writer', $this->mcp()));
        $done = $this->rpc('tools/call', $call, $this->accessToken('matomo:write', 'writer', $this->mcp()));

        self::assertSame(403, $refused->status);
        self::assertStringContainsString('scope="matomo:write"', (string) $refused->header('www-authenticate'));
        self::assertStringContainsString('"isError":false', $done->body);
    }

    public function testTheMcpServerAnswersInvalidRequestsWithAnError(): void
    {
        $token = $this->accessToken('matomo:read', 'viewer', $this->mcp());
        $seen = [];
        foreach (['', '[]', '[1]', '{}', '"x"', '{"method":1,"id":1}', str_repeat('[', 100)] as $body) {
            $seen[] = $this->send($body, $token)->status;
        }

        self::assertSame(array_fill(0, 7, 400), $seen);
        self::assertSame(202, $this->send('{"jsonrpc":"2.0","method":"notifications/initialized"}', $token)->status);
        self::assertStringContainsString('-32601', $this->rpc('nothing', [], $token)->body);
        self::assertStringContainsString('-32602', $this->rpc('tools/call', ['name' => ['x']], $token)->body);
        self::assertSame(405, (new HttpClient())->get($this->mcp(), ['Authorization' => "Bearer $token"])->status);
    }

    private function mcp(): string
    {
        return self::$origin . '/index.php?module=API&method=McpServer.mcp&format=mcp';
    }

    /** @param array<string, mixed> $params */
    private function rpc(string $method, array $params, string $token): HttpAnswer
    {
        $message = ['jsonrpc' => '2.0', 'id' => 1, 'method' => $method, 'params' => $params];

        return $this->send(json_encode($message, JSON_THROW_ON_ERROR), $token);
    }

    private function send(string $body, string $token): HttpAnswer
    {
        $headers = ['Authorization' => "Bearer $token", 'Content-Type' => 'application/json'];

        return (new HttpClient())->send('POST', $this->mcp(), $headers, $body);
    }

    public function testTokensOfADemotedOrDeletedUserLoseAccess(): void
    {
        $token = $this->accessToken('matomo:admin', 'admin');
        self::assertSame(200, $this->call('admin', $token)->status);
        $users = new HostUsers(self::$folder . '/users');
        try {
            $users->setScope('admin', Scope::Read);
            self::assertSame([200, 403], [$this->call('reports', $token)->status, $this->call('admin', $token)->status]);
            $users->remove('admin');
            self::assertSame(401, $this->call('whoami', $token)->status);
        } finally {
            $users->save('admin', oauth2_secret_hash(self::password('admin')), Scope::Admin);
        }
    }

    public function testEachLoginIsStoredInOneFile(): void
    {
        $users = new HostUsers(self::$folder . '/users');
        foreach (['../../config', "nul\0", 'Admin', str_repeat('x', 300)] as $login) {
            self::assertFalse($users->exists($login));
            self::assertNull($users->find($login));
        }
        $users->save('../Dots', oauth2_secret_hash('a password'), null);
        try {
            self::assertTrue($users->exists('../Dots'));
            self::assertFalse($users->exists('../dots'));
            self::assertTrue($users->isLogin('../dots'));
            self::assertTrue($users->isLogin('ADMIN'));
            self::assertFalse($users->isLogin('nobody'));
            self::assertNull($users->authenticate('../Dots', 'another password'));
            self::assertSame('../Dots', $users->authenticate('../Dots', 'a password')?->login);
        } finally {
            $users->remove('../Dots');
        }
        self::assertFalse($users->exists('../Dots'));
        $this->expectException(\ValueError::class);
        $users->save(str_repeat('x', 101), oauth2_secret_hash('a password'), null);
    }

    /** @return list<string> the ids on the user's page, sorted */
    private function authorizations(string $login): array
    {
        preg_match_all('/name="id" value="([^"]+)"/', self::browser($login)->get(self::$origin . '/apps')->body, $ids);
        sort($ids[1]);

        return $ids[1];
    }

    private function accessToken(string $scope, string $login, ?string $resource = null): string
    {
        $asked = ['scope' => $scope] + ($resource === null ? [] : ['resource' => $resource]);

        return self::token(['grant_type' => 'authorization_code', 'code' => self::code($asked, $login),
            'code_verifier' => self::VERIFIER, 'redirect_uri' => self::CALLBACK])->text('access_token');
    }

    private function call(string $name, string $token): HttpAnswer
    {
        $method = $name === 'annotations' ? 'POST' : 'GET';

        return (new HttpClient())->send($method, self::$origin . "/api/$name", ['Authorization' => "Bearer $token"], '');
    }
}
