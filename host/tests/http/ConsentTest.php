<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\http;

use OAuth2Host\HostUsers;
use OAuth2Host\HttpAnswer;
use OAuth2Host\HttpClient;
use Piwik\Plugins\OAuth2\Server\Scope;

/** The consent page, the decision, and attacks on both. */
final class ConsentTest extends HostTestCase
{
    public function testThePageShowsTheClientsTextsEscaped(): void
    {
        $page = self::browser()->get(self::address());

        self::assertSame(200, $page->status);
        self::assertStringContainsString('Web &lt;b&gt;app&lt;/b&gt; &amp; &quot;co&quot;', $page->body);
        self::assertStringContainsString('A client on a &lt;i&gt;server&lt;/i&gt;', $page->body);
        self::assertStringNotContainsString('<b>app', $page->body);
        self::assertStringContainsString('>web<', $page->body);
        self::assertStringContainsString('>app.example<', $page->body);
        self::assertStringContainsString('You are logged in as superuser.', $page->body);
        self::assertStringContainsString('>superuser@example.com<', $page->body);
        self::assertStringContainsString('/privacy"', $page->body);
        self::assertStringNotContainsString('pretend to be it', $page->body);
    }

    public function testThePageWarnsOfRedirectsToTheUsersDevice(): void
    {
        $addresses = [
            ['web', 'http://127.0.0.1:4711/cb', '127.0.0.1:4711', 'runs on your own computer'],
            ['native', 'http://localhost:4711/cb', 'localhost:4711', 'runs on your own computer'],
            ['native', 'com.example.app:/cb', 'com.example.app:', 'an app on your device'],
            ['native', 'cursor://anysphere.cursor-mcp/oauth/callback', 'cursor:', 'an app on your device'],
        ];
        foreach ($addresses as [$client, $address, $shown, $warning]) {
            $page = self::browser()->get(self::address(['client_id' => $client, 'redirect_uri' => $address]));
            self::assertStringContainsString(">$shown<", $page->body);
            self::assertStringContainsString($warning, $page->body);
        }
    }

    public function testAllowLeadsToAToken(): void
    {
        $page = self::browser()->get(self::address());
        $answer = self::decide(self::browser(), $page);
        self::assertSame(303, $answer->status);
        self::assertSame('no-store', $answer->header('cache-control'));
        self::assertSame(['code', 'state', 'iss'], array_keys($answer->redirected()));
        self::assertSame('a b&c=1', $answer->redirected()['state'] ?? null);
        self::assertSame(self::$origin, $answer->redirected()['iss'] ?? null);

        $token = self::token(['grant_type' => 'authorization_code', 'code' => $answer->redirected()['code'] ?? '',
            'code_verifier' => self::VERIFIER, 'redirect_uri' => self::CALLBACK]);
        self::assertSame([200, 'matomo:read'], [$token->status, $token->text('scope')]);
    }

    public function testDenyIsAccessDenied(): void
    {
        $page = self::browser()->get(self::address());
        $answer = self::decide(self::browser(), $page, ['decision' => 'deny'])->redirected();
        self::assertSame('access_denied', $answer['error'] ?? null);
        self::assertSame('a b&c=1', $answer['state'] ?? null);
        self::assertArrayNotHasKey('code', $answer);
    }

    public function testAnotherDecisionIsAnErrorAndSpendsThePage(): void
    {
        foreach (['', 'Allow', 'yes', null] as $decision) {
            $page = self::browser()->get(self::address());
            self::assertErrorPage(self::decide(self::browser(), $page, ['decision' => $decision]), 'malformed');
            self::assertErrorPage(self::decide(self::browser(), $page), 'already answered this page', 403);
        }
    }

    public function testTheQueryOfTheRedirectUriIsKept(): void
    {
        $page = self::browser()->get(self::address(['redirect_uri' => 'https://app.example/q?a=1']));
        $answer = self::decide(self::browser(), $page);

        self::assertStringStartsWith('https://app.example/q?a=1&code=', (string) $answer->header('location'));
    }

