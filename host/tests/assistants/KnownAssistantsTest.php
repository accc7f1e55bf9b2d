<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\assistants;

use OAuth2\Key;
use OAuth2Host\HttpAnswer;
use OAuth2Host\HttpClient;
use OAuth2Host\tests\http\HostTestCase;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\tests\Support\DocumentServer;

require_once __DIR__ . '/../../../plugin/OAuth2/tests/Support/DocumentServer.php';

/**
 * The requests that assistants send to a server where nobody has registered a client, and which connects the assistants that
 * the plugin knows. Each test does what the assistant does: it reads the metadata, authorizes, redeems the code, calls and
 * refreshes.
 */
#[CoversNothing]
final class KnownAssistantsTest extends HostTestCase
{
    private const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

    private static DocumentServer $server;

    public static function setUpBeforeClass(): void
    {
        parent::setUpBeforeClass();
        self::$server = DocumentServer::start();
        copy(self::$server->caFile, self::$folder . '/documents.pem');
    }

    public static function tearDownAfterClass(): void
    {
        self::$server->stop();
        self::move([]);
    }

    protected function setUp(): void
    {
        self::$server->log();
        self::move([]);
    }

    /** @return iterable<string, array{string, string, string, array<string, string>, array<string, string>}> */
    public static function requests(): iterable
    {
        $claude = 'https://claude.ai/oauth/mcp-oauth-client-metadata';
        $code = 'https://claude.ai/oauth/claude-code-client-metadata';
        $chatgpt = 'https://chatgpt.com/oauth/client.json';
        $codex = 'https://chatgpt.com/oauth/codex/client.json';
        $vscode = 'https://vscode.dev/oauth/client-metadata.json';
        $zed = 'https://zed.dev/oauth/client-metadata.json';
        $opencode = 'https://opencode.ai/oauth/opencode/client.json';
        $withResource = ['resource' => '{resource}'];
        $offline = $withResource + ['scope' => 'matomo:read offline_access'];
        yield 'Claude' => ['Claude', $claude, 'https://claude.ai/api/mcp/auth_callback', $withResource, $withResource];
        yield 'Claude, its other domain' => ['Claude', $claude, 'https://claude.com/api/mcp/auth_callback', $withResource, $withResource];
        yield 'Claude Code, localhost' => ['Claude Code', $code, 'http://localhost:53124/callback', $offline, $withResource];
        yield 'Claude Code, 127.0.0.1' => ['Claude Code', $code, 'http://127.0.0.1:8080/callback', $offline, $withResource];
        yield 'ChatGPT' => ['ChatGPT', $chatgpt, 'https://chatgpt.com/connector_platform_oauth_redirect', $withResource, $withResource];
        yield 'Codex, 127.0.0.1, a refresh without resource' => ['Codex', $codex, 'http://127.0.0.1:1455/callback', $withResource, []];
        yield 'Codex, localhost, a refresh without resource' => ['Codex', $codex, 'http://localhost:1455/callback', $withResource, []];
        yield 'VS Code, its port' => ['Visual Studio Code', $vscode, 'http://127.0.0.1:33418/', $withResource, $withResource];
        yield 'VS Code, another port' => ['Visual Studio Code', $vscode, 'http://127.0.0.1:51234/', $withResource, $withResource];
        yield 'VS Code, the web' => ['Visual Studio Code', $vscode, 'https://vscode.dev/redirect', $withResource, $withResource];
        yield 'Zed' => ['Zed', $zed, 'http://127.0.0.1:40123/callback', $withResource, $withResource];
        yield 'OpenCode' => ['OpenCode', $opencode, 'http://127.0.0.1:19876/callback', $withResource, $withResource];
    }

