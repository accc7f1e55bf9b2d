<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Assistant;

use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Assistant\ClientDocument;
use Piwik\Plugins\OAuth2\Server\Assistant\DocumentAddress;
use Piwik\Plugins\OAuth2\Server\Assistant\DocumentParser;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistant;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Assistant\LookAlike;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;

/** The fixture has documents as their vendors published them, redirect URIs of real requests, and near misses. */
#[CoversNothing]
final class KnownAssistantsTest extends TestCase
{
    /**
     * @return iterable<string, array{array{fetched: string, complete: bool, document: array<string, mixed>,
     *     requested: list<string>, refused: list<string>}}>
     */
    public static function published(): iterable
    {
        foreach (self::fixture()['documents'] as $row) {
            yield (string) $row['document']['client_id'] => [$row];
        }
    }

    /**
     * @param array{fetched: string, complete: bool, document: array<string, mixed>, requested: list<string>,
     *     refused: list<string>} $row
     */
    #[DataProvider('published')]
    public function testTheCopyIsThePublishedDocument(array $row): void
    {
        $address = self::address($row['document']['client_id']);
        $body = self::known($address)->pinned[$address->url] ?? '';
        self::assertEquals($row['document'], json_decode($body, true));
        $copies = array_filter(self::file(), static fn (array $copy): bool => $copy['document']['client_id'] === $address->url);
        self::assertSame([[$row['fetched'], $row['complete']]], array_values(array_map(
            static fn (array $copy): array => [$copy['fetched'], $copy['complete']],
            $copies,
        )));
        $document = (new DocumentParser([]))->parse($body, $address);
        self::assertTrue($document->isPublic());
        foreach ($row['requested'] as $uri) {
            self::assertTrue(RedirectUri::isRegistered($uri, $document->redirectUris), $uri);
        }
        foreach ($row['refused'] as $uri) {
            self::assertFalse(RedirectUri::isRegistered($uri, $document->redirectUris), $uri);
        }
    }

    public function testRedirectUrisThatADocumentLacks(): void
    {
        $also = array_column(array_map(
            static fn (array $copy): array => [$copy['document']['client_id'], $copy['also'] ?? []],
            array_filter(self::file(), static fn (array $copy): bool => isset($copy['also'])),
        ), 1, 0);
        self::assertSame(['https://claude.ai/oauth/mcp-oauth-client-metadata' => ['https://claude.com/api/mcp/auth_callback']], $also);
        $address = self::address('https://claude.ai/oauth/mcp-oauth-client-metadata');
        $document = new ClientDocument($address, 'Claude', ['https://claude.ai/new'], true, ['none'], '{"keys":[]}', 'https://claude.ai/jwks');
        $complete = self::known($address)->complete($document);
        self::assertSame(['https://claude.ai/new', 'https://claude.com/api/mcp/auth_callback'], $complete->redirectUris);
        self::assertEquals($complete, self::known($address)->complete($complete), 'none is added twice');
        self::assertSame(
            [$document->address, $document->name, $document->refreshes, $document->methods, $document->jwks, $document->jwksUri],
            [$complete->address, $complete->name, $complete->refreshes, $complete->methods, $complete->jwks, $complete->jwksUri],
        );
    }

    public function testEachCopyIsADocumentWithSourceAndDate(): void
    {
        foreach (self::file() as $copy) {
            $url = $copy['document']['client_id'];
            self::assertSame($url, $copy['source']);
            self::assertMatchesRegularExpression('/^202\d-\d\d(-\d\d)?$/', $copy['fetched']);
            $document = (new DocumentParser([]))->parse((string) json_encode($copy['document']), self::address($url));
            self::assertTrue($document->refreshes, $url);
        }
    }

    public function testKeysAndSwitches(): void
    {
        $on = ['claude', 'claude-code', 'chatgpt', 'codex', 'vscode', 'zed', 'opencode'];
        foreach ((new KnownAssistants())->all() as $key => $assistant) {
            self::assertSame($key, $assistant->key);
            self::assertSame(\in_array($key, $on, true), $assistant->isOn, $key);
            self::assertSame($assistant->isOn, $assistant->pinned !== [], "$key is on exactly if it has a copy");
        }
    }