    public function testAPageCountsOnce(): void
    {
        $page = self::browser()->get(self::address());
        self::assertArrayHasKey('code', self::decide(self::browser(), $page)->redirected());
        foreach (['allow', 'deny'] as $decision) {
            $again = self::decide(self::browser(), $page, ['decision' => $decision]);
            self::assertErrorPage($again, 'already answered this page', 403);
        }
    }

    public function testParallelAnswersOfOnePageGiveOneCode(): void
    {
        $page = self::browser()->get(self::address());
        $cookie = self::browser()->cookieHeader();
        self::assertNotSame('', $cookie);
        $fields = http_build_query([
            'request' => $page->field('request'),
            'nonce' => $page->field('nonce'),
            'scope' => 'matomo:read',
            'decision' => 'allow',
        ]);
        $multi = curl_multi_init();
        $handles = [];
        for ($i = 0; $i < 12; $i++) {
            $handle = curl_init(self::$origin . '/oauth2/authorize');
            self::assertNotFalse($handle);
            curl_setopt_array($handle, [
                CURLOPT_POST => true,
                CURLOPT_POSTFIELDS => $fields,
                CURLOPT_RETURNTRANSFER => true,
                CURLOPT_COOKIE => $cookie,
            ]);
            curl_multi_add_handle($multi, $handle);
            $handles[] = $handle;
        }
        do {
            curl_multi_exec($multi, $running);
            curl_multi_select($multi, 0.1);
        } while ($running > 0);
        $statuses = array_map(
            static fn (\CurlHandle $handle): int => (int) curl_getinfo($handle, CURLINFO_RESPONSE_CODE),
            $handles,
        );
        sort($statuses);

        self::assertSame([303, ...array_fill(0, 11, 403)], $statuses);
    }

    public function testTwoTabsCountSeparately(): void
    {
        $one = self::browser()->get(self::address(['state' => 'one']));
        $two = self::browser()->get(self::address(['state' => 'two']));

        self::assertSame('one', self::decide(self::browser(), $one)->redirected()['state'] ?? null);
        self::assertSame('two', self::decide(self::browser(), $two)->redirected()['state'] ?? null);
    }

    public function testADecisionNeedsTheCorrectNonce(): void
    {
        $victim = self::browser('writer');
        $page = $victim->get(self::address());
        $attackers = self::browser('viewer')->get(self::address());

        foreach ([null, '', 'x', strrev((string) $page->field('nonce')), $attackers->field('nonce')] as $nonce) {
            $answer = self::decide($victim, $page, ['nonce' => $nonce]);
            self::assertErrorPage($answer, 'already answered this page', 403);
        }
        // The victim's nonce used by another user or without a session.
        self::assertErrorPage(self::decide(self::browser('viewer'), $page), 'already answered this page', 403);
        self::assertErrorPage(self::decide(new HttpClient(), $page), 'logged out', 403);
        // For another request.
        $other = substr(self::address(['redirect_uri' => 'http://127.0.0.1:1/cb']), strlen(self::$origin) + 11);
        self::assertErrorPage(self::decide($victim, $page, ['request' => $other]), 'already answered this page', 403);
        // From another site, as the browser's headers report.
        foreach (['cross-site', 'same-site'] as $site) {
            $answer = self::decide($victim, $page, [], ['Origin' => 'https://evil.example', 'Sec-Fetch-Site' => $site]);
            self::assertErrorPage($answer, 'did not come from the consent page', 403);
        }
        // A hidden origin, without the other header's word, with another word, or with the word said twice.
        foreach ([[], ['Sec-Fetch-Site' => 'cross-site'], ['Sec-Fetch-Site' => 'same-origin, same-origin']] as $headers) {
            $answer = self::decide($victim, $page, [], ['Origin' => 'null'] + $headers);
            self::assertErrorPage($answer, 'did not come from the consent page', 403);
        }
        // None of these used up the nonce.
        $hidden = ['Origin' => 'null', 'Sec-Fetch-Site' => 'same-origin'];
        self::assertArrayHasKey('code', self::decide($victim, $page, [], $hidden)->redirected());
    }