    /**
     * @param array<string, string> $asks further parameters of the authorization request
     * @param array<string, string> $refreshes further parameters of the refresh
     */
    #[DataProvider('requests')]
    public function testAnAssistantConnects(string $name, string $clientId, string $redirectUri, array $asks, array $refreshes): void
    {
        $metadata = self::metadata();
        self::assertTrue($metadata['client_id_metadata_document_supported'] ?? null);
        self::assertContains('none', (array) ($metadata['token_endpoint_auth_methods_supported'] ?? []));

        $tokens = self::connect($name, ['client_id' => $clientId, 'redirect_uri' => $redirectUri] + self::filled($asks));
        self::assertCalls($tokens);
        $refreshed = self::granted([
            'grant_type' => 'refresh_token', 'refresh_token' => $tokens->text('refresh_token'), 'client_id' => $clientId,
        ] + self::filled($refreshes));
        self::assertCalls($refreshed);
        self::assertSame([], self::$server->connections(), 'A document was fetched although the plugin has a copy');
    }

    /** ChatGPT may repeat parameters of its own, which RFC 6749 3.1 does not know. */
    public function testRepeatedUnknownParameters(): void
    {
        $page = self::browser('viewer')->get(self::address(self::chatgpt(), '&ext_oauth_a=1&ext_oauth_a=2&source=x&source=y'));
        $code = self::decide(self::browser('viewer'), $page)->redirected()['code'] ?? '';
        $body = http_build_query(self::redemption($code, self::chatgpt())) . '&ext_oauth_a=1&ext_oauth_a=2';
        $tokens = (new HttpClient())->send(
            'POST',
            self::endpoint('token'),
            ['Content-Type' => 'application/x-www-form-urlencoded'],
            $body,
        );
        self::assertCalls($tokens);
    }

    /** ChatGPT names none and private_key_jwt: with an assertion, its keys are fetched from its jwks_uri. */
    public function testChatGptWithAKey(): void
    {
        $key = Key::generate('RS256', keyId: 'chatgpt-1');
        self::move(['https://chatgpt.com/oauth/jwks.json' => self::$server->put('jwks', (string) json_encode(['keys' => [$key->toPublicJwk()]]))]);
        $request = self::chatgpt();
        foreach ([self::$origin, self::endpoint('token')] as $audience) {
            $page = self::browser('viewer')->get(self::address($request));
            $code = self::decide(self::browser('viewer'), $page)->redirected()['code'] ?? '';
            $tokens = self::granted(self::redemption($code, $request) + self::assertion($key, $request['client_id'], $audience));
            self::assertCalls($tokens);
            $refreshed = self::granted(['grant_type' => 'refresh_token', 'refresh_token' => $tokens->text('refresh_token')]
                + self::assertion($key, $request['client_id'], $audience));
            self::assertCalls($refreshed);
        }
        self::assertCount(1, self::$server->connections());

        $page = self::browser('viewer')->get(self::address($request));
        $code = self::decide(self::browser('viewer'), $page)->redirected()['code'] ?? '';
        $stranger = self::assertion(Key::generate('RS256', keyId: 'chatgpt-1'), $request['client_id'], self::$origin);
        $refused = self::post(self::redemption($code, $request) + $stranger);
        self::assertSame([401, 'invalid_client'], [$refused->status, $refused->text('error')]);
    }

    /** @return iterable<string, array{string, string, list<string>, string}> name, client ID, redirect URIs of the document, of the request */
    public static function documentsForThisServer(): iterable
    {
        $connector = 'https://chatgpt.com/connector/oauth/f3Kq_9-a';
        yield 'a ChatGPT connector' => ['ChatGPT', 'https://chatgpt.com/oauth/f3Kq_9-a/client.json', [$connector], $connector];
        yield 'Codex CLI' => [
            'Codex', 'https://chatgpt.com/oauth/codex/AbCdEfGhIjKl/client.json',
            ['http://127.0.0.1/callback', 'http://localhost/callback'], 'http://127.0.0.1:1455/callback',
        ];
    }

    /**
     * A document that a vendor makes for this server is fetched once, after the login.
     *
     * @param list<string> $redirectUris
     */
    #[DataProvider('documentsForThisServer')]
    public function testADocumentForThisServer(string $name, string $clientId, array $redirectUris, string $redirectUri): void
    {
        self::publish($clientId, $name, $redirectUris);
        $request = ['client_id' => $clientId, 'redirect_uri' => $redirectUri, 'resource' => self::resource()];
        self::assertSame(200, (new HttpClient())->get(self::address($request))->status);
        self::assertSame([], self::$server->connections());
        for ($n = 1; $n <= 2; ++$n) {
            $tokens = self::connect($name, $request);
            self::assertCalls($tokens);
            $refreshed = self::granted([
                'grant_type' => 'refresh_token', 'refresh_token' => $tokens->text('refresh_token'), 'client_id' => $clientId,
            ]);
            self::assertCalls($refreshed);
        }
        self::assertCount(1, self::$server->connections());
    }

