<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\ConnectGuides;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Assistant\RegisteringAssistant;
use Piwik\Plugins\OAuth2\Server\Assistant\Trust;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUriKind;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\tests\Support\Records;

/** The steps by which users connect assistants: for those that the settings allow, in the form that each application reads. */
final class ConnectGuidesTest extends TestCase
{
    private const ADDRESS = 'https://matomo.example.org/a/index.php?module=API&method=McpServer.mcp&format=mcp';

    public function testEachGuideNamesAKnownAssistantOrOneThatRegistersItself(): void
    {
        $known = (new KnownAssistants())->all();
        $seen = [];
        foreach (ConnectGuides::all() as $guide) {
            $registers = $guide['registers'] ?? false;
            self::assertSame(!$registers, isset($known[$guide['assistant']]), $guide['assistant']);
            self::assertSame($registers, isset($guide['name'], $guide['vendor']), $guide['assistant']);
            self::assertStringStartsWith('https://', $guide['source']);
            self::assertNotSame([], $guide['steps']);
            self::assertLessThanOrEqual(3, \count($guide['steps']));
            $seen[] = $guide['assistant'];
        }
        self::assertSame(array_unique($seen), $seen);
        foreach ($known as $assistant) {
            // Those that are on from the start are described.
            self::assertTrue(!$assistant->isOn || \in_array($assistant->key, $seen, true), $assistant->key);
        }
    }

    /** @param list<string> $expected */
    #[DataProvider('settings')]
    public function testOnlyAllowedAssistantsAreShown(Trust $trust, bool $registers, array $expected): void
    {
        $known = [
            self::known('claude', 'on'), self::known('zed', 'follow'), self::known('vscode', 'off'), self::known('goose', 'on'),
        ];
        self::assertSame($expected, array_column(self::guides()->allowed($trust, $known, $registers), 'key'));
    }

    /** @return iterable<string, array{Trust, bool, list<string>}> */
    public static function settings(): iterable
    {
        yield 'off' => [Trust::Off, false, []];
        foreach ([Trust::Known, Trust::Hosts, Trust::Approval, Trust::Any] as $trust) {
            yield $trust->value => [$trust, false, ['claude', 'zed', 'goose']];
            // One that is off has a document, presents it, and is refused.
            yield "$trust->value, and registration" => [$trust, true, ['claude', 'zed', 'goose', 'cursor', 'gemini-cli']];
        }
        yield 'registration alone' => [Trust::Off, true, ['claude', 'zed', 'vscode', 'cursor', 'gemini-cli']];
    }

    public function testTheLinksOpenWhatTheApplicationsRead(): void
    {
        $steps = self::steps(['vscode', 'vscode-insiders', 'cursor']);
        $address = ['url' => self::ADDRESS];
        foreach (['vscode' => 'vscode:', 'vscode-insiders' => 'vscode-insiders:'] as $key => $scheme) {
            [$scheme, $json] = explode('mcp/install?', $steps[$key][0]['href']) + ['', ''];
            self::assertMatchesRegularExpression('/^[A-Za-z0-9%._~-]+$/D', $json);
            self::assertSame(['name' => 'matomo', 'type' => 'http'] + $address, json_decode(rawurldecode($json), true));
        }
        self::assertStringStartsWith('vscode:mcp/install?%7B', $steps['vscode'][0]['href']);
        self::assertStringStartsWith('vscode-insiders:mcp/install?%7B', $steps['vscode-insiders'][0]['href']);
        $link = parse_url($steps['cursor'][0]['href']);
        self::assertIsArray($link);
        self::assertSame(['cursor', 'anysphere.cursor-deeplink', '/mcp/install'], [$link['scheme'] ?? '', $link['host'] ?? '', $link['path'] ?? '']);
        parse_str($link['query'] ?? '', $query);
        self::assertSame('matomo', $query['name']);
        self::assertIsString($query['config']);
        self::assertSame($address, json_decode((string) base64_decode($query['config'], true), true));
    }

