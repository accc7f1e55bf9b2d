<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\http;

use OAuth2Host\HttpAnswer;
use OAuth2Host\HttpClient;
use PHPUnit\Framework\Attributes\DataProvider;

/** Attacks on the authorization request, over HTTP. */
final class AuthorizeTest extends HostTestCase
{
    private const UNREGISTERED = 'is not registered for Web';
    private const AUTOMATION = 'https://automation.example/cb';

    public function testAParameterWithoutAValueIsAbsentAndAnUnknownOneMayBeRepeated(): void
    {
        $accepted = ['&request=', '&request_uri', '&prompt=&resource=', '&x-own=1&x-own=2', '&nonce=a&nonce=b&x[]=1&x[]=2'];
        foreach ($accepted as $more) {
            self::assertSame(200, self::browser()->get(self::address([], $more))->status, $more);
        }
        foreach (['&request=x', '&request_uri=x', '&scope=', '&request=&request='] as $more) {
            self::assertNotSame('', self::browser()->get(self::address([], $more))->redirected()['error'] ?? '', $more);
        }
    }

    public function testAConfidentialClientMayOmitPkceIfAnAdministratorAllowsIt(): void
    {
        $without = ['client_id' => 'automation', 'redirect_uri' => self::AUTOMATION, 'code_challenge' => null, 'code_challenge_method' => null];
        self::assertSame(200, self::redeemAutomation(self::code($without))->status);
        self::assertSame('invalid_grant', self::redeemAutomation(self::code($without), self::VERIFIER)->text('error'));
        $with = array_diff_key($without, ['code_challenge' => 0, 'code_challenge_method' => 0]);
        self::assertSame('invalid_grant', self::redeemAutomation(self::code($with))->text('error'));
        self::assertSame(200, self::redeemAutomation(self::code($with), self::VERIFIER)->status);
    }

    private static function redeemAutomation(string $code, string $verifier = ''): HttpAnswer
    {
        return self::token([
            'grant_type' => 'authorization_code', 'code' => $code, 'redirect_uri' => self::AUTOMATION, 'code_verifier' => $verifier,
        ], 'automation');
    }

    /** @param array<string, string> $changes */
    #[DataProvider('challenges')]
    public function testAnInvalidChallengeIsAnError(array $changes): void
    {
        $query = array_fill_keys(['code_challenge', 'code_challenge_method'], null);
        $query = $changes + $query;
        $answer = self::browser()->get(self::address($query));

        self::assertSame(303, $answer->status);
        self::assertStringStartsWith(self::CALLBACK . '?', (string) $answer->header('location'));
        self::assertSame('invalid_request', $answer->redirected()['error'] ?? null);
        self::assertSame('a b&c=1', $answer->redirected()['state'] ?? null);
        self::assertSame(self::$origin, $answer->redirected()['iss'] ?? null);
        self::assertArrayNotHasKey('code', $answer->redirected());
    }

    /** @return iterable<string, array{array<string, string>}> */
    public static function challenges(): iterable
    {
        $s256 = ['code_challenge_method' => 'S256'];
        yield 'none' => [[]];
        yield 'method only' => [$s256];
        yield 'no method' => [['code_challenge' => self::CHALLENGE]];
        foreach (['plain', 's256', 'S512', ''] as $method) {
            yield "method $method" => [['code_challenge' => self::CHALLENGE, 'code_challenge_method' => $method]];
        }
        yield '42 characters' => [['code_challenge' => substr(self::CHALLENGE, 1)] + $s256];
        yield '44 characters' => [['code_challenge' => self::CHALLENGE . 'A'] + $s256];
        yield 'padded' => [['code_challenge' => self::CHALLENGE . '='] + $s256];
    }

    public function testAPlainChallengeDeclaredAsS256CannotBeRedeemed(): void
    {
        $code = self::code(['code_challenge' => self::VERIFIER]);
        $answer = self::token(['grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER,
            'redirect_uri' => self::CALLBACK]);

        self::assertSame([400, 'invalid_grant'], [$answer->status, $answer->text('error')]);
    }

    #[DataProvider('arrays')]
    public function testPhpsArraysAndNameManglingHaveNoEffect(string $more): void
    {
        foreach ([self::browser(), new HttpClient()] as $browser) {
            $answer = $browser->get(self::address([], $more));
            self::assertErrorPage($answer, 'malformed');
        }
    }