    /** The vendor's server answers with a document for any id, so the hosts of its redirect URIs decide. */
    public function testADocumentOfTheVendorForSomebodyElse(): void
    {
        $id = 'https://chatgpt.com/oauth/elsewhere/client.json';
        self::publish($id, 'ChatGPT', ['https://evil.example/cb', 'https://chatgpt.com/connector/oauth/elsewhere']);
        $page = self::browser('viewer')->get(self::address(['client_id' => $id, 'redirect_uri' => 'https://evil.example/cb']));
        self::assertErrorPage($page, '<code>redirect_uris</code>');
    }

    /** @return iterable<string, array{string, string}> */
    public static function nearMisses(): iterable
    {
        foreach (self::fixture()['documents'] as $row) {
            foreach ($row['refused'] as $uri) {
                yield $row['document']['client_id'] . " $uri" => [$row['document']['client_id'], $uri];
            }
        }
    }

    #[DataProvider('nearMisses')]
    public function testANearMissIsAPageAndNoRedirect(string $clientId, string $redirectUri): void
    {
        $page = self::browser('viewer')->get(self::address(['client_id' => $clientId, 'redirect_uri' => $redirectUri]));
        self::assertErrorPage($page, 'is not registered for');
    }

    /** @return iterable<string, array{string}> */
    public static function assistantsThatAreSwitchedOff(): iterable
    {
        foreach (self::fixture()['further_urls'] as $url) {
            if (!str_contains($url, 'zed.dev') && !str_contains($url, 'opencode.ai')) {
                yield $url => [$url];
            }
        }
    }

    /** These clients do not try another way afterwards, so the page says what an administrator can do. */
    #[DataProvider('assistantsThatAreSwitchedOff')]
    public function testAnAssistantThatIsSwitchedOff(string $clientId): void
    {
        $page = self::browser('viewer')->get(self::address(['client_id' => $clientId, 'redirect_uri' => 'http://127.0.0.1:1/callback']));
        self::assertErrorPage($page, 'administrator', 403);
        self::assertSame([], self::$server->connections());
    }

    /** Browsers on MCP of July 2026 ask for headers that a fixed list would not have. */
    public function testThePreflightOfABrowser(): void
    {
        $asked = 'authorization, content-type, mcp-method, mcp-name, mcp-protocol-version, mcp-session-id, last-event-id, traceparent, tracestate, baggage';
        foreach ([self::resource() => 'POST', self::endpoint('token') => 'POST', self::$origin . '/.well-known/oauth-authorization-server' => 'GET'] as $url => $method) {
            $answer = (new HttpClient())->send('OPTIONS', $url, [
                'Origin' => 'https://inspector.example',
                'Access-Control-Request-Method' => $method,
                'Access-Control-Request-Headers' => $asked,
            ], '');
            self::assertSame(204, $answer->status, $url);
            self::assertSame('*', $answer->header('access-control-allow-origin'), $url);
            $allowed = array_map(trim(...), explode(',', strtolower((string) $answer->header('access-control-allow-headers'))));
            self::assertSame([], array_diff(explode(', ', $asked), $allowed), $url);
        }
    }

    /** @return array{client_id: string, redirect_uri: string, resource: string} */
    private static function chatgpt(): array
    {
        return [
            'client_id' => 'https://chatgpt.com/oauth/client.json',
            'redirect_uri' => 'https://chatgpt.com/connector_platform_oauth_redirect',
            'resource' => self::resource(),
        ];
    }

