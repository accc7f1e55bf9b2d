<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Assistant;

use OAuth2\Key;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantNotFound;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantSwitch;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantSwitches;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantView;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Authorize\LoginRequired;
use Piwik\Plugins\OAuth2\Server\Authorize\SwitchUser;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\ClientRule;
use Piwik\Plugins\OAuth2\Server\Client\InvalidClient;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\DocumentDecision;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\tests\Support\ArrayCache;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\ListedUsers;
use Piwik\Plugins\OAuth2\tests\Support\RecordedEvents;
use Piwik\Plugins\OAuth2\tests\Support\ScriptedFetcher;
use Piwik\Plugins\OAuth2\tests\Support\StatementLog;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;
use Piwik\Plugins\OAuth2\tests\Support\WatchedConnection;

/** Clients that describe themselves in a document: from the authorization request to the API call. */
#[CoversNothing]
final class ConnectTest extends TestCase
{
    private const ISSUER = 'https://matomo.example';
    private const URL = 'https://app.example/client.json';
    private const CALLBACK = 'https://app.example/cb';
    private const CLAUDE = 'https://claude.ai/oauth/mcp-oauth-client-metadata';
    private const CLAUDE_CALLBACK = 'https://claude.ai/api/mcp/auth_callback';
    private const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    private const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

    private Connection $connection;
    private FixedClock $clock;
    private RecordedEvents $events;
    private ScriptedFetcher $fetcher;
    private ArrayCache $cache;

    /** @var array<string, string> */
    private array $settings = ['assistants' => 'any'];

    protected function setUp(): void
    {
        $this->connection = TestDatabase::empty();
        $this->clock = new FixedClock();
        $this->events = new RecordedEvents();
        $this->fetcher = new ScriptedFetcher([self::URL => self::body()]);
        $this->cache = new ArrayCache($this->clock);
    }

    public function testAnAppConnectsAndCalls(): void
    {
        $tokens = $this->connect();
        self::assertSame('matomo:read', $tokens['scope']);
        self::assertSame([self::URL], $this->fetcher->fetched);
        self::assertSame('anna', $this->login($tokens));
        $refreshed = $this->token(['grant_type' => 'refresh_token', 'refresh_token' => $tokens['refresh_token'], 'client_id' => self::URL]);
        self::assertSame('anna', $this->login($refreshed));
        // Token requests and calls fetch nothing.
        self::assertSame([self::URL], $this->fetcher->fetched);
        $client = $this->client();
        self::assertSame([ClientRecord::PUBLIC, '', null, true], [$client->type, $client->ownerLogin, $client->actsAs, $client->requirePkce]);
        self::assertSame(['authorization_code', 'refresh_token'], $client->grantTypes);
        $refused = $this->server()->token(self::form(['grant_type' => 'client_credentials', 'client_id' => self::URL]));
        self::assertSame('unauthorized_client', self::json($refused)['error']);
    }

    public function testABadRequestOfAnUnknownAppIsToldOnAPageUntilTheUserHasAllowedIt(): void
    {
        $bad = ['response_type' => 'token'];
        self::assertPage('Malformed', $this->open($bad), 400);
        $this->connect();
        self::assertInstanceOf(Response::class, $this->open($bad));
        self::assertInstanceOf(Response::class, $this->open(
            ['client_id' => self::CLAUDE, 'redirect_uri' => self::CLAUDE_CALLBACK] + $bad,
        ), 'The plugin has a copy of its document');
    }

    public function testAKnownAssistantIsNotFetched(): void
    {
        $this->settings = ['assistants' => 'known'];
        $screen = $this->screen(['client_id' => self::CLAUDE, 'redirect_uri' => self::CLAUDE_CALLBACK]);
        self::assertSame(['Claude', 'Claude', 'claude.ai', null, 'claude.ai'], [
            $screen->clientName, $screen->knownAssistant, $screen->clientHost, $screen->looksLike, $screen->redirectHost,
        ]);
        $tokens = $this->connect(['client_id' => self::CLAUDE, 'redirect_uri' => self::CLAUDE_CALLBACK]);
        self::assertSame('anna', $this->login($tokens));
        self::assertSame([], $this->fetcher->fetched);
        self::assertPage('AssistantNotAllowed', $this->open(), 403);
        self::assertPage('RedirectUriMismatch', $this->open(['client_id' => self::CLAUDE]), 400);
    }

    /** The redirect URIs of real requests. */
    public function testEachKnownAssistantGetsAToken(): void
    {
        $this->settings = ['assistants' => 'known'];
        /** @var array{documents: list<array{document: array{client_id: string}, requested: list<string>, refused: list<string>}>} $fixture */
        $fixture = json_decode((string) file_get_contents(__DIR__ . '/../../Fixtures/client-documents.json'), true, 16, JSON_THROW_ON_ERROR);
        foreach ($fixture['documents'] as $row) {
            $id = $row['document']['client_id'];
            foreach ($row['requested'] as $uri) {
                self::assertSame('anna', $this->login($this->connect(['client_id' => $id, 'redirect_uri' => $uri])), "$id $uri");
            }
            foreach ($row['refused'] as $uri) {
                self::assertPage('RedirectUriMismatch', $this->open(['client_id' => $id, 'redirect_uri' => $uri]), 400);
            }
        }
        $further = [
            'https://zed.dev/oauth/client-metadata.json' => 'http://127.0.0.1:5000/callback',
            // Not in its document.
            self::CLAUDE => 'https://claude.com/api/mcp/auth_callback',
            'https://opencode.ai/oauth/opencode/client.json' => 'http://localhost:1/callback',
        ];
        foreach ($further as $id => $uri) {
            self::assertSame('anna', $this->login($this->connect(['client_id' => $id, 'redirect_uri' => $uri])), $id);
        }
        self::assertSame([], $this->fetcher->fetched);
    }

    public function testADocumentThatAVendorMadeForThisServerIsFetchedOnce(): void
    {
        $this->settings = ['assistants' => 'known'];
        $id = 'https://chatgpt.com/oauth/AbC/client.json';
        $uri = 'https://chatgpt.com/connector/oauth/AbC';
        $this->fetcher->documents[$id] = self::body(['client_id' => $id, 'client_name' => 'ChatGPT', 'redirect_uris' => [$uri]]);
        $this->connect(['client_id' => $id, 'redirect_uri' => $uri]);
        $this->clock->time += 30 * 86400;
        $this->connect(['client_id' => $id, 'redirect_uri' => $uri]);
        self::assertSame([$id], $this->fetcher->fetched);

        $other = 'https://chatgpt.com/oauth/evil/client.json';
        $this->fetcher->documents[$other] = self::body(['client_id' => $other, 'redirect_uris' => [$uri, 'https://evil.example/cb']]);
        $page = $this->open(['client_id' => $other, 'redirect_uri' => $uri]);
        self::assertPage('DocumentRefused', $page, 400);
        self::assertNull($this->documents()->find($other));
        // Stored before the plugin's list held the assistant to these hosts.
        $this->documents()->store($other, $this->fetcher->documents[$other], $this->clock->time, $this->clock->time + 300);
        self::assertPage('DocumentRefused', $this->open(['client_id' => $other, 'redirect_uri' => $uri]), 400);
    }

    /** @return iterable<string, array{string}> */
    public static function modes(): iterable
    {
        foreach (['off', 'known', 'hosts', 'approval', 'any'] as $mode) {
            yield $mode => [$mode];
        }
    }

    #[DataProvider('modes')]
    public function testAStrangerCausesNoFetchAndNoRow(string $mode): void
    {
        $this->settings = ['assistants' => $mode, 'assistantHosts' => 'app.example'];
        $log = new StatementLog($this->connection);
        for ($n = $mode === 'any' ? 10000 : 50; $n > 0; --$n) {
            $result = $this->open(['client_id' => "https://app$n.example/c"], null, $log);
            self::assertTrue($result instanceof LoginRequired || $result instanceof ErrorPage);
        }
        $result = $this->open([], null, $log);
        if ($mode === 'off' || $mode === 'known') {
            self::assertPage($mode === 'off' ? 'AssistantsOff' : 'AssistantNotAllowed', $result, 403);
        } else {
            self::assertInstanceOf(LoginRequired::class, $result);
            self::assertSame('app.example', $result->clientName);
        }
        self::assertSame([], $this->fetcher->fetched);
        foreach ($log->statements as [$sql]) {
            self::assertStringStartsWith('SELECT', $sql);
        }
    }