    public function testTheFurtherAddresses(): void
    {
        foreach (self::fixture()['further_urls'] as $url) {
            self::assertNotNull((new KnownAssistants())->find(self::address($url)), $url);
        }
    }

    public function testDocumentsThatAVendorMakesForEachServer(): void
    {
        foreach ([
            'https://chatgpt.com/oauth/AbC_d-9/client.json' => 'chatgpt',
            'https://chatgpt.com/oauth/codex/AbCdEfGhIjKl/client.json' => 'codex',
            'https://chatgpt.com/oauth/codex/client.json' => 'codex',
            'https://chatgpt.com/oauth/client.json' => 'chatgpt',
        ] as $url => $key) {
            self::assertSame($key, (new KnownAssistants())->find(self::address($url))?->key, $url);
        }
        foreach ([
            'https://chatgpt.com/oauth/a/b/client.json', 'https://chatgpt.com/oauth/codex/a/b/client.json', 'https://chatgpt.com/oauth//client.json',
            'https://chatgpt.com/oauth/a%2Fb/client.json', 'https://chatgpt.com/oauth/a/client.json/', 'https://chatgpt.com/oauth/a.b/client.json',
            'https://chatgpt.com:443/oauth/client.json', 'https://chatgpt.com:8443/oauth/a/client.json', 'https://chatgpt.com.evil.example/oauth/client.json',
            'https://evil.example/oauth/client.json', 'https://www.chatgpt.com/oauth/client.json', 'https://claude.ai/oauth/other',
            'https://claude.ai/oauth/mcp-oauth-client-metadata/', 'https://claude.ai/oauth/mcp-oauth-client-metadat%61',
        ] as $url) {
            self::assertNull((new KnownAssistants())->find(self::address($url)), $url);
        }
    }

    public function testTheyAreHeldToTheVendorsHosts(): void
    {
        $chatgpt = 'https://chatgpt.com/oauth/abc/client.json';
        $codex = 'https://chatgpt.com/oauth/codex/abc/client.json';
        foreach ([
            [$chatgpt, ['https://chatgpt.com/connector/oauth/abc'], true],
            [$chatgpt, ['https://chatgpt.com/connector/oauth/abc', 'https://evil.example/cb'], false],
            [$chatgpt, ['https://chatgpt.com:8443/cb'], false],
            [$chatgpt, ['https://chatgpt.com.evil.example/cb'], false],
            [$chatgpt, ['http://127.0.0.1/cb'], false],
            [$chatgpt, ['com.example.app:/cb'], false],
            [$codex, ['http://127.0.0.1/callback', 'http://localhost/callback'], true],
            [$codex, ['https://chatgpt.com/cb'], false],
        ] as [$url, $uris, $may]) {
            $document = new ClientDocument(self::address($url), 'x', $uris, true, ['none']);
            self::assertSame($may, self::known($document->address)->mayHave($document), implode(' ', $uris));
        }
    }

