<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\http;

use OAuth2Host\HttpAnswer;
use OAuth2Host\HttpClient;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;

/** Clients that register themselves (RFC 7591). They know nothing but the server's address. */
#[CoversNothing]
final class RegistrationTest extends HostTestCase
{
    /** @return iterable<string, array{array<string, mixed>, list<string>}> */
    public static function assistants(): iterable
    {
        $file = (string) file_get_contents(__DIR__ . '/../../../plugin/OAuth2/tests/Fixtures/registrations.json');
        /** @var array<string, array{body: array<string, mixed>, requested: list<string>}> $rows */
        $rows = json_decode($file, true, 16, JSON_THROW_ON_ERROR);
        foreach ($rows as $name => $row) {
            yield $name => [$row['body'], $row['requested']];
        }
    }

    /**
     * @param array<string, mixed> $body
     * @param list<string> $requested
     */
    #[DataProvider('assistants')]
    public function testEachKnownAssistantConnects(array $body, array $requested): void
    {
        $answer = self::register(json_encode($body, JSON_THROW_ON_ERROR));
        self::assertSame(201, $answer->status, $answer->body);
        self::assertStringContainsString('no-store', (string) $answer->header('cache-control'));
        self::assertSame('*', $answer->header('access-control-allow-origin'));
        self::assertNull($answer->header('set-cookie'));
        $client = $answer->json();
        $id = $answer->text('client_id');
        foreach ($requested as $uri) {
            $page = self::browser('viewer')->get(self::address(['client_id' => $id, 'redirect_uri' => $uri]));
            self::assertStringContainsString('This app registered itself here and chose its own name', $page->body);
            $code = self::decide(self::browser('viewer'), $page)->redirected()['code'] ?? '';
            $fields = [
                'grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER, 'redirect_uri' => $uri,
                'client_id' => $id,
            ];
            $headers = [];
            if ($client['token_endpoint_auth_method'] === 'client_secret_post') {
                $fields['client_secret'] = $answer->text('client_secret');
            } elseif ($client['token_endpoint_auth_method'] === 'client_secret_basic') {
                $headers['Authorization'] = 'Basic ' . base64_encode("$id:" . $answer->text('client_secret'));
            }
            $token = (new HttpClient())->post(self::metadata('token_endpoint'), $fields, $headers);
            self::assertSame(200, $token->status, $token->body);
            $who = (new HttpClient())->get(self::$origin . '/api/whoami', ['Authorization' => 'Bearer ' . $token->text('access_token')]);
            self::assertSame('viewer', $who->json()['login'] ?? null, $who->body);
        }
    }

    public function testTheConsentPageWarnsOfALookAlike(): void
    {
        $body = ['client_name' => 'Cl<b>a</b>ude', 'redirect_uris' => ['https://app.example/cb'], 'token_endpoint_auth_method' => 'none'];
        $page = self::browser('viewer')->get(self::address(['client_id' => self::registered($body)]));
        self::assertStringContainsString('Cl&lt;b&gt;a&lt;/b&gt;ude', $page->body);
        $page = self::browser('viewer')->get(self::address(['client_id' => self::registered(['client_name' => 'Claude'] + $body)]));
        self::assertStringContainsString('Nobody has verified that this is Claude', $page->body);
        $page = self::browser('viewer')->get(self::address(['client_id' => self::registered(['client_name' => 'OAuth2 Demo: sign in again'] + $body)]));
        self::assertStringContainsString('Nobody has verified that this is OAuth2 Demo', $page->body);
    }

    public function testBothRoutesAnswer(): void
    {
        foreach (['/index.php?module=OAuth2&action=register', '/oauth2/register'] as $route) {
            $client = new HttpClient();
            self::assertSame(405, $client->get(self::$origin . $route)->status);
            $preflight = $client->send('OPTIONS', self::$origin . $route, [
                'Origin' => 'https://inspector.example', 'Access-Control-Request-Method' => 'POST',
                'Access-Control-Request-Headers' => 'content-type, mcp-protocol-version',
            ], '');
            self::assertSame([204, 'content-type, mcp-protocol-version'], [$preflight->status, $preflight->header('access-control-allow-headers')]);
            self::assertSame(201, self::register('{"redirect_uris":["https://app.example/cb"]}', self::$origin . $route)->status);
        }
        self::assertContains(self::metadata('registration_endpoint'), [
            self::$origin . '/index.php?module=OAuth2&action=register', self::$origin . '/oauth2/register',
        ]);
    }

