<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\EventDispatcher;
use Piwik\Option;
use Piwik\Piwik;
use Piwik\Plugins\Diagnostics\Diagnostic\Diagnostic;
use Piwik\Plugins\Diagnostics\Diagnostic\DiagnosticResult;
use Piwik\Plugins\Diagnostics\DiagnosticService;
use Piwik\Plugins\OAuth2\Commands;
use Piwik\Plugins\OAuth2\Diagnostic\AssistantsCheck;
use Piwik\Plugins\OAuth2\Diagnostic\AuthorizationHeaderCheck;
use Piwik\Plugins\OAuth2\Diagnostic\ClientsCheck;
use Piwik\Plugins\OAuth2\Diagnostic\ExtensionCheck;
use Piwik\Plugins\OAuth2\Diagnostic\IssuerCheck;
use Piwik\Plugins\OAuth2\Diagnostic\KeyRingCheck;
use Piwik\Plugins\OAuth2\Diagnostic\PluginFilesCheck;
use Piwik\Plugins\OAuth2\Diagnostic\ProxyCheck;
use Piwik\Plugins\OAuth2\Diagnostic\RoutesCheck;
use Piwik\Plugins\OAuth2\Diagnostic\SchemaCheck;
use Piwik\Plugins\OAuth2\Diagnostic\SelfRequest;
use Piwik\Plugins\OAuth2\Diagnostic\SelfTestCheck;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\SelfTest\Check;
use Piwik\Plugins\OAuth2\SelfTest\Fingerprint;
use Piwik\Plugins\OAuth2\SelfTest\SelfTest;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;
use Piwik\Translation\Translator;
use Symfony\Component\Console\Application;
use Symfony\Component\Console\Tester\CommandTester;

/**
 * @group OAuth2
 * @group OAuth2Diagnostics
 * @group Plugins
 */
class DiagnosticsTest extends IntegrationTestCase
{
    private const ISSUER = 'https://matomo.example/analytics';

    /** @var list<array{string, list<string>}> URL and headers of the requests from Matomo to itself */
    private array $requests = [];