    public function testLookAlikes(): void
    {
        foreach ([
            ['Claude', 'evil.example', 'Claude'], ['CLAUDE', 'evil.example', 'Claude'], ["Сlaud\u{0435}", 'evil.example', 'Claude'],
            ['C1aude Pro', 'evil.example', 'Claude'], ['Cl aude', 'evil.example', 'Claude'], ['My app', 'claude-ai.example', 'Claude'],
            ['My app', 'www.claude.ai.evil.example', 'Claude'], ['Claude 🤖', 'evil.example', 'Claude'], ['Anthropic', 'evil.example', 'Claude'],
            ['ChatGPT connector', 'evil.example', 'ChatGPT'], ['Chat GPT', 'evil.example', 'ChatGPT'], ['My app', 'chatqpt.example', 'ChatGPT'],
            ['0penAI', 'evil.example', 'ChatGPT'], ['Codex', 'evil.example', 'Codex'], ['Visual Studio Code', 'evil.example', 'Visual Studio Code'],
            ['Microsoft', 'evil.example', 'Visual Studio Code'], ['zed', 'evil.example', 'Zed'], ['App', 'zed.example', 'Zed'],
            ['OpenCode', 'evil.example', 'OpenCode'], ['Open code', 'evil.example', 'OpenCode'],
            // A part of a word, and one or two other letters, of which long names have more.
            ['Myclaudeapp', 'evil.example', 'Claude'], ['Codax', 'evil.example', 'Codex'], ['Opencade', 'evil.example', 'OpenCode'],
            ['Opincade', 'evil.example', 'OpenCode'], ['Chxtgpt', 'evil.example', 'ChatGPT'],
            // The first and the last letter of a style.
            ['🅐nthropic', 'evil.example', 'Claude'], ['🅩ed', 'evil.example', 'Zed'],
            // Letters of other styles.
            ['Ｃｌａｕｄｅ', 'evil.example', 'Claude'], ['Ｃhat ＧＰＴ', 'evil.example', 'ChatGPT'], ['𝐂𝐥𝐚𝐮𝐝𝐞', 'evil.example', 'Claude'],
            ['𝓒𝓵𝓪𝓾𝓭𝓮', 'evil.example', 'Claude'], ['𝙲𝟷𝚊𝚞𝚍𝚎', 'evil.example', 'Claude'], ['ᴄʟᴀᴜᴅᴇ', 'evil.example', 'Claude'],
            ['ⓒⓛⓐⓤⓓⓔ', 'evil.example', 'Claude'], ['⒞⒧⒜⒰⒟⒠', 'evil.example', 'Claude'], ['🄲🄻🄰🅄🄳🄴', 'evil.example', 'Claude'],
            ['🅒🅛🅐🅤🅓🅔', 'evil.example', 'Claude'], ['🅲🅻🅰🆄🅳🅴', 'evil.example', 'Claude'], ['🇨 🇱 🇦 🇺 🇩 🇪', 'evil.example', 'Claude'],
            ['Ⅽ𝓁aude', 'evil.example', 'Claude'], ["Cl\u{301}a\u{323}ude", 'evil.example', 'Claude'],
            ['Ｚｅｄ', 'evil.example', 'Zed'], ['Ｃоԁｅх', 'evil.example', 'Codex'], ["C\u{3164}l\u{115F}a\u{1160}u\u{FFA0}d\u{3164}e", 'evil.example', 'Claude'],
            // Letters of which nobody knows what they look like.
            ['ꓚlauꓓꓰ', 'evil.example', 'Claude'], ['Ꮯla𑢸de', 'evil.example', 'Claude'], ['My Ꮯꓡaude', 'evil.example', 'Claude'], ['ꓜed', 'evil.example', 'Zed'],
            // Whole names in other scripts, and a numeral.
            ['ꓚꓡꓮꓴꓓꓰ', 'evil.example', 'Claude'], ['ᏟᏞᎪUᎠᎬ', 'evil.example', 'Claude'], ['ᏟᏞᎪᏌᎠᎬ', 'evil.example', 'Claude'],
            ['ᑕᒪᗩᑌᗪE', 'evil.example', 'Claude'], ['ClaⅡde', 'evil.example', 'Claude'], ['ꓜꓰꓓ', 'evil.example', 'Zed'],
            // Two letters that look like one.
            ['Claucle', 'evil.example', 'Claude'], ['MyClaucleApp', 'evil.example', 'Claude'], ['Gernini', 'evil.example', 'Gemini CLI'],
            ['Zecl', 'evil.example', 'Zed'], ['Coclex', 'evil.example', 'Codex'], ['Daude', 'evil.example', 'Claude'],
            ['V S Code', 'evil.example', 'Visual Studio Code'], ['My V.S. code', 'evil.example', 'Visual Studio Code'],
            // Letters the other way round, and short names.
            ['Cluade', 'evil.example', 'Claude'], ['Calude', 'evil.example', 'Claude'], ['Claued', 'evil.example', 'Claude'], ['lCaude', 'evil.example', 'Claude'],
            ...(class_exists(\Normalizer::class) ? [['ᶜˡᵃᵘᵈᵉ', 'evil.example', 'Claude'], ['ℂ𝕝𝕒𝕦𝕕ℯ Ôn', 'evil.example', 'Claude']] : []),
            ['VS Code', 'evil.example', 'Visual Studio Code'], ['VSCode', 'evil.example', 'Visual Studio Code'], ['My VS-Code app', 'evil.example', 'Visual Studio Code'],
            ['ＶＳ Ｃｏｄｅ', 'evil.example', 'Visual Studio Code'], ['App', 'vscode.evil.example', 'Visual Studio Code'], ['App', 'vs-code.example', 'Visual Studio Code'],
            // Those that register themselves.
            ['Cursor', 'evil.example', 'Cursor'], ["Сurs\u{043E}r", 'evil.example', 'Cursor'], ['Cursor Agent', 'evil.example', 'Cursor'],
            ['Cursro', 'evil.example', 'Cursor'], ['App', 'cursor.evil.example', 'Cursor'], ['Gemini', 'evil.example', 'Gemini CLI'],
            ['Gemini CLI MCP Client', 'evil.example', 'Gemini CLI'], ['Gem1ni', 'evil.example', 'Gemini CLI'], ['App', 'gemini-cli.example', 'Gemini CLI'],
            ['Copilot Studio', 'evil.example', 'Copilot Studio'], ['Copilot', 'evil.example', 'Copilot Studio'], ['Co pilot', 'evil.example', 'Copilot Studio'],
            ['C0pil0t', 'evil.example', 'Copilot Studio'], ['App', 'copilot-studio.example', 'Copilot Studio'],
        ] as [$name, $host, $like]) {
            self::assertSame($like, LookAlike::of($name, $host, new KnownAssistants()), "$name, $host");
        }
        foreach ([
            ['Weather', 'weather.example'], ['Codaz', 'codaz.example'], ['Chxtgpx', 'data.example'], ['Apincade', 'data.example'], ['Zad', 'data.example'],
            ['Zedge', 'zedge.example'], ['Code reviewer', 'dev.example'], ['Cloud app', 'cloud.example'],
            ['Block editor', 'editor.example'], ['Factory reports', 'reports.example'], ['Report agent', 'app.example'], ['数据', 'data.example'],
            ['Studio', 'visual.example'], ['', ''], ["The dev's code", 'app.example'], ['Devs code', 'devscode.example'], ['VS', 'code.example'],
            ['数据分析', 'data.example'], ['Аналитика', 'data.example'], ['Στατιστικά', 'data.example'], ['Cộng cụ báo cáo', 'data.example'],
            ['Cla???', 'data.example'], ['c数据分析据', 'data.example'], ['🇩🇪 Bericht', 'data.example'], ['Edz', 'data.example'], ["\xff", 'data.example'],
            ['المساعد', 'data.example'], ['Curso de datos', 'data.example'], ['Cursos', 'cursos.example'], ['MCP CLI Proxy (via mcp-remote 0.15.1)', ''],
            ['Google Sheets add-on', 'sheets.example'], ['Dude', 'data.example'],
            ['Clouds', 'clearly.example'], ['Daudet', 'data.example'], ['Dev s code', 'data.example'], ['ᐃᓄᒃᑎᑐᑦ', 'data.example'], ['ᏣᎳᎩ', 'data.example'],
            ['Modern journals', 'clinic.example'], ['Autopilot', 'data.example'], ['Precise', 'cli.example'],
        ] as [$name, $host]) {
            self::assertNull(LookAlike::of($name, $host, new KnownAssistants()), "$name, $host");
        }
    }