    public function testScopesBeyondTheUserAreNotOffered(): void
    {
        $page = self::browser('writer')->get(self::address([
            'scope' => 'matomo:superuser matomo:admin matomo:write matomo:read',
        ]));
        preg_match_all('/name="scope" value="([^"]+)"( checked)?/', $page->body, $matches);
        self::assertSame(['matomo:read', 'matomo:write'], $matches[1]);
        self::assertSame([' checked', ''], $matches[2]);

        $widened = self::decide(self::browser('writer'), $page, ['scope' => 'matomo:admin']);
        self::assertErrorPage($widened, 'was not offered');

        $page = self::browser('writer')->get(self::address(['scope' => 'matomo:admin']));
        preg_match_all('/name="scope" value="([^"]+)"( checked)?/', $page->body, $matches);
        self::assertSame([['matomo:read', 'matomo:write'], ['', ' checked']], \array_slice($matches, 1));
    }

    public function testAUserWithoutAccessSeesAPageThatLeadsBackToTheApp(): void
    {
        $users = new HostUsers(self::$folder . '/users');
        $users->setScope('viewer', null);
        try {
            $page = self::browser('viewer')->get(self::address(['scope' => 'matomo:write matomo:read']));
            $silent = self::browser('viewer')->get(self::address(['prompt' => 'none']));
        } finally {
            $users->setScope('viewer', Scope::Read);
        }
        self::assertErrorPage($page, 'asks for access that you don’t have yourself', 403);
        self::assertNull($page->header('location'));
        foreach (['<code>matomo:read</code>', '<code>matomo:write</code>', 'Ask an administrator', 'Back to '] as $text) {
            self::assertStringContainsString($text, $page->body);
        }
        self::assertStringNotContainsString('matomo:admin', $page->body);
        self::assertSame(1, preg_match('/<a class="button" href="([^"]+)"/', $page->body, $link));
        $back = (new HttpAnswer(303, ['location' => [html_entity_decode($link[1])]], ''))->redirected();
        self::assertStringStartsWith(self::CALLBACK . '?', html_entity_decode($link[1]));
        self::assertSame(['access_denied', 'a b&c=1'], [$back['error'] ?? null, $back['state'] ?? null]);
        self::assertSame('access_denied', $silent->redirected()['error'] ?? null);
    }

    public function testAClientThatComesBackForMoreGetsTheNextScopeSelected(): void
    {
        $ask = ['scope' => 'matomo:read matomo:write matomo:admin'];
        [$selected, $tokens] = [[], []];
        foreach (['first', 'second', 'third', 'fourth'] as $time) {
            $page = self::browser('admin')->get(self::address($ask));
            $selected[$time] = $page->field('scope');
            $code = self::decide(self::browser('admin'), $page)->redirected()['code'] ?? '';
            $token = self::redeem($code);
            self::assertSame($selected[$time], $token->text('scope'));
            $tokens[] = $token->text('refresh_token');
        }
        foreach ($tokens as $token) {
            self::revoke($token);
        }
        self::assertSame(
            ['first' => 'matomo:read', 'second' => 'matomo:write', 'third' => 'matomo:admin', 'fourth' => 'matomo:admin'],
            $selected,
        );
        self::assertSame('matomo:read', self::browser('admin')->get(self::address($ask))->field('scope'), 'they have ended');
    }

    /** Clients repeat the scopes of their authorization request at each refresh, of which the user allowed a lower one. */
    public function testARefreshMayRepeatTheScopesOfTheRequest(): void
    {
        $page = self::browser('writer')->get(self::address(['scope' => 'matomo:read matomo:admin']));
        $token = self::redeem(self::decide(self::browser('writer'), $page)->redirected()['code'] ?? '');
        self::assertSame('matomo:read', $token->text('scope'));
        $more = self::refresh($token->text('refresh_token'), 'matomo:superuser');
        self::assertSame([400, 'invalid_scope'], [$more->status, $more->text('error')]);
        $next = self::refresh($token->text('refresh_token'), 'matomo:read matomo:admin');
        self::assertSame([200, 'matomo:read'], [$next->status, $next->text('scope')]);
        self::revoke($next->text('refresh_token'));
    }