    /** @return iterable<string, array{string, string, 2?: int}> */
    public static function badBodies(): iterable
    {
        $valid = '"redirect_uris":["https://app.example/cb"]';
        yield 'empty' => ['', 'invalid_client_metadata'];
        yield 'repeated' => ["{{$valid},{$valid}}", 'invalid_client_metadata'];
        yield 'deep' => ["{{$valid},\"x\":" . str_repeat('[', 50000) . str_repeat(']', 50000) . '}', 'invalid_client_metadata', 413];
        yield 'deep and short' => [str_repeat('[', 8000) . str_repeat(']', 8000), 'invalid_client_metadata'];
        yield 'large' => ["{{$valid},\"x\":\"" . str_repeat('x', 900000) . '"}', 'invalid_client_metadata', 413];
        yield 'no URI' => ['{"redirect_uris":[]}', 'invalid_redirect_uri'];
        yield 'a script' => ['{"redirect_uris":["javascript:alert(1)"]}', 'invalid_redirect_uri'];
        $uris = static fn (int $number): string => '{"redirect_uris":[' . implode(',', array_fill(0, $number, '"https://a.example/"')) . ']}';
        yield 'more than 20 URIs' => [$uris(21), 'invalid_redirect_uri'];
        yield 'as many URIs as fit into a request' => [$uris(770), 'invalid_redirect_uri'];
        yield 'more URIs than fit' => [$uris(1000), 'invalid_client_metadata', 413];
        yield 'URIs as an object' => ['{"redirect_uris":{"0":"https://app.example/cb"}}', 'invalid_redirect_uri'];
        yield 'a name that nobody sees' => ["{{$valid},\"client_name\":\"\u{3164}\"}", 'invalid_client_metadata'];
    }

    #[DataProvider('badBodies')]
    public function testABadBodyIsRefused(string $body, string $error, int $status = 400): void
    {
        $answer = self::register($body);
        self::assertSame([$status, $error], [$answer->status, $answer->json()['error'] ?? null]);
        self::assertStringContainsString('no-store', (string) $answer->header('cache-control'));
    }

    public function testAClientThatIsGone(): void
    {
        $id = self::registered(['redirect_uris' => ['https://app.example/cb'], 'token_endpoint_auth_method' => 'none']);
        for ($n = 0; $n < 40; ++$n) {
            self::register('{"redirect_uris":["https://stranger.example/cb"]}');
        }
        self::assertErrorPage(self::browser('viewer')->get(self::address(['client_id' => $id])), 'registration has expired or was removed');
        $token = (new HttpClient())->post(self::metadata('token_endpoint'), ['grant_type' => 'refresh_token', 'refresh_token' => 'x', 'client_id' => $id]);
        self::assertSame([401, 'invalid_client'], [$token->status, $token->text('error')]);
    }

    /** An honest client registers, waits for its user, and connects while a stranger registers others without end. */
    public function testAnHonestClientConnectsWhileAStrangerRegisters(): void
    {
        $stranger = static function (int $number): void {
            for ($n = 0; $n < $number; ++$n) {
                self::assertSame(201, self::register('{"redirect_uris":["https://stranger.example/cb"],"client_name":"Claude"}')->status);
            }
        };
        $stranger(60);
        $id = self::registered(['redirect_uris' => ['https://app.example/cb'], 'token_endpoint_auth_method' => 'none']);
        $stranger(10);
        $page = self::browser('viewer')->get(self::address(['client_id' => $id]));
        self::assertSame(200, $page->status);
        $stranger(80);
        $code = self::decide(self::browser('viewer'), $page)->redirected()['code'] ?? '';
        $stranger(50);
        $token = (new HttpClient())->post(self::metadata('token_endpoint'), [
            'grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER, 'client_id' => $id,
            'redirect_uri' => 'https://app.example/cb',
        ]);
        self::assertSame(200, $token->status, $token->body);
    }

    private static function register(string $body, ?string $url = null): HttpAnswer
    {
        return (new HttpClient())->send('POST', $url ?? self::metadata('registration_endpoint'), ['Content-Type' => 'application/json'], $body);
    }

    /** @param array<string, mixed> $body */
    private static function registered(array $body): string
    {
        $answer = self::register(json_encode($body, JSON_THROW_ON_ERROR));
        self::assertSame(201, $answer->status, $answer->body);

        return $answer->text('client_id');
    }

    private static function metadata(string $member): string
    {
        return (new HttpClient())->get(self::$origin . '/.well-known/oauth-authorization-server')->text($member);
    }
}