    public function testTheNameOfTheService(): void
    {
        foreach ([
            ['Matomo', 'Matomo'], ['MATOMO Support', 'Matomo'], ["M\u{430}t\u{43E}mo", 'Matomo'], ['Ma tomo', 'Matomo'], ['Matom0', 'Matomo'],
            ['Mat0mo login', 'Matomo'], ['Matorno', 'Matomo'], ['Rnatomo', 'Matomo'], ['My Rnatorno', 'Matomo'], ['ꓟꓮꓔꓳꓟꓳ', 'Matomo'], ['My-Matomo-app', 'Matomo'], ['Maotmo', 'Matomo'], ['Matono', 'Matomo'], ['Acme  Insights', 'Acme Insights'],
            ['acmeinsights', 'Acme Insights'], ['分析', '分析'], ['我的分析', ' 分析 '], ['Ｍａｔｏｍｏ', 'Matomo'], ['Аналитика', 'аналитика'],
        ] as [$name, $service]) {
            self::assertTrue(LookAlike::isService($name, $service), "$name, $service");
        }
        foreach ([
            ['Tomato', 'Matomo'], ['Weather', 'Matomo'], ['Automotive', 'Matomo'], ['Acme', 'Acme Insights'], ['数据', '分析'], ['Weather', ''],
            ['Weather', '  '], ['', ''], ['', 'Matomo'], ['Claude', 'Matomo'],
        ] as [$name, $service]) {
            self::assertFalse(LookAlike::isService($name, $service), "$name, $service");
        }
    }