    public function testOfSeveralScopesAProgramGetsTheLeast(): void
    {
        $ask = static fn (?string $scope): HttpAnswer => self::token(
            array_filter(['grant_type' => 'client_credentials', 'scope' => $scope], \is_string(...)),
            'service',
        );
        foreach ([null, 'matomo:read', 'matomo:write matomo:read'] as $scope) {
            self::assertSame('matomo:read', $ask($scope)->text('scope'));
        }
        self::assertSame('matomo:write', $ask('matomo:write')->text('scope'));
        foreach (['matomo:admin', 'matomo:read matomo:admin', 'openid', 'matomo:read,matomo:write'] as $scope) {
            self::assertSame([400, 'invalid_scope'], [$ask($scope)->status, $ask($scope)->text('error')]);
        }
        self::assertSame(
            "Unknown scope 'matomo:read,matomo:write'. Known scopes, separated by blanks: "
                . 'matomo:read matomo:write matomo:admin matomo:superuser',
            $ask('matomo:read,matomo:write')->text('error_description'),
        );
    }

    private static function redeem(#[\SensitiveParameter] string $code): HttpAnswer
    {
        return self::token(['grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER,
            'redirect_uri' => self::CALLBACK]);
    }

    private static function refresh(#[\SensitiveParameter] string $token, string $scope): HttpAnswer
    {
        return self::token(['grant_type' => 'refresh_token', 'refresh_token' => $token, 'scope' => $scope]);
    }

    private static function revoke(#[\SensitiveParameter] string $token): void
    {
        $url = self::$origin . '/index.php?module=OAuth2&action=revoke';
        $answer = (new HttpClient())->post($url, ['token' => $token, 'client_id' => 'web', 'client_secret' => self::secret('web')]);
        self::assertSame(200, $answer->status);
    }

    public function testTheTokenHasTheChosenScope(): void
    {
        $page = self::browser('writer')->get(self::address(['scope' => 'matomo:read matomo:write']));
        $code = self::decide(self::browser('writer'), $page, ['scope' => 'matomo:write'])->redirected()['code'] ?? '';
        $token = self::token(['grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER,
            'redirect_uri' => self::CALLBACK]);

        self::assertSame('matomo:write', $token->text('scope'));
    }

    public function testConsentIsRequiredEvenIfTheClientWasAllowedBefore(): void
    {
        self::code();
        self::assertNotNull(self::browser()->get(self::address())->field('nonce'));
        $silent = self::browser()->get(self::address(['prompt' => 'none']));
        self::assertSame('consent_required', $silent->redirected()['error'] ?? null);
    }

    public function testTheDecisionMustBeAPostedForm(): void
    {
        $page = self::browser()->get(self::address());
        $fields = ['request' => $page->field('request'), 'nonce' => $page->field('nonce'), 'scope' => 'matomo:read',
            'decision' => 'allow'];
        $url = self::$origin . '/oauth2/authorize';
        $json = self::browser()->send('POST', $url, ['Content-Type' => 'application/json'], (string) json_encode($fields));
        self::assertErrorPage($json, 'malformed');
        $twice = http_build_query($fields) . '&decision=deny';
        $form = ['Content-Type' => 'application/x-www-form-urlencoded'];
        self::assertErrorPage(self::browser()->send('POST', $url, $form, $twice), 'malformed');
        // Longer than the server takes, and shorter than a web server with its stock settings does.
        $large = http_build_query($fields) . '&x=' . str_repeat('x', 65536);
        self::assertErrorPage(self::browser()->send('POST', $url, $form, $large), 'malformed');
        // Parameters in the query do not count with any method.
        $query = self::browser()->send('POST', $url . '?' . http_build_query($fields), $form, '');
        self::assertErrorPage($query, 'already answered this page', 403);

        self::assertArrayHasKey('code', self::browser()->post($url, array_map(strval(...), $fields))->redirected());
    }
}