    public function testCommandsAndConfigurationsHaveTheAddress(): void
    {
        $steps = self::steps(['claude-code', 'codex', 'gemini-cli', 'zed', 'opencode']);
        self::assertSame('claude mcp add --transport http matomo "' . self::ADDRESS . '"', $steps['claude-code'][0]['code']);
        self::assertSame('codex mcp add matomo --url "' . self::ADDRESS . '"', $steps['codex'][0]['code']);
        self::assertSame('gemini mcp add --transport http matomo "' . self::ADDRESS . '"', $steps['gemini-cli'][0]['code']);
        self::assertSame(
            ['context_servers' => ['matomo' => ['url' => self::ADDRESS]]],
            json_decode($steps['zed'][0]['code'], true),
        );
        self::assertSame(
            ['mcp' => ['matomo' => ['type' => 'remote', 'url' => self::ADDRESS, 'enabled' => true]]],
            json_decode($steps['opencode'][0]['code'], true),
        );
    }

    /** What a terminal would interpret inside quotes is left out; the user pastes the address instead. */
    #[DataProvider('addresses')]
    public function testAnAddressThatATerminalWouldReadOtherwiseGetsNoCommands(string $address): void
    {
        $known = [self::known('claude-code', 'on')];
        [$guide] = self::guides($address)->allowed(Trust::Known, $known, false);
        self::assertSame(['OAuth2_ConnectStepGeneric claude-code', 'OAuth2_ConnectStepAllow'], array_map(trim(...), array_column($guide['steps'], 'text')));
        self::assertSame(['', ''], array_column($guide['steps'], 'code'));
    }

    /** @return iterable<array{string}> */
    public static function addresses(): iterable
    {
        foreach (['$(id)', '`id`', '!x', '%PATH%', "'", ';id', ' x', "\n", '"', '{address}'] as $part) {
            yield $part => ["https://matomo.example.org/$part/index.php?module=API"];
        }
    }

    public function testAssistantsOfAVendorsServersSayThatTheyNeedThis(): void
    {
        $known = [self::known('claude', 'on'), self::known('claude-code', 'on')];
        $guides = array_column(self::guides()->allowed(Trust::Known, $known, false), 'notes', 'key');
        self::assertSame(['claude' => ['OAuth2_ConnectFromCloud claude'], 'claude-code' => []], $guides);
    }

    public function testEachGuideEndsWithTheConsent(): void
    {
        $known = array_map(static fn (string $key): array => self::known($key, 'on'), array_keys((new KnownAssistants())->all()));
        foreach (self::guides()->allowed(Trust::Any, $known, true) as $guide) {
            self::assertSame('OAuth2_ConnectStepAllow ', $guide['steps'][\count($guide['steps']) - 1]['text'], $guide['key']);
            foreach ($guide['steps'] as $step) {
                self::assertStringNotContainsString('{', $step['href'] . $step['text']);
                self::assertStringNotContainsString('{address}', $step['code']);
            }
        }
    }