    /** Makes the answer to such a request. */
    private ?\Closure $answer = null;

    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Config::getInstance()->General['trusted_hosts'] = ['matomo.example'];
        Fixture::createSuperUser();
        Fixture::loadAllTranslations();
        $this->issuer(self::ISSUER);
        Installation::activate();
        ServerFactory::instance()->reset();
        SelfTest::verdicts()->pass(Fingerprint::current());
    }

    public function tearDown(): void
    {
        Fixture::resetTranslations();
        parent::tearDown();
    }

    public function testTheSystemCheckHasAllLines(): void
    {
        $this->answer(static fn (): array => [503, [], '']);
        $module = 'Installation';
        $action = 'systemCheckPage';
        $parameters = [];
        Piwik::postEvent('Request.dispatch', [&$module, &$action, &$parameters]);
        $labels = array_map(
            static fn (DiagnosticResult $result): string => $result->getLabel(),
            StaticContainer::get(DiagnosticService::class)->runDiagnostics()->getOptionalDiagnosticResults(),
        );
        $own = array_values(array_filter($labels, static fn (string $label): bool => str_starts_with($label, 'OAuth2')));
        self::assertSame([
            'OAuth2: PHP extension', 'OAuth2: plugin files', 'OAuth2: database tables', 'OAuth2: issuer',
            'OAuth2: signing keys', 'OAuth2: Authorization header', 'OAuth2: endpoints and clean routes', 'OAuth2: clients',
            'OAuth2: proxy', 'OAuth2: self-test',
        ], $own);
    }

    public function testTheCommandReportsTheSame(): void
    {
        $this->answer(static fn (): array => [503, [], '']);
        $command = new Commands\RunChecks();
        (new Application())->add($command);
        $tester = new CommandTester($command);
        // The metadata is unavailable, which is an error.
        self::assertSame(1, $tester->execute(['--format' => 'json']));
        $lines = array_column(json_decode($tester->getDisplay(), true), 'items', 'label');
        self::assertCount(10, $lines);
        self::assertSame('ok', $lines['OAuth2: PHP extension'][0]['status']);
        self::assertSame('error', $lines['OAuth2: endpoints and clean routes'][0]['status']);
        self::assertStringNotContainsString('<', json_encode($lines));

        $this->answer(static function (): never {
            throw new \Exception('the host does not listen');
        });
        StaticContainer::getContainer()->set(SelfRequest::class, new SelfRequest());
        self::assertSame(0, $tester->execute([]), $tester->getDisplay());
        self::assertStringContainsString('OK  OAuth2: PHP extension', $tester->getDisplay());
    }

    public function testSelfTest(): void
    {
        $fingerprint = Fingerprint::current();
        $verdicts = SelfTest::verdicts();
        self::assertSame(['ok'], self::statuses(new SelfTestCheck()));

        $verdicts->fail($fingerprint, [Check::Roles->value => ['A user is <b>mighty</b>']]);
        [$failed] = self::of(new SelfTestCheck());
        self::assertSame('error', $failed[0]);
        self::assertStringContainsString($fingerprint->id, $failed[1]);
        self::assertStringContainsString('<code>./console oauth2:self-test</code>', $failed[1]);
        self::assertStringContainsString('Each scope limits the roles and capabilities of a user.', $failed[1]);

        $verdicts->fail($fingerprint, ['' => ['The checks <i>could not</i> run']]);
        self::assertStringContainsString('The checks &lt;i&gt;could not&lt;/i&gt; run', self::of(new SelfTestCheck())[0][1]);

        $verdicts->override($fingerprint->id, true);
        [$overridden] = self::of(new SelfTestCheck());
        self::assertSame('warning', $overridden[0]);
        self::assertStringContainsString("--end-override=$fingerprint->id", $overridden[1]);

        // The console's PHP may differ from that of the web server, and the warning stays on both.
        $other = new Fingerprint('5.2.0', '8.9.9', []);
        $verdicts->fail($other, [Check::Roles->value => ['Bad']]);
        $verdicts->pass($fingerprint);
        self::assertSame(['ok'], self::statuses(new SelfTestCheck()));
        $verdicts->override($other->id, true);
        self::assertSame(['ok', 'warning'], self::statuses(new SelfTestCheck()));
    }

    public function testASelfTestThatHasNotRunIsAnError(): void
    {
        $meta = new MetaTable(ServerFactory::instance()->connection());
        $meta->remove('self-test-' . Fingerprint::current()->id);
        self::assertSame(['error'], self::statuses(new SelfTestCheck()));
        $meta->set('self-test-' . Fingerprint::current()->id, 'damaged');
        self::assertSame(['error'], self::statuses(new SelfTestCheck()));
    }

    public function testExtension(): void
    {
        self::assertSame([['ok', phpversion('oauth2')]], self::of(new ExtensionCheck()));
    }

    public function testIssuer(): void
    {
        $settings = StaticContainer::get(SystemSettings::class);
        $statuses = static fn (string $served = self::ISSUER): array => self::statuses(new IssuerCheck($settings, $served));
        self::assertSame([['ok', self::ISSUER]], self::of(new IssuerCheck($settings, self::ISSUER . '/')));
        self::assertSame(['ok'], $statuses('http://MATOMO.example:80/analytics/'), 'behind a proxy that ends TLS');
        self::assertSame(['ok'], $statuses(''), 'Matomo does not know its address');

        $this->issuer(self::ISSUER . '/index.php');
        self::assertSame(['ok'], $statuses(), 'below the index.php of this address');
        [[$status, $comment]] = self::of(new IssuerCheck($settings, 'https://moved.example/'));
        self::assertSame('warning', $status);
        self::assertStringContainsString('./console oauth2:set-issuer https://moved.example/index.php', $comment);

        $this->issuer('http://matomo.example');
        self::assertSame(['error'], $statuses('http://matomo.example/'));
        $this->issuer('http://127.0.0.1:8080');
        self::assertSame(['informational'], $statuses());
        $this->issuer('https://moved.example');
        self::assertSame(['warning'], $statuses());
        $this->issuer('https://matomo.example:8443');
        self::assertSame(['ok'], $statuses('https://matomo.example:8443'));
        Config::getInstance()->General['trusted_hosts'] = [];
        $this->issuer('https://moved.example');
        self::assertSame(['ok'], $statuses('https://moved.example'));
        self::assertSame(['warning'], $statuses());
        self::assertSame([], Config::getInstance()->General['trusted_hosts'], 'a check changes no setting');
    }

    /** A copy has the configuration of the original, and hosts of its own beside or in place of the original's. */
    public function testTheIssuerOfACopyIsNoticed(): void
    {
        $settings = StaticContainer::get(SystemSettings::class);
        $check = static fn (string $served): array => self::of(new IssuerCheck($settings, $served));
        Config::getInstance()->General['trusted_hosts'] = ['matomo.example', 'stats.example'];
        [[$status, $comment]] = $check('https://staging.example/analytics');
        self::assertSame('warning', $status);
        self::assertStringContainsString('./console oauth2:set-issuer https://staging.example/analytics', $comment);
        self::assertStringContainsString('./console oauth2:withdraw-key', $comment);
        self::assertSame('warning', $check('https://matomo.example/staging')[0][0], 'in another folder');
        self::assertSame('warning', $check('https://matomo.example:8443/analytics')[0][0], 'on another port');
        self::assertSame('informational', $check('https://stats.example/analytics')[0][0], 'a second name of this Matomo');
    }

    public function testKeyRing(): void
    {
        [[$status, $comment]] = self::of(new KeyRingCheck());
        self::assertSame('ok', $status);
        self::assertStringContainsString('RS256', $comment);

        $connection = ServerFactory::instance()->connection();
        $table = $connection->table('oauth2_key');
        $connection->execute("UPDATE $table SET activated_at = ? WHERE state = 'current'", [time() - 98 * 86400]);
        [[$status, $comment]] = self::of(new KeyRingCheck());
        self::assertSame('warning', $status);
        self::assertStringContainsString('98 days', $comment);

        $connection->execute("DELETE FROM $table WHERE state = 'next'");
        self::assertSame(['warning'], self::statuses(new KeyRingCheck()));

        Config::getInstance()->General['salt'] = str_repeat('tlas', 8);
        ServerFactory::instance()->reset();
        [[$status, $comment]] = self::of(new KeyRingCheck());
        self::assertSame('error', $status);
        self::assertStringContainsString('salt', $comment);
        self::assertStringContainsString('./console oauth2:rotate-keys', $comment);

        $connection->execute("DELETE FROM $table");
        ServerFactory::instance()->reset();
        self::assertSame(['error'], self::statuses(new KeyRingCheck()));
        self::assertSame([], $connection->rows("SELECT kid FROM $table"), 'a check creates no keys');
    }

    public function testAuthorizationHeaderArrives(): void
    {
        $this->answer(static fn (): array => [401, ['WWW-Authenticate' => 'Bearer error="invalid_token"'], '']);
        self::assertSame(['ok'], self::statuses(new AuthorizationHeaderCheck(new SelfRequest())));
        [[$url, $headers]] = $this->requests;
        self::assertStringStartsWith(self::ISSUER . '/index.php?module=API&', $url);
        self::assertContains('Authorization: Bearer system.check.only', $headers);
        // Not every transport returns the headers of an error response.
        $this->answer(static fn (): array => [401, [], '']);
        self::assertSame(['ok'], self::statuses(new AuthorizationHeaderCheck(new SelfRequest())));
    }

    /** @dataProvider servers */
    public function testAuthorizationHeaderIsLost(string $server, array $lines, array $others): void
    {
        $this->answer(static fn (): array => [200, ['Server' => $server], '{"value":true}']);
        [[$status, $comment]] = self::of(new AuthorizationHeaderCheck(new SelfRequest()));
        self::assertSame('error', $status);
        foreach ($lines as $line) {
            self::assertStringContainsString('<code>' . htmlspecialchars($line, ENT_QUOTES) . '</code>', $comment);
        }
        foreach ($others as $line) {
            self::assertStringNotContainsString(htmlspecialchars($line, ENT_QUOTES), $comment);
        }
    }

    /** @return iterable<array{string, list<string>, list<string>}> */
    public function servers(): iterable
    {
        $apache = ['SetEnvIf Authorization "(.+)" HTTP_AUTHORIZATION=$1'];
        $nginx = ['fastcgi_param HTTP_AUTHORIZATION $http_authorization;'];
        yield ['Apache/2.4.67 (Debian)', $apache, $nginx];
        yield ['nginx/1.22.1', $nginx, $apache];
        yield ['', [...$apache, ...$nginx], []];
    }

    public function testAuthorizationHeaderIsUnclear(): void
    {
        foreach (
            [
                [401, ['WWW-Authenticate' => 'Basic realm="<b>"'], ''],
                [302, ['Location' => 'https://x.example/'], ''],
                [403, [], ''],
                [500, [], ''],
            ] as $answer
        ) {
            $this->answer(static fn (): array => $answer);
            [[$status, $comment]] = self::of(new AuthorizationHeaderCheck(new SelfRequest()));
            self::assertSame('warning', $status);
            self::assertStringNotContainsString('<b>', $comment);
        }
    }

    public function testIfMatomoCannotReachItselfTheChecksSendOneRequest(): void
    {
        $this->answer(static function (): never {
            throw new \Exception('<b>Connection refused</b>');
        });
        $self = new SelfRequest();
        foreach ([new AuthorizationHeaderCheck($self), new RoutesCheck($self)] as $check) {
            [[$status, $comment]] = self::of($check);
            self::assertSame('informational', $status);
            self::assertStringContainsString('&lt;b&gt;Connection refused', $comment);
            self::assertStringContainsString('<code>curl ', $comment);
        }
        self::assertCount(1, $this->requests, 'the second check must not wait again');
    }

    public function testRoutes(): void
    {
        $documents = [
            self::ISSUER . '/index.php?module=OAuth2&action=metadata' => [200, [], '{"issuer":"' . self::ISSUER . '"}'],
            'https://matomo.example/.well-known/oauth-authorization-server/analytics'
                => [200, [], '{"issuer":"' . self::ISSUER . '"}'],
            'https://matomo.example/.well-known/oauth-protected-resource/analytics'
                => [200, [], '{"resource":"' . self::ISSUER . '"}'],
            self::ISSUER . '/oauth2/token' => [405, [], '{"error":"invalid_request"}'],
        ];
        $this->answer(static function (string $url) use (&$documents): array {
            return $documents[$url] ?? [404, [], 'Not found'];
        });
        $check = static fn (): array => self::of(new RoutesCheck(new SelfRequest()));
        self::assertSame(['ok'], array_column($check(), 0));

        // The issuer of index.php has its own documents, and the same resource and endpoints.
        $this->issuer(self::ISSUER . '/index.php');
        ServerFactory::instance()->reset();
        $here = $documents;
        $documents[self::ISSUER . '/index.php?module=OAuth2&action=metadata'][2] = '{"issuer":"' . self::ISSUER . '/index.php"}';
        self::assertSame(['informational'], array_column($check(), 0));
        $documents['https://matomo.example/.well-known/oauth-authorization-server/analytics/index.php']
            = $documents[self::ISSUER . '/index.php?module=OAuth2&action=metadata'];
        self::assertSame(['ok'], array_column($check(), 0));
        $this->issuer(self::ISSUER);
        ServerFactory::instance()->reset();
        $documents = $here;

        $there = $documents;
        $documents[self::ISSUER . '/index.php?module=OAuth2&action=metadata'] = [401, ['WWW-Authenticate' => 'Basic realm="Staging"'], ''];
        [[$status, $comment]] = $check();
        self::assertSame('error', $status);
        self::assertStringContainsString('asks for a user name and a password', $comment);
        $documents = $there;

        // Files that the daily task could not replace.
        $meta = new MetaTable(ServerFactory::instance()->connection());
        $meta->set('discovery.documents', '{"issuers":[],"type":"","problem":"not_writable","path":"/srv/<b>"}');
        [[$status, $comment]] = $check();
        self::assertSame('warning', $status);
        self::assertStringContainsString('The server may not write here: /srv/&lt;b&gt;', $comment);
        $meta->set('discovery.documents', '{"issuers":[],"type":""}');
        self::assertSame(['ok'], array_column($check(), 0));
        $meta->remove('discovery.documents');

        $all = $documents;
        unset($documents[self::ISSUER . '/oauth2/token']);
        [[$status, $comment]] = $check();
        self::assertSame('informational', $status);
        self::assertStringContainsString(self::ISSUER . '/oauth2/token', $comment);
        unset($documents['https://matomo.example/.well-known/oauth-protected-resource/analytics']);
        self::assertSame(['informational', 'informational'], array_column($check(), 0));

        Config::getInstance()->OAuth2 = ['cleanRoutes' => '1'];
        ServerFactory::instance()->reset();
        [[$status], [$named, $comment]] = $check();
        self::assertSame(['informational', 'error'], [$status, $named], 'the metadata names a missing route');
        self::assertStringContainsString(self::ISSUER . '/oauth2/token', $comment);
        $documents = $all;
        self::assertSame(['ok'], array_column($check(), 0));
        Config::getInstance()->OAuth2 = [];
        ServerFactory::instance()->reset();

        $documents = $all;
        $documents['https://matomo.example/.well-known/oauth-authorization-server/analytics']
            = [200, [], '{"issuer":"https://other.example/<script>"}'];
        [[$status, $comment]] = $check();
        self::assertSame('warning', $status);
        self::assertStringContainsString('other.example/&lt;script&gt;', $comment);

        $documents = [self::ISSUER . '/index.php?module=OAuth2&action=metadata' => [200, [], '{"issuer":"https://other.example"}']];
        self::assertSame(['error'], array_column($check(), 0));
        $documents = [];
        self::assertSame(['error'], array_column($check(), 0));
        $documents = [self::ISSUER . '/index.php?module=OAuth2&action=metadata'
            => [503, [], '{"error":"temporarily_unavailable","error_description":"The extension <b> is missing"}']];
        [[$status, $comment]] = $check();
        self::assertSame('error', $status);
        self::assertStringEndsWith('The extension &lt;b&gt; is missing', $comment);
    }

    public function testClients(): void
    {
        self::assertSame(['ok'], self::statuses(new ClientsCheck()));
        $registry = ServerFactory::instance()->server()->clients();
        foreach (['one', 'two'] as $id) {
            $registry->create(new ClientDraft(
                "<b>$id</b>",
                ['https://app.example/cb'],
                ['authorization_code', 'client_credentials'],
                ['matomo:read'],
                'confidential',
                clientId: $id,
            ), Fixture::ADMIN_USER_LOGIN);
        }
        self::assertSame(['ok'], self::statuses(new ClientsCheck()));
        $connection = ServerFactory::instance()->connection();
        $connection->execute(
            'UPDATE ' . $connection->table('oauth2_client') . ' SET require_pkce = 0, owner_login = ?, acts_as = ?, redirect_uris = ?'
                . ' WHERE client_id = ?',
            ['', 'gone', '["http:\/\/app.example\/cb"]', 'one'],
        );
        $items = self::of(new ClientsCheck());
        self::assertSame(['warning', 'warning', 'warning', 'warning'], array_column($items, 0));
        foreach ($items as [, $comment]) {
            self::assertStringContainsString('1 ', $comment);
            self::assertStringContainsString('&lt;b&gt;one&lt;/b&gt;', $comment);
            self::assertStringNotContainsString('two', $comment);
        }
    }

    public function testAssistants(): void
    {
        self::assertSame([], self::statuses(new AssistantsCheck()));
        Config::getInstance()->OAuth2 = ['assistants' => 'known'] + (array) Config::getInstance()->OAuth2;
        ServerFactory::instance()->reset();
        self::assertSame(['ok'], self::statuses(new AssistantsCheck()));
        $documents = new DocumentTable(ServerFactory::instance()->connection());
        $url = 'https://claude.ai/oauth/mcp-oauth-client-metadata';
        $documents->save($url, ['latest' => '{}'], time());
        $documents->save('https://app.example/c', ['decision' => 'pending', 'asked_by' => 'viewer'], time());
        Config::getInstance()->proxy = ['host' => 'proxy.example', 'port' => '3128'];
        $lines = self::of(new AssistantsCheck());
        self::assertSame(['warning', 'warning', 'informational'], array_column($lines, 0));
        self::assertStringContainsString('proxy', $lines[0][1]);
        self::assertStringContainsString("oauth2:set-assistant $url adopt", $lines[1][1]);
        self::assertStringContainsString('1', $lines[2][1]);
    }

    public function testProxy(): void
    {
        self::assertSame(['ok'], self::statuses(new ProxyCheck()));
        $proxy = ServerFactory::instance()->server()->unreadProxy();
        $request = new Request('POST', '', ['x-forwarded-for' => ['203.0.113.5']], '', '192.0.2.1');
        $proxy->note($request, 'one');
        $proxy->note($request, 'two');
        $proxy->note(new Request('POST', '', ['x-forwarded-for' => ['203.0.113.5']], '', '192.0.2.2'), 'three');
        $proxy->note(new Request('POST', '', [], '', '192.0.2.1'), 'three');
        self::assertSame(['ok'], self::statuses(new ProxyCheck()), 'two at one address');
        $proxy->note($request, 'three');
        $texts = [];
        foreach (['en', 'de', 'es', 'fr', 'ja', 'pt-br', 'zh-cn'] as $language) {
            StaticContainer::get(Translator::class)->setCurrentLanguage($language);
            [[$status, $comment]] = self::of(new ProxyCheck());
            self::assertSame('warning', $status);
            self::assertStringContainsString('3 ', $comment);
            self::assertStringContainsString('proxy_client_headers[] = &quot;HTTP_X_FORWARDED_FOR&quot;', $comment);
            $texts[] = $comment;
        }
        self::assertCount(7, array_unique($texts));
    }

    public function testSchema(): void
    {
        self::assertSame([['ok', 'Schema ' . Schema::VERSION]], self::of(new SchemaCheck()));
        $meta = new MetaTable(ServerFactory::instance()->connection());
        $meta->set('schema', '0');
        [[$status, $comment]] = self::of(new SchemaCheck());
        self::assertSame('error', $status);
        self::assertStringContainsString('needs schema ' . Schema::VERSION, $comment);
        self::assertStringContainsString('<code>./console oauth2:migrate</code>', $comment);

        $meta->set('schema', '99');
        [[$status, $comment]] = self::of(new SchemaCheck());
        self::assertSame('error', $status);
        self::assertStringContainsString('schema 99', $comment);
        self::assertStringNotContainsString('oauth2:migrate', $comment);
        $meta->set('schema', (string) Schema::VERSION);
    }

    public function testPluginFiles(): void
    {
        self::assertSame(['ok'], self::statuses(new PluginFilesCheck()));
        $folder = StaticContainer::get('path.tmp') . '/OAuth2Files';
        foreach (['Access', 'Server', 'Storage'] as $name) {
            is_dir("$folder/$name") || mkdir("$folder/$name", 0777, true);
        }
        $files = ['Access/BearerCall.php', 'Server/AuthorizationServer.php', 'Storage/Schema.php', 'plugin.json'];
        foreach ($files as $name) {
            copy(\dirname(__DIR__, 2) . "/$name", "$folder/$name");
        }
        $check = new PluginFilesCheck($folder);
        try {
            self::assertSame(['ok'], self::statuses($check));

            mkdir("$folder/Service");
            [[$status, $comment]] = self::of($check);
            self::assertSame('warning', $status);
            self::assertStringContainsString('Service', $comment);

            file_put_contents("$folder/plugin.json", '{"name": "OAuth2", "version": "5.3.3"}');
            self::assertSame(['warning', 'error'], self::statuses($check));
            rmdir("$folder/Service");
            [[$status, $comment]] = self::of($check);
            self::assertSame('error', $status);
            self::assertStringContainsString('5.3.3', $comment);

            // 6.1.0 was for Matomo 5, too; its files are not newer than these.
            $own = (string) Option::get('version_OAuth2');
            file_put_contents("$folder/plugin.json", json_encode(['name' => 'OAuth2', 'version' => $own]));
            Option::set('version_OAuth2', '6.1.0');
            self::assertSame(['ok'], self::statuses($check));
            Option::set('version_OAuth2', $own);

            // A package without its bundles of classes.
            mkdir("$folder/Matomo");
            $loader = (string) file_get_contents(\dirname(__DIR__, 2) . '/Matomo/ClassLoader.php');
            file_put_contents("$folder/Matomo/ClassLoader.php", str_replace('return false;', 'return true;', $loader));
            [[$status, $comment]] = self::of($check);
            self::assertSame('error', $status);
            self::assertStringContainsString('bundles/bearer.php', $comment);

            unlink("$folder/Server/AuthorizationServer.php");
            self::assertSame(['error'], self::statuses($check));
        } finally {
            array_map(unlink(...), array_filter(glob("$folder/{*,*/*}", GLOB_BRACE) ?: [], is_file(...)));
            array_map(rmdir(...), [...(glob("$folder/*") ?: []), $folder]);
        }
    }

    public function testTheNewestUpdateHasThePluginsVersion(): void
    {
        $plugin = json_decode((string) file_get_contents(\dirname(__DIR__, 2) . '/plugin.json'), true);
        $updates = array_map(
            static fn (string $file): string => basename($file, '.php'),
            glob(\dirname(__DIR__, 2) . '/Updates/*.php') ?: [],
        );
        usort($updates, version_compare(...));
        self::assertGreaterThanOrEqual(0, version_compare($plugin['version'], (string) end($updates)));
        // The newest version of the official plugin for Matomo 5: Matomo runs only updates above the version that it has
        // recorded. The suite "package" checks the files for Matomo 6.
        self::assertSame(1, version_compare((string) reset($updates), '5.3.3'));
        self::assertSame($plugin['version'], Option::get('version_OAuth2'));
    }

    private function issuer(string $issuer): void
    {
        Issuer::set(StaticContainer::get(SystemSettings::class), $issuer);
        ServerFactory::instance()->reset();
    }

    /** @param \Closure(string): array{int, array<string, string>, string} $answer makes the response for Matomo's HTTP client */
    private function answer(\Closure $answer): void
    {
        $this->requests = [];
        if ($this->answer === null) {
            EventDispatcher::getInstance()->addObserver(
                'Http.sendHttpRequest',
                function (string $url, array $parameters, &$response, &$status, array &$headers): void {
                    $this->requests[] = [$url, array_values($parameters['headers'])];
                    [$status, $headers, $response] = ($this->answer)($url);
                },
            );
        }
        $this->answer = $answer;
    }

    /** @return list<array{string, string}> status and comment */
    private static function of(Diagnostic $check): array
    {
        $items = [];
        foreach ($check->execute() as $result) {
            foreach ($result->getItems() as $item) {
                $items[] = [$item->getStatus(), $item->getComment()];
            }
        }

        return $items;
    }

    /** @return list<string> */
    private static function statuses(Diagnostic $check): array
    {
        return array_column(self::of($check), 0);
    }
}
