<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\http;

use OAuth2Host\HttpClient;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\tests\Support\DocumentServer;

require_once __DIR__ . '/../../../plugin/OAuth2/tests/Support/DocumentServer.php';

/** Clients that describe themselves in a document, which a server on a loopback address has. It reports every connection. */
#[CoversNothing]
final class AssistantsTest extends HostTestCase
{
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
    }

    protected function setUp(): void
    {
        self::$server->log();
    }

    public function testAnAppConnects(): void
    {
        $id = self::document('app', ['client_name' => 'Weather <b>app</b>']);
        $page = self::browser('viewer')->get(self::address(['client_id' => $id]));
        self::assertSame(200, $page->status);
        foreach (['Weather &lt;b&gt;app&lt;/b&gt;', 'documents.test', 'app.example', 'No administrator has registered this app'] as $text) {
            self::assertStringContainsString($text, $page->body);
        }
        self::assertStringNotContainsString('Known assistant', $page->body);
        $code = self::decide(self::browser('viewer'), $page)->redirected()['code'] ?? '';
        self::assertSame(['127.0.0.1'], self::$server->connections());
        $tokens = self::publicToken($id, ['grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER]);
        self::assertSame('viewer', self::whoAmI($tokens));
        $tokens = self::publicToken($id, ['grant_type' => 'refresh_token', 'refresh_token' => $tokens['refresh_token'] ?? '']);
        self::assertSame('viewer', self::whoAmI($tokens));
        self::assertSame([], self::$server->connections(), 'A token request or call has fetched the document');
    }

    public function testAKnownAssistantConnects(): void
    {
        $id = 'https://claude.ai/oauth/claude-code-client-metadata';
        $request = ['client_id' => $id, 'redirect_uri' => 'http://localhost:53124/callback'];
        $page = self::browser('viewer')->get(self::address($request));
        foreach (['Claude Code', 'Known assistant', 'claude.ai', 'runs on your own computer'] as $text) {
            self::assertStringContainsString($text, $page->body);
        }
        $code = self::decide(self::browser('viewer'), $page)->redirected()['code'] ?? '';
        self::assertSame('viewer', self::whoAmI(self::publicToken($id, [
            'grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER,
        ])));
        self::assertErrorPage(
            self::browser('viewer')->get(self::address(['redirect_uri' => 'http://localhost:1234/other'] + $request)),
            'is not registered for Claude Code',
        );
    }

    public function testALookAlikeIsMarked(): void
    {
        $id = self::document('like', ['client_name' => "\u{421}laude"]);
        $page = self::browser('viewer')->get(self::address(['client_id' => $id]));
        self::assertStringContainsString('This is not Claude, although its name or address looks similar.', $page->body);
    }

    public function testAStrangerCausesNoConnection(): void
    {
        $stranger = new HttpClient();
        for ($n = 1; $n <= 200; ++$n) {
            $page = $stranger->get(self::address(['client_id' => self::$server->url("/stranger$n")]));
            self::assertSame(200, $page->status);
            self::assertStringContainsString('documents.test', $page->body);
        }
        self::assertSame([], self::$server->connections());
    }

    /** @return iterable<string, array{string, string}> */
    public static function badDocuments(): iterable
    {
        yield 'a redirect' => ['/redirect', 'status'];
        yield 'text/html' => ['/html', 'type'];
        yield 'an endless body' => ['/endless', 'size'];
        yield 'a gzip bomb' => ['/gzip', 'type'];
        yield 'no document' => ['/something', 'client_id'];
    }

    #[DataProvider('badDocuments')]
    public function testABadDocument(string $path, string $reason): void
    {
        for ($n = 1; $n <= 2; ++$n) {
            $page = self::browser('writer')->get(self::address(['client_id' => self::$server->url($path)]));
            self::assertErrorPage($page, "<code>$reason</code>");
        }
        self::assertSame(['127.0.0.1', '127.0.0.1'], self::$server->connections(), 'It was cached or followed');
    }

    public function testAddressesThatAreNotConnectedTo(): void
    {
        $port = self::$server->port;
        foreach (['private.test', 'mixed.test'] as $host) {
            // Only super users see which names have internal addresses.
            foreach (['admin' => 'name', 'superuser' => 'address'] as $user => $detail) {
                $page = self::browser($user)->get(self::address(['client_id' => "https://$host:$port/c"]));
                self::assertErrorPage($page, "<code>$detail</code>");
            }
        }
        self::assertErrorPage(self::browser('admin')->get(self::address(['client_id' => "https://unknown.test:$port/c"])), '<code>name</code>');
        foreach (["https://127.0.0.1:$port/c", "https://[::1]:$port/c", "http://documents.test:$port/c", "https://u:p@documents.test:$port/c"] as $id) {
            self::assertErrorPage(self::browser('admin')->get(self::address(['client_id' => $id])), 'No app is registered here');
        }
        self::assertSame([], self::$server->connections());
    }

    public function testADocumentThatChangesAfterThePageWasShown(): void
    {
        $id = self::document('changing');
        $page = self::browser('admin')->get(self::address(['client_id' => $id]));
        self::document('changing', ['redirect_uris' => [self::CALLBACK, 'https://evil.example/cb']]);
        file_put_contents(self::$folder . '/clock', '301');
        try {
            self::assertErrorPage(self::decide(self::browser('admin'), $page), 'You have already answered this page', 403);
        } finally {
            unlink(self::$folder . '/clock');
        }
    }

    public function testTheMetadata(): void
    {
        $metadata = (new HttpClient())->get(self::$origin . '/index.php?module=OAuth2&action=metadata')->json();
        self::assertTrue($metadata['client_id_metadata_document_supported'] ?? null);
    }

    /**
     * @param array<string, mixed> $members
     * @return string the client ID
     */
    private static function document(string $name, array $members = []): string
    {
        $id = self::$server->url("/$name.json");
        self::$server->put($name, (string) json_encode($members + [
            'client_id' => $id, 'client_name' => 'An app', 'redirect_uris' => [self::CALLBACK],
        ]));

        return $id;
    }

    /**
     * @param array<string, string> $fields
     * @return array<string, string>
     */
    private static function publicToken(string $clientId, array $fields): array
    {
        $answer = (new HttpClient())->post(self::$origin . '/index.php?module=OAuth2&action=token', $fields + ['client_id' => $clientId]);
        self::assertSame(200, $answer->status, $answer->body);

        $tokens = [];
        foreach (['access_token', 'refresh_token'] as $name) {
            $tokens[$name] = $answer->text($name);
        }

        return $tokens;
    }

    /** @param array<string, string> $tokens */
    private static function whoAmI(array $tokens): mixed
    {
        return (new HttpClient())->get(self::$origin . '/api/whoami', ['Authorization' => 'Bearer ' . ($tokens['access_token'] ?? '')])
            ->json()['login'] ?? null;
    }
}