    public function testTheMetadataSayWhetherDocumentsAreAccepted(): void
    {
        foreach (self::modes() as [$mode]) {
            $this->settings = ['assistants' => $mode];
            $metadata = self::json($this->server()->metadata(new Request('GET')));
            self::assertSame($mode === 'off' ? null : true, $metadata['client_id_metadata_document_supported'] ?? null);
            self::assertContains('none', (array) $metadata['token_endpoint_auth_methods_supported']);
        }
    }

    public function testTheHostsOfTheSettings(): void
    {
        foreach (['hosts', 'approval'] as $mode) {
            $this->settings = ['assistants' => $mode, 'assistantHosts' => 'other.example app.example'];
            self::assertInstanceOf(ConsentScreen::class, $this->open());
        }
        foreach (['other.example', 'example', 'sub.app.example', ''] as $hosts) {
            $this->settings = ['assistants' => 'hosts', 'assistantHosts' => $hosts];
            self::assertPage('AssistantNotAllowed', $this->open(), 403);
        }
        $this->settings = ['assistants' => 'known', 'assistantHosts' => 'app.example'];
        self::assertPage('AssistantNotAllowed', $this->open(), 403);
        self::assertCount(1, $this->fetcher->fetched);
    }

    public function testApproval(): void
    {
        $this->settings = ['assistants' => 'approval'];
        self::assertPage('AssistantPending', $this->open(), 403);
        self::assertPage('AssistantPending', $this->open(), 403);
        self::assertSame(['assistant.requested'], $this->events->names());
        $record = $this->documents()->find(self::URL);
        self::assertSame([DocumentDecision::Pending, 'anna'], [$record?->decision, $record?->askedBy]);
        self::assertSame([], $this->clients()->all());
        $this->documents()->decide(self::URL, DocumentDecision::Approved, $this->clock->time);
        self::assertSame('anna', $this->login($this->connect()));
        $this->settings = ['assistants' => 'known'];
        self::assertInstanceOf(ConsentScreen::class, $this->open());
        $this->settings = ['assistants' => 'off'];
        self::assertPage('AssistantsOff', $this->open(), 403);
    }

    public function testABadDocumentDoesNotWait(): void
    {
        $this->settings = ['assistants' => 'approval'];
        $this->fetcher->documents[self::URL] = self::body(['client_secret' => 'x']);
        self::assertPage('DocumentRefused', $this->open(), 400);
        self::assertNull($this->documents()->find(self::URL));
    }

    public function testABlockedDocumentAndABlockedHost(): void
    {
        foreach ([self::URL, 'app.example'] as $blocked) {
            $this->documents()->decide($blocked, DocumentDecision::Blocked, $this->clock->time);
            self::assertPage('AssistantBlocked', $this->open(), 403);
            self::assertPage('AssistantBlocked', $this->open([], null), 403);
            $this->documents()->decide($blocked, null, $this->clock->time);
        }
        $this->documents()->decide('claude.ai', DocumentDecision::Blocked, $this->clock->time);
        self::assertPage('AssistantBlocked', $this->open(['client_id' => self::CLAUDE, 'redirect_uri' => self::CLAUDE_CALLBACK]), 403);
        self::assertSame([], $this->fetcher->fetched);
    }

    public function testASwitchOfAKnownAssistant(): void
    {
        $claude = (new KnownAssistants())->all()['claude'];
        $switches = new AssistantSwitches(new MetaTable($this->connection));
        $request = ['client_id' => self::CLAUDE, 'redirect_uri' => self::CLAUDE_CALLBACK];
        $switches->set($claude, AssistantSwitch::Off);
        self::assertPage('AssistantNotAllowed', $this->open($request), 403);
        $switches->set($claude, AssistantSwitch::Follow);
        $this->fetcher->documents[self::CLAUDE] = $claude->pinned[self::CLAUDE];
        self::assertInstanceOf(ConsentScreen::class, $this->open($request));
        self::assertSame([self::CLAUDE], $this->fetcher->fetched);
        $switches->set($claude, AssistantSwitch::On);
        self::assertInstanceOf(ConsentScreen::class, $this->open($request));
        self::assertSame([self::CLAUDE], $this->fetcher->fetched);
    }

    /** @return iterable<string, array{string}> */
    public static function spellings(): iterable
    {
        foreach ([
            'https://app.example/client.json/', 'https://app.example:443/client.json', 'https://app.example/CLIENT.json',
            'https://app.example/%63lient.json', 'https://app.example//client.json',
        ] as $url) {
            yield $url => [$url];
        }
    }

    /** The document says its address in one spelling only. */
    #[DataProvider('spellings')]
    public function testAnotherSpellingIsAnotherClient(string $url): void
    {
        $this->fetcher->documents[$url] = self::body();
        self::assertPage('DocumentRefused', $this->open(['client_id' => $url]), 400);
        self::assertNull($this->documents()->find($url));
    }

    public function testAddressesThatCannotBeADocuments(): void
    {
        foreach ([
            'http://app.example/client.json', 'https://127.0.0.1/c', 'https://[::1]/c', 'https://10.0.0.1/c', 'https://user:pass@app.example/c',
            'https://app.example/./c', 'https://app.example/%2e%2e/c', 'https://app.example', 'https://app.example/c?x', 'https://APP.example/client.json',
            'HTTPS://app.example/client.json', 'ftp://app.example/c', '://', 'https://app.example/c#x',
        ] as $url) {
            self::assertPage('ClientUnknown', $this->open(['client_id' => $url]), 400);
            self::assertPage('ClientUnknown', $this->open(['client_id' => $url], null), 400);
        }
        self::assertSame([], $this->fetcher->fetched);
    }

    public function testADocumentThatCannotBeFetched(): void
    {
        foreach (FetchProblem::cases() as $problem) {
            $this->fetcher->documents[self::URL] = $problem;
            // Each by another user, for the limit of fetches.
            $page = $this->open([], new User("user of $problem->name", Scope::Read));
            self::assertPage('DocumentUnreachable', $page, 400);
            self::assertInstanceOf(ErrorPage::class, $page);
            // Which names have internal addresses is not for everybody.
            $shown = $problem === FetchProblem::Address ? 'name' : $problem->value;
            self::assertSame([$shown, 'app.example', self::URL], [$page->detail, $page->clientName, $page->clientId]);
            $page = $this->open([], new User("administrator of $problem->name", Scope::SuperUser));
            self::assertSame($problem->value, $page instanceof ErrorPage ? $page->detail : null);
        }
        $this->fetcher->documents[self::URL] = FetchProblem::Address;
        foreach ([Scope::Read, Scope::Write, Scope::Admin, null] as $scope) {
            $page = $this->open([], new User('another', $scope));
            self::assertSame('name', $page instanceof ErrorPage ? $page->detail : null);
        }
        self::assertNull($this->documents()->find(self::URL));
    }

    public function testTheCache(): void
    {
        foreach ([null, 0, 10] as $maxAge) {
            $this->setUp();
            $this->fetcher->maxAge = $maxAge;
            $this->open();
            $this->clock->time += 299;
            $this->open();
            self::assertCount(1, $this->fetcher->fetched);
            ++$this->clock->time;
            $this->open();
            self::assertCount(2, $this->fetcher->fetched);
        }
        $this->setUp();
        $this->fetcher->maxAge = 10 * 86400;
        $this->open();
        $this->clock->time += 86399;
        $this->open();
        self::assertCount(1, $this->fetcher->fetched);
        ++$this->clock->time;
        $this->open();
        self::assertCount(2, $this->fetcher->fetched);
    }

    public function testAStaleDocumentStandsInForAWeek(): void
    {
        $this->connect();
        $this->fetcher->documents[self::URL] = FetchProblem::Timeout;
        $this->clock->time += 7 * 86400 - 1;
        self::assertInstanceOf(ConsentScreen::class, $this->open());
        self::assertContains('document.stale', $this->events->names());
        foreach ([1, 86400] as $seconds) {
            $this->clock->time += $seconds;
            self::assertPage('DocumentUnreachable', $this->open(), 400);
        }
    }