    /** Each client that an administrator has made for an assistant gets steps with its Client ID, unless the assistant needs none. */
    public function testClientsThatAnAdministratorHasMade(): void
    {
        $known = [self::known('claude', 'off'), self::known('claude-code', 'off'), self::known('chatgpt', 'off'), self::known('vscode', 'off')];
        $clients = [
            self::client('web-1', ['https://claude.com/api/mcp/auth_callback', 'https://app.example/cb']),
            self::client('code_1', ['http://localhost/callback']),
            self::client('cursor.1', ['http://localhost/callback', 'cursor://anysphere.cursor-mcp/oauth/callback']),
            self::client('chat', ['https://chatgpt.com/connector_platform_oauth_redirect'], 'confidential'),
            self::client('vs', ['http://127.0.0.1/', 'https://vscode.dev/redirect']),
            self::client('job', ['https://claude.ai/api/mcp/auth_callback'], grants: ['client_credentials']),
            self::client('other', ['https://app.example/cb', 'https://claude.ai.evil.example/api/mcp/auth_callback']),
        ];
        $guides = array_column(self::guides()->ofClients($clients, $known, []), null, 'key');
        self::assertSame(['claude web-1', 'claude-code code_1', 'chatgpt chat', 'vscode vs', 'cursor cursor.1'], array_keys($guides));
        foreach ($guides as $key => $guide) {
            [, $id] = explode(' ', $key);
            self::assertSame("OAuth2_ConnectClient The <b>$id</b>", $guide['notes'][0]);
            self::assertStringContainsString($id, implode(' ', array_column($guide['steps'], 'code')));
            self::assertSame('OAuth2_ConnectStepAllow ', $guide['steps'][\count($guide['steps']) - 1]['text']);
            self::assertStringNotContainsString('{', $guide['steps'][0]['href']);
            self::assertStringNotContainsString('hash', json_encode($guide, JSON_THROW_ON_ERROR));
        }
        self::assertSame('claude mcp add --transport http --client-id code_1 matomo "' . self::ADDRESS . '"', $guides['claude-code code_1']['steps'][0]['code']);
        self::assertSame(
            ['mcpServers' => ['matomo' => ['url' => self::ADDRESS, 'auth' => ['CLIENT_ID' => 'cursor.1']]]],
            json_decode($guides['cursor cursor.1']['steps'][0]['code'], true),
        );
        self::assertContains('OAuth2_ConnectClientSecret chatgpt', $guides['chatgpt chat']['notes']);
        self::assertNotContains('OAuth2_ConnectClientSecret claude', $guides['claude web-1']['notes']);
        self::assertSame(['vscode vs', 'cursor cursor.1'], array_column(self::guides()->ofClients($clients, $known, ['claude', 'claude-code', 'chatgpt']), 'key'));
        $odd = self::guides('https://matomo.example.org/$(id)/')->ofClients([$clients[1]], $known, []);
        self::assertSame(['', 'code_1', ''], array_column($odd[0]['steps'], 'code'));
    }

    public function testTheRedirectUrisOfTheGuidesAreThoseOfTheirAssistants(): void
    {
        $known = new KnownAssistants();
        $registering = array_column($known->registering(), null, 'name');
        foreach (ConnectGuides::all() as $guide) {
            $assistant = $known->all()[$guide['assistant']] ?? $registering[$guide['name'] ?? ''] ?? null;
            foreach ($guide['client']['redirectUris'] ?? [] as $uri) {
                self::assertContains($uri, ConnectGuides::redirectUris());
                $target = RedirectUri::of($uri);
                self::assertTrue(match (true) {
                    $assistant instanceof RegisteringAssistant => $assistant->receives($target),
                    $target->kind === RedirectUriKind::Loopback => true,
                    default => $assistant?->redirectsTo((string) $target->host) === true,
                }, $uri);
            }
        }
    }

    /**
     * @param list<string> $uris
     * @param list<string> $grants
     */
    private static function client(string $id, array $uris, string $type = 'public', array $grants = ['authorization_code']): ClientRecord
    {
        return Records::client($id, name: "The <b>$id</b>", redirectUris: $uris, type: $type, grantTypes: $grants);
    }

    /**
     * @param list<string> $keys
     * @return array<string, list<array{text: string, code: string, href: string, label: string}>>
     */
    private static function steps(array $keys): array
    {
        $known = array_map(static fn (string $key): array => self::known($key, 'on'), ['vscode', 'vscode-insiders', 'claude-code', 'codex', 'zed', 'opencode']);
        $steps = array_column(self::guides()->allowed(Trust::Known, $known, true), 'steps', 'key');

        return array_intersect_key($steps, array_flip($keys));
    }

    /** @return array{key: string, name: string, vendor: string, state: string} */
    private static function known(string $key, string $state): array
    {
        return ['key' => $key, 'name' => $key, 'vendor' => 'A vendor', 'state' => $state];
    }

    private static function guides(string $address = self::ADDRESS): ConnectGuides
    {
        return new ConnectGuides($address, static fn (string $key, array $values): string => $key . ' ' . implode(' ', $values));
    }
}