    /** Where assistants get their codes that have no document, as the fixture of registrations has it. */
    public function testWhereRegisteringAssistantsGetTheirCodes(): void
    {
        /** @var array<string, array{body: array{client_name?: ?string, redirect_uris: list<string>}, requested: list<string>}> $fixture */
        $fixture = json_decode((string) file_get_contents(__DIR__ . '/../../Fixtures/registrations.json'), true, 16, JSON_THROW_ON_ERROR);
        $assistants = array_column((new KnownAssistants())->registering(), null, 'name');
        self::assertSame(['Cursor', 'Gemini CLI', 'Copilot Studio'], array_keys($assistants));
        foreach ($assistants as $name => $assistant) {
            foreach ([...$fixture[$name]['body']['redirect_uris'], ...$fixture[$name]['requested']] as $uri) {
                self::assertTrue($assistant->receives(RedirectUri::of($uri, ['cursor'])), $uri);
                self::assertTrue($assistant->receives(RedirectUri::of($uri)), $uri);
            }
            foreach (['https://evil.example/cb', 'https://www.cursor.com.evil.example/cb', 'https://www.cursor.com:8443/cb', 'http://www.cursor.com/cb', 'zed:/cb', ''] as $uri) {
                self::assertFalse($assistant->receives(RedirectUri::of($uri)), "$name, $uri");
            }
        }
        self::assertFalse($assistants['Copilot Studio']->receives(RedirectUri::of('http://localhost:1/cb')));
    }

    private static function known(DocumentAddress $address): KnownAssistant
    {
        $assistant = (new KnownAssistants())->find($address);
        self::assertNotNull($assistant, $address->url);

        return $assistant;
    }

    private static function address(mixed $url): DocumentAddress
    {
        return DocumentAddress::of(\is_string($url) ? $url : '') ?? throw new \LogicException();
    }

    /** @return list<array{source: string, fetched: string, complete: bool, document: array<string, mixed>, also?: list<string>}> */
    private static function file(): array
    {
        /** @var array{assistants: list<array{documents?: list<array{source: string, fetched: string, complete: bool, document: array<string, mixed>, also?: list<string>}>}>} $data */
        $data = json_decode((string) file_get_contents(__DIR__ . '/../../../Server/Assistant/known-assistants.json'), true, 16, JSON_THROW_ON_ERROR);

        return array_merge(...array_map(static fn (array $row): array => $row['documents'] ?? [], $data['assistants']));
    }

    /**
     * @return array{documents: list<array{fetched: string, complete: bool, document: array{client_id: string},
     *     requested: list<string>, refused: list<string>}>, further_urls: list<string>}
     */
    private static function fixture(): array
    {
        /**
         * @var array{documents: list<array{fetched: string, complete: bool, document: array{client_id: string},
         *     requested: list<string>, refused: list<string>}>, further_urls: list<string>} $data
         */
        $data = json_decode((string) file_get_contents(__DIR__ . '/../../Fixtures/client-documents.json'), true, 16, JSON_THROW_ON_ERROR);

        return $data;
    }
}