    public function testAStaleDocumentStandsInOnlyWhileItsHostIsSilent(): void
    {
        $this->connect();
        $this->clock->time += 86400;
        $silent = [FetchProblem::Name, FetchProblem::Connection, FetchProblem::Timeout, FetchProblem::Unavailable];
        foreach (FetchProblem::cases() as $problem) {
            $this->fetcher->documents[self::URL] = $problem;
            // Each by another user, for the limit of fetches.
            $page = $this->open([], new User("user of $problem->name", Scope::Read));
            if (\in_array($problem, $silent, true)) {
                self::assertInstanceOf(ConsentScreen::class, $page, $problem->name);
            } else {
                self::assertPage('DocumentUnreachable', $page, 400);
            }
        }
        self::assertSame(\count($silent), array_count_values($this->events->names())['document.stale'] ?? 0);
        $this->fetcher->refusals[self::URL] = FetchProblem::Proxy;
        self::assertPage('DocumentUnreachable', $this->open(), 400);
    }

    public function testADocumentThatNobodyAcceptedDoesNotStandIn(): void
    {
        $this->open();
        $this->fetcher->documents[self::URL] = FetchProblem::Timeout;
        $this->clock->time += 300;
        self::assertPage('DocumentUnreachable', $this->open(), 400);
    }

    public function testAUserAndAHostAndAllAreLimited(): void
    {
        for ($n = 1; $n <= 10; ++$n) {
            self::assertPage('DocumentUnreachable', $this->open(['client_id' => "https://host$n.example/c"]), 400);
        }
        self::assertPage('AssistantTooMany', $this->open(['client_id' => 'https://host11.example/c']), 429);
        for ($n = 1; $n <= 60; ++$n) {
            self::assertPage('DocumentUnreachable', $this->open(['client_id' => "https://same.example/$n"], new User("u$n", Scope::Read)), 400);
        }
        self::assertPage('AssistantTooMany', $this->open(['client_id' => 'https://same.example/61'], new User('other', Scope::Read)), 429);
        for ($n = 71; $n <= 230; ++$n) {
            $this->open(['client_id' => "https://host$n.example/c"], new User("v$n", Scope::Read));
        }
        self::assertCount(200, $this->fetcher->fetched);
        $this->clock->time += 3600;
        self::assertInstanceOf(ConsentScreen::class, $this->open());
    }

    public function testOneUserDoesNotUseUpAHost(): void
    {
        for ($n = 1; $n <= 200; ++$n) {
            $this->open(['client_id' => "https://app.example/$n"], new User('mallory', Scope::Read));
        }
        self::assertInstanceOf(ConsentScreen::class, $this->open());
    }

    public function testFetchesThatNeedNoRequestAreNotCounted(): void
    {
        $refusals = ['https://app.example:8443/client.json' => FetchProblem::Url, 'https://app.example/other' => FetchProblem::Proxy];
        $this->fetcher->refusals = $refusals;
        foreach ($refusals as $url => $problem) {
            for ($n = 1; $n <= 201; ++$n) {
                $page = $this->open(['client_id' => $url]);
                self::assertPage('DocumentUnreachable', $page, 400);
                self::assertSame($problem->value, $page instanceof ErrorPage ? $page->detail : null);
            }
        }
        self::assertSame([], $this->fetcher->fetched);
        self::assertInstanceOf(ConsentScreen::class, $this->open());
    }