    /** @return iterable<string, array{string}> */
    public static function arrays(): iterable
    {
        $names = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'code_challenge',
            'code_challenge_method', 'resource', 'response_mode', 'prompt'];
        foreach ($names as $name) {
            yield "{$name}[]" => ["&{$name}[]=x"];
            yield "{$name}[a][b]" => ["&{$name}%5Ba%5D%5Bb%5D=x"];
        }
        foreach (['client.id', 'client%20id', 'client%5Bid', 'redirect.uri', '%20state'] as $name) {
            yield $name => ["&$name=x"];
        }
        foreach (['%00', '%ff', '%c0%af', '%', '%4'] as $bytes) {
            yield "bytes $bytes" => ["&x=$bytes"];
        }
    }

    #[DataProvider('redirectUris')]
    public function testAnotherRedirectUriShowsAnErrorPage(string $redirectUri): void
    {
        foreach ([self::browser(), new HttpClient()] as $browser) {
            $answer = $browser->get(self::address(['redirect_uri' => $redirectUri]));
            self::assertErrorPage($answer, self::UNREGISTERED);
        }
    }

    /** @return iterable<string, array{string}> */
    public static function redirectUris(): iterable
    {
        $addresses = [
            // Almost the registered URI.
            'https://app.example/cb/../evil', 'https://app.example/cb/', 'https://app.example/cb?x=1',
            'https://app.example/cb#f', 'https://app.example/CB', 'https://app.example/%63b', 'https://app.example',
            // Another host that looks like it.
            'https://app.example.evil.com/cb', 'https://app.example@evil.com/cb', 'https://evil.com\\@app.example/cb',
            'https://app.example%2eevil.com/cb', 'https://evil.com/https://app.example/cb',
            // Other spellings of the registered URI.
            'https://app.example:443/cb', 'HTTPS://APP.EXAMPLE/cb', 'https://app.example./cb',
            'https://аpp.example/cb', 'https://xn--pp-6kc.example/cb', 'http://app.example/cb',
            // Bytes that could split headers or end strings.
            "https://app.example/cb\r\nLocation: https://evil.com", "https://app.example/cb\tx",
            ' https://app.example/cb', 'https://app.example/cb ', 'https://app.example/' . str_repeat('a', 7000),
            // Ports and spellings of loopback.
            'http://127.0.0.1:99999/cb', 'http://127.0.0.1:0/cb', 'http://127.0.0.1:-1/cb', 'http://127.0.0.1:080/cb',
            'http://127.0.0.1:/cb', 'http://127.0.0.1.evil.com/cb', 'http://127.1/cb', 'http://2130706433/cb',
            'http://0x7f.0.0.1/cb', 'http://127.0.0.2/cb', 'http://0.0.0.0/cb', 'http://[::ffff:127.0.0.1]/cb',
            'https://127.0.0.1/cb', 'http://[::1]:5/cb', 'http://localhost:5/cb', 'http://user@127.0.0.1:5/cb',
            'http://127.0.0.1:5/cb/', 'http://127.0.0.1:5/cb?x=1',
            // Not a web URL.
            'javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'about:blank', '//evil.com/cb',
            '/cb', 'https:app.example/cb',
        ];
        foreach ($addresses as $number => $address) {
            yield "$number " . substr($address, 0, 50) => [$address];
        }
    }

    public function testWithoutAValidClientAndRedirectUriNothingIsRedirected(): void
    {
        $cases = [
            ['does not say which app', self::address(['client_id' => null])],
            ['does not say which app', self::address([], '&client_id=web')],
            ['does not say which app', self::address([], '&client_id=other')],
            ['No app is registered', self::address(['client_id' => 'nobody'])],
            ['No app is registered', self::address(['client_id' => '"><script>alert(1)</script>'])],
            ['No app is registered', self::address(['client_id' => "' OR '1'='1"])],
            ['does not say to which of its registered addresses', self::address(['redirect_uri' => null])],
            ['does not say to which of its registered addresses', self::address([], '&redirect_uri=' . rawurlencode(self::CALLBACK))],
            ['is not registered for Other app', self::address(['client_id' => 'other'])],
        ];
        foreach ($cases as [$text, $address]) {
            foreach ([self::browser(), new HttpClient()] as $browser) {
                $answer = $browser->get($address);
                self::assertErrorPage($answer, $text);
                self::assertStringNotContainsString('<script', $answer->body);
            }
        }
    }

    public function testASecondQuestionMarkCountsAsAnAmpersand(): void
    {
        $plain = self::address(['state' => null], '&state=a?b');
        foreach (['/index.php?module=OAuth2&action=authorize?', '/oauth2/authorize?'] as $start) {
            $address = str_replace('/index.php?module=OAuth2&action=authorize&', $start, $plain);
            self::assertNotSame($plain, $address);
            $answer = self::decide(self::browser(), self::browser()->get($address));
            self::assertSame('a?b', $answer->redirected()['state'] ?? null, $start);
            self::assertArrayHasKey('code', $answer->redirected());
            // Anonymous: the login leads back to it.
            $browser = new HttpClient();
            $login = $browser->logIn(self::$origin, $browser->get($address), 'viewer', self::password('viewer'));
            self::assertStringContainsString('name="decision"', $browser->get((string) $login->header('location'))->body);
        }
        foreach (['module=OAuth2&action=authorize%3F', 'module=OAuth2&action=token?', 'action=authorize&module=OAuth2?', 'module=OAuth2&&action=authorize?'] as $query) {
            $other = self::browser()->get(str_replace('module=OAuth2&action=authorize&', $query, $plain));
            self::assertStringNotContainsString('name="decision"', $other->body, $query);
        }
    }

    public function testARequestWhoseAnswerIsTooLongIsRefusedBeforeTheConsent(): void
    {
        foreach ([2500 => true, 3900 => false, 7000 => false] as $length => $fits) {
            $address = self::address(['state' => str_repeat('x', $length)]);
            foreach ([self::browser(), new HttpClient()] as $browser) {
                $page = $browser->get($address);
                if (!$fits) {
                    self::assertErrorPage($page, 'is too long');
                }
            }
            if ($fits) {
                foreach (['allow', 'deny'] as $decision) {
                    $answer = self::decide(self::browser(), self::browser()->get($address), ['decision' => $decision]);
                    self::assertSame(303, $answer->status);
                    self::assertSame($length, strlen($answer->redirected()['state'] ?? ''));
                }
            }
        }
    }

    /** An attacker's registered client must not turn this server into an open redirector. */
    public function testNothingIsRedirectedBeforeTheLogin(): void
    {
        $cases = [
            ['scope' => 'bogus', 'prompt' => 'none'],
            ['response_type' => 'token'],
            ['code_challenge' => null],
            ['resource' => 'https://evil.example'],
            ['request' => 'x'],
            [],
        ];
        foreach ($cases as $changes) {
            $answer = (new HttpClient())->get(self::address($changes));
            self::assertSame(200, $answer->status);
            self::assertNull($answer->header('location'));
            self::assertStringContainsString('name="password"', $answer->body);
        }
    }

    public function testTheLoginReturnsToTheSameRequest(): void
    {
        foreach (['/index.php?module=OAuth2&action=authorize&', '/oauth2/authorize?'] as $route) {
            $address = str_replace('/index.php?module=OAuth2&action=authorize&', $route, self::address());
            $browser = new HttpClient();
            $answer = $browser->logIn(self::$origin, $browser->get($address), 'viewer', self::password('viewer'));

            self::assertSame($address, $answer->header('location'));
            $page = $browser->get((string) $answer->header('location'));
            self::assertNotNull($page->field('nonce'));
            self::assertSame(substr($address, (int) strpos($address, '?') + 1), $page->field('request'));
        }
    }

    public function testTheCodeIsInTheQueryOnly(): void
    {
        foreach (['fragment', 'form_post', 'web_message'] as $mode) {
            $answer = self::browser()->get(self::address(['response_mode' => $mode]));
            self::assertSame('invalid_request', $answer->redirected()['error'] ?? null);
            self::assertStringNotContainsString('#', (string) $answer->header('location'));
        }
    }

    public function testOtherResponseTypesAreUnsupported(): void
    {
        foreach (['token', 'id_token', 'code token', 'none'] as $type) {
            $answer = self::browser()->get(self::address(['response_type' => $type]));
            self::assertSame('unsupported_response_type', $answer->redirected()['error'] ?? null);
        }
    }

    public function testIssuerAndUrlsIgnoreTheHostHeader(): void
    {
        $answer = self::browser()->get(self::address(['response_type' => 'token']), [
            'Host' => 'evil.example',
            'X-Forwarded-Host' => 'evil.example',
            'X-Forwarded-Proto' => 'https',
        ]);

        self::assertSame(self::$origin, $answer->redirected()['iss'] ?? null);
    }

    public function testThePagesHaveNoCorsAndNoScripts(): void
    {
        $answer = self::browser()->get(self::address(), ['Origin' => 'https://evil.example']);

        self::assertNull($answer->header('access-control-allow-origin'));
        self::assertStringNotContainsString('<script', $answer->body);
        self::assertStringContainsString("frame-ancestors 'none'", (string) $answer->header('content-security-policy'));
        self::assertSame('DENY', $answer->header('x-frame-options'));
        self::assertSame('same-origin', $answer->header('referrer-policy'));
        self::assertSame('no-store', $answer->header('cache-control'));
        self::assertNull($answer->header('x-powered-by'));
        $head = self::browser()->send('HEAD', self::address(), [], '');
        self::assertSame([200, ''], [$head->status, $head->body]);
        foreach (['PUT', 'DELETE', 'OPTIONS', 'PATCH'] as $method) {
            self::assertSame(405, self::browser()->send($method, self::address(), [], '')->status);
        }
    }
}