    /**
     * Sends an authorization request as a user, allows it and redeems the code as a public client.
     *
     * @param array<string, string> $request
     */
    private static function connect(string $name, array $request): HttpAnswer
    {
        $page = self::browser('viewer')->get(self::address($request));
        self::assertSame(200, $page->status, $page->body);
        self::assertStringContainsString('Known assistant', $page->body);
        self::assertStringContainsString("$name ", $page->body);
        $redirect = self::decide(self::browser('viewer'), $page);
        self::assertSame($request['redirect_uri'], strtok((string) $redirect->header('location'), '?'));
        $parameters = $redirect->redirected();
        self::assertSame(self::$origin, $parameters['iss'] ?? null);

        return self::granted(self::redemption($parameters['code'] ?? '', $request));
    }

    /**
     * @param array<string, string> $request
     * @return array<string, string>
     */
    private static function redemption(string $code, array $request): array
    {
        return [
            'grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER,
        ] + array_intersect_key($request, ['client_id' => '', 'redirect_uri' => '', 'resource' => '']);
    }

    /** @return array<string, string> */
    private static function assertion(Key $key, string $clientId, string $audience): array
    {
        return [
            'client_assertion_type' => self::ASSERTION,
            'client_assertion' => oauth2_jwt_sign([
                'iss' => $clientId, 'sub' => $clientId, 'aud' => $audience, 'exp' => time() + 60, 'iat' => time(), 'jti' => oauth2_random_hex(),
            ], $key),
        ];
    }

    /** @param array<string, string> $fields */
    private static function granted(array $fields): HttpAnswer
    {
        $answer = self::post($fields);
        self::assertSame(200, $answer->status, $answer->body);

        return $answer;
    }

    /** @param array<string, string> $fields */
    private static function post(array $fields): HttpAnswer
    {
        return (new HttpClient())->post(self::endpoint('token'), $fields);
    }

    /** Calls a tool of the MCP server that the token is for. */
    private static function assertCalls(HttpAnswer $tokens): void
    {
        $answer = (new HttpClient())->send('POST', self::resource(), [
            'Authorization' => 'Bearer ' . $tokens->text('access_token'), 'Content-Type' => 'application/json',
        ], '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"visits_summary","arguments":{}}}');
        self::assertSame(200, $answer->status, $answer->body);
        self::assertStringContainsString('nb_visits', $answer->body);
    }

    /** @return array<array-key, mixed> */
    private static function metadata(): array
    {
        return (new HttpClient())->get(self::$origin . '/.well-known/oauth-authorization-server')->json();
    }

    private static function endpoint(string $name): string
    {
        $url = self::metadata()[$name . '_endpoint'] ?? '';
        self::assertIsString($url);

        return $url;
    }

    private static function resource(): string
    {
        return self::$origin . '/index.php?module=API&method=McpServer.mcp&format=mcp';
    }

    /**
     * @param array<string, string> $parameters
     * @return array<string, string>
     */
    private static function filled(array $parameters): array
    {
        return array_map(static fn (string $value): string => str_replace('{resource}', self::resource(), $value), $parameters);
    }

    /**
     * Publishes a document of a vendor on this test's server.
     *
     * @param list<string> $redirectUris
     */
    private static function publish(string $clientId, string $name, array $redirectUris): void
    {
        $file = oauth2_random_hex();
        self::move([$clientId => self::$server->put($file, (string) json_encode([
            'client_id' => $clientId, 'client_name' => $name, 'redirect_uris' => $redirectUris, 'token_endpoint_auth_method' => 'none',
        ]))]);
    }

    /** @param array<string, string> $addresses */
    private static function move(array $addresses): void
    {
        file_put_contents(self::$folder . '/moved.json', (string) json_encode((object) $addresses));
    }

    /** @return array{documents: list<array{document: array{client_id: string}, refused: list<string>}>, further_urls: list<string>} */
    private static function fixture(): array
    {
        /** @var array{documents: list<array{document: array{client_id: string}, refused: list<string>}>, further_urls: list<string>} $data */
        $data = json_decode((string) file_get_contents(__DIR__ . '/../../../plugin/OAuth2/tests/Fixtures/client-documents.json'), true, 16, JSON_THROW_ON_ERROR);

        return $data;
    }
}