    public function testADocumentThatChangesBetweenScreenAndDecision(): void
    {
        $screen = $this->screen();
        $this->fetcher->documents[self::URL] = self::body(['redirect_uris' => [self::CALLBACK, 'https://evil.example/cb']]);
        $this->clock->time += 300;
        self::assertPage('ConsentUsed', $this->decide($screen), 403);
        self::assertSame([], $this->clients()->all());
        // The same page, with the document that it showed, is not accepted either.
        $this->fetcher->documents[self::URL] = self::body();
        $this->clock->time += 300;
        $this->decide($screen);
        self::assertCount(1, $this->clients()->all(), 'The nonce was not spent by the other document');
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public static function changes(): iterable
    {
        yield 'another redirect URI' => [['redirect_uris' => [self::CALLBACK, 'https://evil.example/cb']]];
        yield 'one redirect URI less' => [['redirect_uris' => ['https://app.example/cb2']]];
        yield 'a key' => [['token_endpoint_auth_methods_supported' => ['none', 'private_key_jwt'], 'jwks_uri' => 'https://app.example/jwks']];
    }

    /** @param array<string, mixed> $change */
    #[DataProvider('changes')]
    public function testAChangedDocumentEndsWhatWasAllowed(array $change): void
    {
        $tokens = $this->connect();
        $uri = ((array) ($change['redirect_uris'] ?? [self::CALLBACK]))[0];
        $this->fetcher->documents[self::URL] = self::body($change);
        $this->clock->time += 300;
        self::assertSame('anna', $this->login($tokens), 'Nobody has seen the change yet');
        $this->open(['redirect_uri' => \is_string($uri) ? $uri : '']);
        self::assertNull($this->login($tokens));
        self::assertSame('invalid_grant', $this->token([
            'grant_type' => 'refresh_token', 'refresh_token' => $tokens['refresh_token'], 'client_id' => self::URL,
        ])['error']);
        self::assertSame('document_changed', (new AuthorizationTable($this->connection))->listForUser('anna')[0]->endReason);
        self::assertSame(1, array_count_values($this->events->names())['document.changed']);
        // The row has the old redirect URIs until somebody consents to the new ones.
        self::assertSame([self::CALLBACK], $this->client()->redirectUris);
        $this->open(['redirect_uri' => \is_string($uri) ? $uri : '']);
        self::assertSame(1, array_count_values($this->events->names())['document.changed']);
        $again = $this->connect(['redirect_uri' => \is_string($uri) ? $uri : '']);
        self::assertSame('anna', $this->login($again));
        self::assertNull($this->login($tokens));
    }

    public function testANewNameEndsNothing(): void
    {
        $tokens = $this->connect();
        $this->fetcher->documents[self::URL] = self::body(['client_name' => 'Renamed', 'client_uri' => 'https://app.example']);
        $this->clock->time += 300;
        self::assertSame('Renamed', $this->screen()->clientName);
        self::assertSame('anna', $this->login($tokens));
        $this->connect();
        self::assertSame('Renamed', $this->client()->name);
        self::assertSame('anna', $this->login($tokens));
    }

    public function testKeysWithinTheDocument(): void
    {
        $jwks = array_map(static fn (string $alg): array => Key::generate($alg)->toPublicJwk(), ['ES256', 'ES256', 'EdDSA']);
        $with = static fn (array $keys): string => self::body([
            'token_endpoint_auth_methods_supported' => ['none', 'private_key_jwt'], 'jwks' => ['keys' => $keys],
        ]);
        $this->fetcher->documents[self::URL] = $with([$jwks[0]]);
        $tokens = $this->connect();
        self::assertTrue($this->client()->hasKeys());
        $this->fetcher->documents[self::URL] = $with([$jwks[0], $jwks[1]]);
        $this->clock->time += 300;
        $this->connect();
        self::assertSame('anna', $this->login($tokens), 'A key survives: a rotation');
        $this->fetcher->documents[self::URL] = $with([$jwks[1]]);
        $this->clock->time += 300;
        $this->connect();
        self::assertSame('anna', $this->login($tokens), 'A key survives: a rotation');
        $this->fetcher->documents[self::URL] = $with([$jwks[2]]);
        $this->clock->time += 300;
        $this->open();
        self::assertNull($this->login($tokens), 'No key survives');
    }

    public function testAClientThatNeedsAKey(): void
    {
        $key = Key::generate('ES256');
        $this->fetcher->documents[self::URL] = self::body([
            'token_endpoint_auth_method' => 'private_key_jwt', 'jwks' => ['keys' => [$key->toPublicJwk()]],
        ]);
        $code = $this->code();
        $form = ['grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER, 'redirect_uri' => self::CALLBACK];
        self::assertSame('invalid_client', $this->token($form + ['client_id' => self::URL])['error']);
        $assertion = oauth2_jwt_sign([
            'iss' => self::URL, 'sub' => self::URL, 'aud' => self::ISSUER, 'jti' => 'one', 'exp' => $this->clock->time + 60, 'iat' => $this->clock->time,
        ], $key);
        $tokens = $this->token($form + [
            'client_assertion' => $assertion,
            'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        ]);
        self::assertSame('anna', $this->login($tokens));
    }

    public function testWhereNoKeyIsNeededABadAssertionFails(): void
    {
        $this->fetcher->documents[self::URL] = self::body([
            'token_endpoint_auth_methods_supported' => ['none', 'private_key_jwt'], 'jwks' => ['keys' => [Key::generate('ES256')->toPublicJwk()]],
        ]);
        $form = ['grant_type' => 'authorization_code', 'code' => $this->code(), 'code_verifier' => self::VERIFIER];
        self::assertSame('invalid_client', $this->token($form + [
            'client_id' => self::URL, 'client_assertion' => 'a.b.c',
            'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        ])['error']);
        self::assertSame('anna', $this->login($this->token($form + ['client_id' => self::URL])));
    }

    public function testTheHighestScope(): void
    {
        $asked = ['scope' => 'matomo:read matomo:write matomo:admin matomo:superuser'];
        foreach (['read' => ['Read'], 'write' => ['Read', 'Write'], 'admin' => ['Read', 'Write', 'Admin']] as $setting => $names) {
            $this->settings = ['assistants' => 'any', 'assistantScope' => $setting];
            $choices = $this->screen($asked)->choices;
            self::assertSame($names, array_map(static fn ($choice): string => $choice->scope->name, $choices));
        }
    }

    public function testAKeptClientHasItsOwnScopes(): void
    {
        $this->connect();
        $this->documents()->save(self::URL, ['kept' => true], $this->clock->time);
        $this->clients()->setScopes(self::URL, ['matomo:read', 'matomo:write'], $this->clock->time);
        self::assertCount(2, $this->screen(['scope' => 'matomo:admin'])->choices);
        $this->connect();
        self::assertSame(['matomo:read', 'matomo:write'], $this->client()->scopes);
    }

    public function testThePageTellsWhoAsks(): void
    {
        $screen = $this->screen();
        self::assertSame(['An app', 'app.example', null, null, self::URL], [
            $screen->clientName, $screen->clientHost, $screen->knownAssistant, $screen->looksLike, $screen->clientId,
        ]);
        $id = 'https://claude-ai.example/c';
        $this->fetcher->documents[$id] = self::body(['client_id' => $id]);
        self::assertSame('Claude', $this->screen(['client_id' => $id])->looksLike);
        $this->fetcher->documents[$id = 'https://x.example/c'] = self::body(['client_id' => $id, 'client_name' => "\u{421}laude \u{1F916}"]);
        self::assertSame('Claude', $this->screen(['client_id' => $id])->looksLike);
        foreach ([['x.example', 'Cursor', 'Cursor'], ['www.cursor.com', 'Cursor', null], ['x.example', 'Matomo Login', 'Matomo'], ['matomo.example', 'Matomo Reports', null]] as $n => [$host, $name, $looks]) {
            $this->fetcher->documents[$id = "https://$host/c/$n"] = self::body(['client_id' => $id, 'client_name' => $name]);
            self::assertSame($looks, $this->screen(['client_id' => $id])->looksLike, "$host $name");
        }
    }

    public function testOriginsComeFromConsentOnly(): void
    {
        self::assertFalse($this->server()->origins()->contains('https://app.example'));
        $this->screen();
        $this->cache = new ArrayCache($this->clock);
        self::assertFalse($this->server()->origins()->contains('https://app.example'));
        $this->connect();
        self::assertTrue($this->server()->origins()->contains('https://app.example'));
    }

    public function testDenyStoresNothing(): void
    {
        $answer = $this->decide($this->screen(), 'deny');
        self::assertInstanceOf(Response::class, $answer);
        self::assertStringContainsString('error=access_denied', $answer->headers['Location'] ?? '');
        self::assertSame([], $this->clients()->all());
        self::assertNull($this->documents()->find(self::URL)?->digest);
    }

    public function testAPausedClientStaysPaused(): void
    {
        $tokens = $this->connect();
        $this->clients()->setActive(self::URL, false, $this->clock->time);
        self::assertPage('ClientPaused', $this->open(), 400);
        self::assertNull($this->login($tokens));
        $this->server()->assistants()->enforce();
        self::assertFalse($this->client()->active);
    }

    public function testABlockCannotBeResumed(): void
    {
        $this->settings = ['assistants' => 'known', 'assistantHosts' => 'app.example'];
        foreach ([
            fn () => $this->server()->assistantRegistry()->decide(self::URL, DocumentDecision::Blocked),
            fn () => $this->server()->assistantRegistry()->decide('app.example', DocumentDecision::Blocked),
            function (): void {
                $this->settings = ['assistants' => 'off'];
                $this->server()->assistants()->enforce();
            },
        ] as $block) {
            $this->setUp();
            $this->settings = ['assistants' => 'any'];
            $tokens = $this->connect();
            $block();
            try {
                $this->server()->clients()->setActive(self::URL, true);
                self::fail('The client is resumed');
            } catch (InvalidClient $refused) {
                self::assertSame(ClientRule::ResumeNotAllowed, $refused->problems['clientId']->rule);
            }
            self::assertFalse($this->client()->active);
            self::assertNull($this->login($tokens));
            // Taking it back resumes the client.
            $this->settings = ['assistants' => 'any'];
            $this->server()->assistantRegistry()->decide(self::URL, null);
            $this->server()->assistantRegistry()->decide('app.example', null);
            self::assertSame('anna', $this->login($tokens));
            self::assertNotContains('client.resumed', $this->events->names());
        }
    }

    public function testAClientThatAnAdministratorPausedWhileItWasBlockedStaysPaused(): void
    {
        $tokens = $this->connect();
        $registry = $this->server()->assistantRegistry();
        $registry->decide(self::URL, DocumentDecision::Blocked);
        $this->server()->clients()->setActive(self::URL, false);
        $registry->decide(self::URL, null);
        self::assertNull($this->login($tokens));
        $this->server()->clients()->setActive(self::URL, true);
        self::assertSame('anna', $this->login($tokens));
    }

    public function testABlockDuringTheFirstConsent(): void
    {
        $screen = $this->screen();
        // The block comes when the permission was read, but before there is a client that it could pause.
        $blocks = new WatchedConnection($this->connection);
        $blocks->before('oauth2_client (', function (): void {
            $this->server()->assistantRegistry()->decide(self::URL, DocumentDecision::Blocked);
        });
        $answer = $this->decide($screen, 'allow', $blocks);
        self::assertPage('ConsentScope', $answer, 400);
        self::assertFalse($this->client()->active);
        self::assertSame([], (new AuthorizationTable($this->connection))->liveForClient(
            self::URL,
            $this->client()->epoch,
            $this->clock->time,
            '',
            9,
        ));
        $this->server()->assistantRegistry()->decide(self::URL, null);
        self::assertTrue($this->client()->active);
    }

    public function testABlockDuringAResumption(): void
    {
        $tokens = $this->connect();
        $this->server()->clients()->setActive(self::URL, false);
        $blocks = new WatchedConnection($this->connection);
        $blocks->before('oauth2_client SET active', function (): void {
            $this->server()->assistantRegistry()->decide(self::URL, DocumentDecision::Blocked);
        });
        try {
            $this->server($blocks)->clients()->setActive(self::URL, true);
            self::fail('The client is resumed');
        } catch (InvalidClient) {
            self::assertNull($this->login($tokens));
        }
        $this->documents()->decide(self::URL, null, $this->clock->time);
        $blocks->before('oauth2_client SET active', function (): void {
            $this->server()->assistantRegistry()->decide(self::URL, DocumentDecision::Blocked);
        });
        $this->server($blocks)->assistants()->enforce();
        self::assertNull($this->login($tokens));
    }

    public function testKeepingDoesNotRemoveABlock(): void
    {
        $tokens = $this->connect();
        $registry = $this->server()->assistantRegistry();
        $registry->keep(self::URL, ['matomo:write']);
        $registry->decide(self::URL, DocumentDecision::Blocked);
        $registry->keep(self::URL, []);
        self::assertSame('blocked', $this->views()[self::URL]->state);
        self::assertFalse($this->views()[self::URL]->isKept);
        try {
            $registry->keep(self::URL, ['matomo:write']);
            self::fail('A blocked client is kept');
        } catch (AssistantNotFound $refused) {
            self::assertStringContainsString('blocked', $refused->getMessage());
        }
        self::assertNull($this->login($tokens));
        self::assertSame('blocked', $this->views()[self::URL]->state);
    }

    /** @return iterable<string, array{string}> */
    public static function consents(): iterable
    {
        yield 'before the first consent' => ['approved'];
        yield 'after consent' => ['connected'];
        yield 'of a kept client' => ['kept'];
    }

    #[DataProvider('consents')]
    public function testAnApprovalIsForOneDocument(string $state): void
    {
        $this->settings = ['assistants' => 'approval'];
        $evil = ['redirect_uri' => 'https://evil.example/cb'];
        self::assertPage('AssistantPending', $this->open(), 403);
        // The administrator approves what the list shows.
        $this->fetcher->documents[self::URL] = self::body(['client_name' => 'Other', 'redirect_uris' => ['https://evil.example/cb']]);
        $this->clock->time += 90000;
        self::assertPage('AssistantPending', $this->open($evil), 403);
        self::assertSame(['An app', ['app.example']], [$this->views()[self::URL]->name, $this->views()[self::URL]->redirectHosts]);
        $registry = $this->server()->assistantRegistry();
        $registry->decide(self::URL, DocumentDecision::Approved);
        if ($state !== 'approved') {
            $this->fetcher->documents[self::URL] = self::body();
            $tokens = $this->connect();
            if ($state === 'kept') {
                $registry->keep(self::URL, ['matomo:superuser']);
            }
            $this->fetcher->documents[self::URL] = self::body(['client_name' => 'Other', 'redirect_uris' => ['https://evil.example/cb']]);
            $this->clock->time += 90000;
        }
        self::assertPage('AssistantPending', $this->open($evil), 403);
        self::assertPage('AssistantPending', $this->open($evil), 403);
        self::assertNull($this->login($tokens ?? []));
        $view = $this->views()[self::URL];
        self::assertSame(['pending', 'Other', ['evil.example'], false], [$view->state, $view->name, $view->redirectHosts, $view->isKept]);
        $this->server()->assistantRegistry()->decide(self::URL, DocumentDecision::Approved);
        $screen = $this->screen($evil + ['scope' => 'matomo:superuser matomo:read']);
        self::assertCount(1, $screen->choices, 'The scopes of a kept client were for the document before');
        self::assertSame('anna', $this->login($this->connect($evil)));
    }

    public function testAnApprovalOfADocumentWhoseKeysWereAllReplaced(): void
    {
        $this->settings = ['assistants' => 'approval'];
        $with = static fn (Key $key): string => self::body([
            'token_endpoint_auth_methods_supported' => ['none', 'private_key_jwt'], 'jwks' => ['keys' => [$key->toPublicJwk()]],
        ]);
        $this->fetcher->documents[self::URL] = $with(Key::generate('ES256'));
        $this->open();
        $this->server()->assistantRegistry()->decide(self::URL, DocumentDecision::Approved);
        $this->connect();
        $this->fetcher->documents[self::URL] = $with(Key::generate('ES256'));
        $this->clock->time += 90000;
        self::assertPage('AssistantPending', $this->open(), 403);
        $this->server()->assistantRegistry()->decide(self::URL, DocumentDecision::Approved);
        self::assertSame('anna', $this->login($this->connect()));
    }

    public function testAComparisonWithdrawsAnApproval(): void
    {
        $this->settings = ['assistants' => 'approval'];
        $this->open();
        $registry = $this->server()->assistantRegistry();
        $registry->decide(self::URL, DocumentDecision::Approved);
        self::assertNotContains(self::URL, $this->server()->vendorDocuments()->compare()['different']);
        $this->fetcher->documents[self::URL] = self::body(['redirect_uris' => ['https://evil.example/cb']]);
        self::assertContains(self::URL, $this->server()->vendorDocuments()->compare()['different']);
        $view = $this->views()[self::URL];
        self::assertSame(['pending', ['evil.example']], [$view->state, $view->redirectHosts]);
        // Where the settings allow the document, nobody has to approve it.
        $this->settings = ['assistants' => 'any'];
        $this->connect(['redirect_uri' => 'https://evil.example/cb']);
        $registry->decide(self::URL, DocumentDecision::Approved);
        $this->fetcher->documents[self::URL] = self::body();
        $this->server()->vendorDocuments()->compare();
        self::assertSame('allowed', $this->views()[self::URL]->state);
        self::assertNull($this->documents()->find(self::URL)?->decision);
    }

    public function testNothingIsFetchedForAComparisonThatIsNotAllowed(): void
    {
        $this->connect();
        foreach ([self::URL, 'app.example'] as $blocked) {
            $registry = $this->server()->assistantRegistry();
            $registry->decide($blocked, DocumentDecision::Blocked);
            $this->fetcher->fetched = [];
            $this->server()->vendorDocuments()->compare();
            self::assertNotContains(self::URL, $this->fetcher->fetched);
            $registry->decide($blocked, null);
            $this->server()->vendorDocuments()->compare();
            self::assertContains(self::URL, $this->fetcher->fetched);
        }
        $this->settings = ['assistants' => 'known'];
        $this->fetcher->fetched = [];
        $this->server()->assistantRegistry()->decide('claude.ai', DocumentDecision::Blocked);
        $this->server()->vendorDocuments()->compare();
        self::assertNotSame([], $this->fetcher->fetched);
        self::assertNotContains(self::URL, $this->fetcher->fetched);
        self::assertNotContains(self::CLAUDE, $this->fetcher->fetched);
    }

    /** @return iterable<string, array{bool}> */
    public static function readings(): iterable
    {
        yield 'by a comparison' => [true];
        yield 'by a request' => [false];
    }

    #[DataProvider('readings')]
    public function testARotationOfKeysTakesEffectWithoutConsent(bool $isComparison): void
    {
        [$a, $b, $c] = array_map(Key::generate(...), ['ES256', 'ES256', 'ES256']);
        $with = static fn (Key ...$keys): string => self::body([
            'token_endpoint_auth_method' => 'private_key_jwt',
            'jwks' => ['keys' => array_map(static fn (Key $key): array => $key->toPublicJwk(), $keys)],
        ]);
        $number = 0;
        $refresh = function (Key $key, string $token) use (&$number): array {
            return $this->token(['grant_type' => 'refresh_token', 'refresh_token' => $token, 'client_assertion' => oauth2_jwt_sign([
                'iss' => self::URL, 'sub' => self::URL, 'aud' => self::ISSUER, 'jti' => 'j' . ++$number, 'exp' => $this->clock->time + 60,
                'iat' => $this->clock->time,
            ], $key), 'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer']);
        };
        $this->fetcher->documents[self::URL] = $with($a, $b);
        $code = $this->code();
        $tokens = $this->token([
            'grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER, 'redirect_uri' => self::CALLBACK,
            'client_assertion' => oauth2_jwt_sign([
                'iss' => self::URL, 'sub' => self::URL, 'aud' => self::ISSUER, 'jti' => 'first', 'exp' => $this->clock->time + 60,
                'iat' => $this->clock->time,
            ], $a), 'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        ]);
        $this->fetcher->documents[self::URL] = $with($b, $c);
        $this->clock->time += 300;
        $isComparison ? $this->server()->vendorDocuments()->compare() : $this->open();
        self::assertSame('invalid_client', $refresh($a, $tokens['refresh_token'])['error'], 'A removed key');
        $tokens = $refresh($c, $tokens['refresh_token']);
        self::assertSame('anna', $this->login($tokens), 'A new key');
        self::assertSame('anna', $this->login($refresh($b, $tokens['refresh_token'])));
    }

    public function testALowerHighestScopeEndsWhatUsersAllowed(): void
    {
        $refresh = fn (string $token): array => $this->token([
            'grant_type' => 'refresh_token', 'refresh_token' => $token, 'client_id' => self::URL,
        ]);
        $allow = function (string $scope): array {
            $this->settings = ['assistants' => 'any', 'assistantScope' => 'admin'];
            $screen = $this->screen(['scope' => 'matomo:admin']);
            $answer = $this->server()->authorization()->decide(self::form([
                'request' => $screen->request, 'nonce' => $screen->nonce, 'scope' => $scope, 'decision' => 'allow',
            ]), new User('anna', Scope::SuperUser));
            self::assertInstanceOf(Response::class, $answer);
            preg_match('/[?&]code=([^&]+)/', $answer->headers['Location'] ?? '', $match);

            return $this->token([
                'grant_type' => 'authorization_code', 'code' => $match[1] ?? '', 'code_verifier' => self::VERIFIER, 'client_id' => self::URL,
                'redirect_uri' => self::CALLBACK,
            ]);
        };
        [$admin, $read] = [$allow('matomo:admin'), $allow('matomo:read')];
        $this->server()->assistants()->enforce();
        self::assertSame(['anna', 'anna'], [$this->login($admin), $this->login($read)]);
        $this->settings = ['assistants' => 'any', 'assistantScope' => 'write'];
        $this->server()->assistants()->enforce();
        self::assertSame(['matomo:read', 'matomo:write'], $this->client()->scopes);
        self::assertNull($this->login($admin));
        self::assertSame('invalid_grant', $refresh($admin['refresh_token'])['error']);
        self::assertSame('anna', $this->login($read));
        // A higher one does not bring it back.
        $this->settings = ['assistants' => 'any', 'assistantScope' => 'admin'];
        $this->server()->assistants()->enforce();
        self::assertNull($this->login($admin));
        // A kept client has its own scopes, and loses those that are taken away.
        $admin = $allow('matomo:admin');
        $registry = $this->server()->assistantRegistry();
        $registry->keep(self::URL, ['matomo:admin']);
        $this->settings = ['assistants' => 'any', 'assistantScope' => 'read'];
        $this->server()->assistants()->enforce();
        self::assertSame(['anna', 'anna'], [$this->login($admin), $this->login($read)]);
        $this->server()->assistantRegistry()->keep(self::URL, ['matomo:read']);
        self::assertSame([null, 'anna'], [$this->login($admin), $this->login($read)]);
    }

    public function testClientsThatNobodyUsesGo(): void
    {
        $ids = [];
        foreach (['unused', 'used', 'allowed', 'paused', 'kept', 'blocked'] as $name) {
            $id = $ids[$name] = "https://app.example/$name";
            $this->fetcher->documents[$id] = self::body(['client_id' => $id]);
            $this->connect(['client_id' => $id]);
        }
        $authorizations = new AuthorizationTable($this->connection);
        $this->server()->clients()->setActive($ids['paused'], false);
        $this->server()->assistantRegistry()->keep($ids['kept'], ['matomo:read']);
        $this->server()->assistantRegistry()->decide($ids['blocked'], DocumentDecision::Blocked);
        $registered = $this->server()->clients()->create(
            new ClientDraft('Own', ['https://own.example/cb'], ['authorization_code'], ['matomo:read'], 'public'),
            'anna',
        )->client->clientId;
        foreach ($ids as $name => $id) {
            if ($name !== 'allowed') {
                $authorizations->endForClient($id, 'revoked', $this->clock->time);
            }
        }
        $authorizations->extend($authorizations->listForClient($ids['allowed'])[0]->id, $this->clock->time + 400 * 86400);
        $left = fn (): array => array_values(array_map(
            static fn (ClientRecord $client): string => $client->clientId,
            array_filter($this->clients()->all(), static fn (ClientRecord $client): bool => $client->clientId !== $registered),
        ));
        $this->clock->time += 180 * 86400 - 1;
        $this->server()->maintenance()->purge();
        self::assertCount(6, $left());
        ++$this->clock->time;
        $this->clients()->touch($ids['used'], $this->clock->time);
        $this->server()->maintenance()->purge();
        self::assertEqualsCanonicalizing([$ids['used'], $ids['allowed'], $ids['paused'], $ids['kept']], $left());
        self::assertNotNull($this->clients()->find($registered));
        self::assertNull($this->documents()->find($ids['unused']));
        self::assertSame('blocked', $this->views()[$ids['blocked']]->state);
    }

    public function testADeletedClientLeavesNothing(): void
    {
        $this->settings = ['assistants' => 'approval'];
        $this->open();
        $this->server()->assistantRegistry()->decide(self::URL, DocumentDecision::Approved);
        $this->connect();
        $this->server()->vendorDocuments()->compare();
        $this->server()->clients()->delete(self::URL);
        self::assertNull($this->documents()->find(self::URL));
        self::assertPage('AssistantPending', $this->open(), 403);
    }

    public function testTheNumberOfClientsIsLimited(): void
    {
        $this->connect();
        // One more than the limit, because users consent at the same time.
        for ($n = 1; $n <= 1000; ++$n) {
            $this->clients()->insert(new ClientRecord(
                "https://many.example/$n",
                'App',
                '',
                null,
                null,
                [self::CALLBACK],
                ['authorization_code'],
                ['matomo:read'],
                ClientRecord::PUBLIC,
                true,
                '',
                null,
                1,
                true,
                1,
                1,
            ));
        }
        $this->fetcher->documents[$id = 'https://app.example/more'] = self::body(['client_id' => $id]);
        self::assertPage('AssistantTooMany', $this->open(['client_id' => $id]), 429);
        self::assertInstanceOf(ConsentScreen::class, $this->open());
        self::assertInstanceOf(ConsentScreen::class, $this->open(['client_id' => self::CLAUDE, 'redirect_uri' => self::CLAUDE_CALLBACK]));
        $this->clients()->delete('https://many.example/1');
        self::assertPage('AssistantTooMany', $this->open(['client_id' => $id]), 429);
        $this->clients()->delete('https://many.example/2');
        self::assertInstanceOf(ConsentScreen::class, $this->open(['client_id' => $id]));
    }

    public function testASettingThatNoLongerAllowsAClientPausesIt(): void
    {
        $tokens = $this->connect();
        foreach (['off', 'known', 'hosts', 'approval'] as $mode) {
            $this->settings = ['assistants' => $mode];
            $this->server()->assistants()->enforce();
            self::assertNull($this->login($tokens), $mode);
            self::assertFalse($this->server()->origins()->contains('https://app.example'));
            $this->settings = ['assistants' => 'any'];
            $this->server()->assistants()->enforce();
            self::assertSame('anna', $this->login($tokens), $mode);
        }
        $this->documents()->decide('app.example', DocumentDecision::Blocked, $this->clock->time);
        $this->server()->assistants()->enforce();
        self::assertNull($this->login($tokens));
    }

    public function testRegisteredClientsAreNotTouched(): void
    {
        $log = new StatementLog($this->connection);
        $this->open(['client_id' => 'unknown'], null, $log);
        $this->open(['client_id' => 'unknown'], new User('anna', Scope::Read), $log);
        self::assertCount(2, $log->statements);
    }

    public function testADocumentsClientCannotBeEdited(): void
    {
        $this->fetcher->documents[self::URL] = self::body([
            'token_endpoint_auth_method' => 'private_key_jwt', 'jwks' => ['keys' => [Key::generate('ES256')->toPublicJwk()]],
        ]);
        $this->code();
        $registry = $this->server()->clients();
        $draft = new ClientDraft('Other', ['https://evil.example/cb'], ['authorization_code'], ['matomo:admin'], 'public');
        self::assertSame(['clientId'], array_keys($registry->problems($draft, self::URL)));
        foreach ([
            'clientId' => [
                static fn () => $registry->update(self::URL, $draft),
                static fn () => $registry->setKeys(self::URL, ''),
            ],
            'type' => [static fn () => $registry->rotateSecret(self::URL)],
        ] as $field => $changes) {
            foreach ($changes as $change) {
                try {
                    $change();
                    self::fail('The client is edited');
                } catch (InvalidClient $refused) {
                    self::assertSame([$field], array_keys($refused->problems));
                }
            }
        }
        self::assertNull($this->client()->secretHash);
        self::assertSame([], $registry->warnings($this->client()), 'It needs no owner');
        self::assertSame(['clientId'], array_keys($registry->problems(
            new ClientDraft('Own', ['https://app.example/cb'], ['authorization_code'], ['matomo:read'], 'public', clientId: 'https://app.example/x'),
        )));
        $registry->delete(self::URL);
        self::assertInstanceOf(ConsentScreen::class, $this->open());
    }

    public function testTheSwitchesAndTheList(): void
    {
        $tokens = $this->connect(['client_id' => self::CLAUDE, 'redirect_uri' => self::CLAUDE_CALLBACK]);
        $this->connect();
        $registry = $this->server()->assistantRegistry();
        $known = array_column($registry->known(), null, 'key');
        self::assertSame(['on', ['claude.ai', 'claude.com'], 'off'], [$known['claude']['state'], $known['claude']['redirectHosts'], $known['goose']['state']]);
        $views = $this->views();
        self::assertSame(['Claude', 'claude', 1, 'allowed', ['claude.ai', 'claude.com']], [
            $views[self::CLAUDE]->name, $views[self::CLAUDE]->assistant, $views[self::CLAUDE]->users, $views[self::CLAUDE]->state,
            $views[self::CLAUDE]->redirectHosts,
        ]);
        self::assertSame([null, 'app.example', ['app.example']], [
            $views[self::URL]->assistant, $views[self::URL]->host, $views[self::URL]->redirectHosts,
        ]);
        $registry->switch('claude', 'off');
        self::assertNull($this->login($tokens));
        self::assertSame('paused', $this->views()[self::CLAUDE]->state);
        $registry->switch('claude', 'on');
        self::assertSame('anna', $this->login($tokens));
        foreach ([['claude', 'maybe'], ['nobody', 'on'], ['', '']] as [$key, $state]) {
            try {
                $registry->switch($key, $state);
                self::fail("$key can be $state");
            } catch (AssistantNotFound) {
                self::assertSame('on', array_column($registry->known(), null, 'key')['claude']['state']);
            }
        }
        self::assertContains('assistant.switched', $this->events->names());
    }

    public function testTheUseOfAKnownAssistant(): void
    {
        $registry = $this->server()->assistantRegistry();
        $usage = static fn (): array => array_map(
            static fn (array $row): array => [$row['users'], $row['lastUsedAt']],
            array_column($registry->known(), null, 'key'),
        );
        self::assertSame([0, null], $usage()['codex']);
        $per = 'https://chatgpt.com/oauth/codex/AbC/client.json';
        $this->fetcher->documents[$per] = self::body(['client_id' => $per, 'client_name' => 'Codex', 'redirect_uris' => ['http://127.0.0.1/callback']]);
        $request = ['client_id' => 'https://chatgpt.com/oauth/codex/client.json', 'redirect_uri' => 'http://127.0.0.1:1/callback'];
        $this->login($this->connect($request));
        $this->connect();
        self::assertSame([1, $this->clock->time], $usage()['codex']);
        $this->clock->time += 3600;
        $this->login($this->connect(['client_id' => $per] + $request));
        self::assertSame([1, $this->clock->time], $usage()['codex'], 'One user with two documents');
        self::assertSame([0, null], $usage()['chatgpt']);
        $this->clients()->setActive($per, false, $this->clock->time);
        $this->server()->authorizations()->revoke($this->server()->authorizations()->forUser('anna')[0]->id, 'anna');
        self::assertSame(1, $usage()['codex'][0]);
        foreach ($this->server()->authorizations()->forUser('anna') as $view) {
            $this->server()->authorizations()->revoke($view->id, 'anna');
        }
        self::assertSame(0, $usage()['codex'][0]);
    }

    public function testThePausesAreEvents(): void
    {
        $this->connect();
        $this->server()->assistantRegistry()->decide(self::URL, DocumentDecision::Blocked);
        $this->server()->assistants()->enforce();
        $this->server()->assistantRegistry()->decide(self::URL, null);
        $this->server()->assistants()->enforce();
        self::assertEquals([
            new Event('assistant.decided', ['client_id' => self::URL, 'decision' => 'blocked']),
            new Event('assistant.suspended', ['client_id' => self::URL]),
            new Event('assistant.decided', ['client_id' => self::URL, 'decision' => 'none']),
            new Event('assistant.resumed', ['client_id' => self::URL]),
        ], array_values(array_filter($this->events->events, static fn (Event $event): bool => str_starts_with($event->name, 'assistant.'))));
    }

    public function testDecisions(): void
    {
        $this->settings = ['assistants' => 'approval'];
        $this->open();
        $registry = $this->server()->assistantRegistry();
        $view = $registry->all()[0];
        self::assertSame(['pending', 'An app', 'anna', ['app.example']], [$view->state, $view->name, $view->askedBy, $view->redirectHosts]);
        $registry->decide(self::URL, DocumentDecision::Approved);
        $tokens = $this->connect();
        $registry->decide('app.example', DocumentDecision::Blocked);
        self::assertNull($this->login($tokens));
        $views = $this->views();
        self::assertSame(['blocked', null, []], [$views['app.example']->state, $views['app.example']->name, $views['app.example']->redirectHosts]);
        $registry->decide('app.example', null);
        self::assertSame('anna', $this->login($tokens));
        foreach ([
            ['app.example', DocumentDecision::Approved], ['http://app.example/c', DocumentDecision::Blocked], ['', DocumentDecision::Blocked],
            ['APP.example', DocumentDecision::Blocked], ['*.example', DocumentDecision::Blocked], ['app.example x.example', DocumentDecision::Blocked],
        ] as [$id, $decision]) {
            try {
                $registry->decide($id, $decision);
                self::fail("$id can be decided about");
            } catch (AssistantNotFound) {
                self::assertNull($this->documents()->find('http://app.example/c'));
            }
        }
    }

    public function testAnAdministratorKeepsAClient(): void
    {
        $this->connect();
        $registry = $this->server()->assistantRegistry();
        $registry->keep(self::URL, ['matomo:write']);
        self::assertSame(['matomo:read', 'matomo:write'], $this->client()->scopes);
        $this->settings = ['assistants' => 'known'];
        $this->server()->assistants()->enforce();
        self::assertSame('anna', $this->login($this->connect()));
        self::assertTrue($this->views()[self::URL]->isKept);
        foreach ([[self::URL, ['matomo:nothing']], ['https://other.example/c', ['matomo:read']], ['app', ['matomo:read']]] as [$id, $scopes]) {
            try {
                $registry->keep($id, $scopes);
                self::fail("$id is kept");
            } catch (AssistantNotFound) {
                self::assertSame(['matomo:read', 'matomo:write'], $this->client()->scopes);
            }
        }
        $this->server()->assistantRegistry()->keep(self::URL, []);
        self::assertFalse($this->client()->active);
    }

    public function testAComparisonNotesADifferenceOfACopy(): void
    {
        $tokens = $this->connect(['client_id' => self::CLAUDE, 'redirect_uri' => self::CLAUDE_CALLBACK]);
        foreach ((new KnownAssistants())->all() as $assistant) {
            $this->fetcher->documents += $assistant->pinned;
        }
        $registry = $this->server()->assistantRegistry();
        self::assertSame(['compared' => 7, 'different' => [], 'failed' => []], $this->server()->vendorDocuments()->compare());
        $new = 'https://claude.ai/api/mcp/new_callback';
        $this->fetcher->documents[self::CLAUDE] = self::body([
            'client_id' => self::CLAUDE, 'client_name' => 'Claude', 'redirect_uris' => [self::CLAUDE_CALLBACK, $new],
        ]);
        $this->fetcher->documents['https://vscode.dev/oauth/client-metadata.json'] = FetchProblem::Status;
        $result = $this->server()->vendorDocuments()->compare();
        self::assertSame([[self::CLAUDE], ['https://vscode.dev/oauth/client-metadata.json' => 'status']], [$result['different'], $result['failed']]);
        self::assertSame(1, array_count_values($this->events->names())['document.differs']);
        $this->server()->vendorDocuments()->compare();
        self::assertSame(1, array_count_values($this->events->names())['document.differs']);
        // Nothing changes before an administrator takes it over.
        self::assertSame('anna', $this->login($tokens));
        self::assertPage('RedirectUriMismatch', $this->open(['client_id' => self::CLAUDE, 'redirect_uri' => $new]), 400);
        self::assertTrue($this->views()[self::CLAUDE]->differs);
        $this->server()->vendorDocuments()->adopt(self::CLAUDE);
        self::assertNull($this->login($tokens));
        self::assertSame('anna', $this->login($this->connect(['client_id' => self::CLAUDE, 'redirect_uri' => $new])));
        self::assertSame([], $this->server()->vendorDocuments()->compare()['different']);
        $this->expectException(AssistantNotFound::class);
        $this->server()->vendorDocuments()->adopt(self::CLAUDE);
    }

    public function testATakenOverDocumentIsTakenBack(): void
    {
        $copy = (new KnownAssistants())->all()['claude']->pinned[self::CLAUDE];
        $new = 'https://claude.ai/api/mcp/new_callback';
        foreach (['by a decision', 'by an update'] as $how) {
            $this->setUp();
            $registry = $this->server()->assistantRegistry();
            $this->fetcher->documents[self::CLAUDE] = self::body(['client_id' => self::CLAUDE, 'client_name' => 'Claude', 'redirect_uris' => [$new]]);
            $this->server()->vendorDocuments()->compare();
            $this->server()->vendorDocuments()->adopt(self::CLAUDE);
            $registry->decide(self::CLAUDE, DocumentDecision::Blocked);
            $registry->decide(self::CLAUDE, null);
            $tokens = $this->connect(['client_id' => self::CLAUDE, 'redirect_uri' => $new]);
            self::assertNotContains(self::CLAUDE, $this->server()->vendorDocuments()->compare()['different'], 'A block that is taken back changes no document');
            if ($how === 'by a decision') {
                $registry->decide(self::CLAUDE, null);
            } else {
                $this->fetcher->documents[self::CLAUDE] = $copy;
                self::assertNotContains(self::CLAUDE, $this->server()->vendorDocuments()->compare()['different']);
            }
            self::assertNull($this->documents()->find(self::CLAUDE)?->adopted, $how);
            self::assertNull($this->login($tokens), 'Another document');
            self::assertSame('anna', $this->login($this->connect(['client_id' => self::CLAUDE, 'redirect_uri' => self::CLAUDE_CALLBACK])));
        }
    }

    public function testAComparisonOfAFollowedDocumentEndsWhatWasAllowed(): void
    {
        $tokens = $this->connect();
        $this->server()->vendorDocuments()->compare();
        self::assertSame('anna', $this->login($tokens));
        $this->fetcher->documents[self::URL] = FetchProblem::Timeout;
        $this->server()->vendorDocuments()->compare();
        self::assertSame('anna', $this->login($tokens));
        $this->fetcher->documents[self::URL] = self::body(['redirect_uris' => ['https://evil.example/cb']]);
        self::assertSame([self::URL], $this->server()->vendorDocuments()->compare()['different']);
        self::assertNull($this->login($tokens));
        self::assertSame([self::CALLBACK], $this->client()->redirectUris);
    }

    /** @return array<string, AssistantView> by client ID */
    private function views(): array
    {
        $views = [];
        foreach ($this->server()->assistantRegistry()->all() as $view) {
            $views[$view->clientId] = $view;
        }

        return $views;
    }

    /** @param array<string, mixed> $members */
    private static function body(array $members = []): string
    {
        return (string) json_encode($members + [
            'client_id' => self::URL, 'client_name' => 'An app', 'redirect_uris' => [self::CALLBACK],
        ]);
    }

    private function server(?Connection $connection = null): AuthorizationServer
    {
        return new AuthorizationServer(
            new Settings(
                self::ISSUER,
                new EndpointUrls(self::ISSUER),
                [self::ISSUER],
                str_repeat('w', 32),
                null,
                null,
                2048,
                ...$this->settings + ['signingAlgorithm' => 'EdDSA'],
            ),
            $connection ?? $this->connection,
            new ListedUsers(),
            $this->clock,
            events: $this->events,
            cache: $this->cache,
            fetcher: fn (): ScriptedFetcher => $this->fetcher,
        );
    }

    /** @param array<string, string> $changes */
    private static function query(array $changes): string
    {
        return http_build_query($changes + [
            'response_type' => 'code', 'client_id' => self::URL, 'redirect_uri' => self::CALLBACK, 'state' => 'xyz',
            'code_challenge' => self::CHALLENGE, 'code_challenge_method' => 'S256',
        ], '', '&', PHP_QUERY_RFC3986);
    }

    /** @param array<string, string> $changes */
    private function open(
        array $changes = [],
        ?User $user = new User('anna', Scope::SuperUser),
        ?Connection $connection = null,
    ): LoginRequired|ConsentScreen|ErrorPage|Response {
        return $this->server($connection)->authorization()->open(new Request('GET', self::query($changes)), $user);
    }

    /** @param array<string, string> $changes */
    private function screen(array $changes = []): ConsentScreen
    {
        $screen = $this->open($changes);
        self::assertInstanceOf(ConsentScreen::class, $screen);

        return $screen;
    }

    private function decide(ConsentScreen $screen, string $decision = 'allow', ?Connection $connection = null): SwitchUser|ErrorPage|Response
    {
        return $this->server($connection)->authorization()->decide(self::form([
            'request' => $screen->request, 'nonce' => $screen->nonce, 'scope' => 'matomo:read', 'decision' => $decision,
        ]), new User('anna', Scope::SuperUser));
    }

    /** @param array<string, string> $changes */
    private function code(array $changes = []): string
    {
        $answer = $this->decide($this->screen($changes));
        self::assertInstanceOf(Response::class, $answer);
        self::assertSame(1, preg_match('/[?&]code=([^&]+)/', $answer->headers['Location'] ?? '', $match));

        return $match[1];
    }

    /**
     * @param array<string, string> $changes
     * @return array<string, string>
     */
    private function connect(array $changes = []): array
    {
        $changes += ['client_id' => self::URL, 'redirect_uri' => self::CALLBACK];

        return $this->token([
            'grant_type' => 'authorization_code', 'code' => $this->code($changes), 'code_verifier' => self::VERIFIER,
            'client_id' => $changes['client_id'], 'redirect_uri' => $changes['redirect_uri'],
        ]);
    }

    /**
     * @param array<string, string> $fields
     * @return array<string, string>
     */
    private function token(array $fields): array
    {
        $answer = self::json($this->server()->token(self::form($fields)));

        return array_filter($answer, is_string(...));
    }

    /** @param array<string, string> $tokens */
    private function login(array $tokens): ?string
    {
        $request = new Request('GET', '', ['authorization' => ['Bearer ' . ($tokens['access_token'] ?? 'a.b.c')]]);
        try {
            return $this->server()->bearer()->authenticate($request, [self::ISSUER])->login;
        } catch (BearerError) {
            return null;
        }
    }

    /** @param array<string, string> $fields */
    private static function form(array $fields): Request
    {
        return new Request('POST', '', ['content-type' => ['application/x-www-form-urlencoded']], http_build_query($fields));
    }

    /** @return array<string, mixed> */
    private static function json(Response $response): array
    {
        $members = [];
        foreach ((array) json_decode($response->body, true) as $name => $value) {
            $members[(string) $name] = $value;
        }

        return $members;
    }

    private static function assertPage(string $error, mixed $result, int $status): void
    {
        self::assertInstanceOf(ErrorPage::class, $result);
        self::assertSame([$error, $status], [$result->error->name, $result->status]);
    }

    private function client(): ClientRecord
    {
        return $this->clients()->find(self::URL) ?? throw new \LogicException();
    }

    private function clients(): ClientTable
    {
        return new ClientTable($this->connection);
    }

    private function documents(): DocumentTable
    {
        return new DocumentTable($this->connection);
    }
}
