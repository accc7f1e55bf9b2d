<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\ConfigurationFile;
use Piwik\Plugins\OAuth2\Matomo\LightConnection;
use Piwik\Plugins\OAuth2\Matomo\LightDefaults;
use Piwik\Plugins\OAuth2\Matomo\LightEvents;
use Piwik\Plugins\OAuth2\Matomo\LightRequest;
use Piwik\Plugins\OAuth2\Matomo\LightServer;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Storage\MatomoTables;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Web\EndpointDispatcher;

/** What the light script takes from Matomo's files without Matomo, and which requests it leaves to Matomo. */
final class LightScriptTest extends TestCase
{
    private const DATABASE = [
        'host' => 'db.example', 'username' => 'matomo', 'password' => 'a;b', 'dbname' => 'matomo', 'tables_prefix' => 'm_',
        'port' => 3306, 'adapter' => 'PDO\MYSQL', 'charset' => 'utf8mb4', 'collation' => '', 'enable_ssl' => 0,
    ];

    private const SECTIONS = ['General' => ['maintenance_mode' => 0], 'Plugins' => ['Plugins' => ['Login', 'OAuth2']]];

    /** @var array<mixed> */
    private array $server = [];

    private string $root = '';

    protected function setUp(): void
    {
        $this->server = $_SERVER;
        unset($_SERVER['HTTPS'], $_SERVER['HTTP_X_FORWARDED_PROTO']);
        $_SERVER['REMOTE_ADDR'] = '192.0.2.1';
        $_SERVER['HTTP_HOST'] = 'matomo.example:8443';
        $this->root = sys_get_temp_dir() . '/oauth2-light-' . getmypid();
        foreach (['config', 'tmp/cache/tracker', 'vendor/matomo/ini/src', 'misc/user/matomo.example'] as $folder) {
            mkdir("$this->root/$folder", 0777, true);
        }
        // Matomo's own reader is in Matomo; a contract in tests/Core compares the results.
        file_put_contents("$this->root/vendor/matomo/ini/src/IniReader.php", '<?php namespace Matomo\Ini; class IniReader {
            public function readString($ini) { return parse_ini_string($ini, true, INI_SCANNER_TYPED); } }');
        file_put_contents("$this->root/config/global.ini.php", "; <?php exit; ?>\n[General]\nforce_ssl = 0\n");
        file_put_contents("$this->root/config/config.ini.php", "; <?php exit; ?>\n[database]\npassword = \"a&quot;b\"\n"
            . "[General]\nsalt = \"s\"\n[Plugins]\nPlugins[] = \"Login\"\nPlugins[] = \"OAuth2\"\n");
        LightDefaults::keep($this->root, ['Login', 'OAuth2'], [
            'database' => ['port' => 3306],
            'General' => ['force_ssl' => 0, 'salt' => ''],
            'Plugins' => ['Plugins' => ['Login']],
        ], false, []);
    }

    protected function tearDown(): void
    {
        $_SERVER = $this->server;
        unset($GLOBALS['MATOMO_MODIFY_CONFIG_SETTINGS'], $GLOBALS['CONFIG_INI_PATH_RESOLVER'], $GLOBALS['ENABLE_CONFIG_PHP_CACHE']);
        $files = new \RecursiveIteratorIterator(
            new \RecursiveDirectoryIterator($this->root, \FilesystemIterator::SKIP_DOTS),
            \RecursiveIteratorIterator::CHILD_FIRST,
        );
        foreach ($files as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            $file->isDir() ? rmdir($file->getPathname()) : unlink($file->getPathname());
        }
        rmdir($this->root);
    }

    public function testTheFileIsReadOverTheDefaults(): void
    {
        $sections = ConfigurationFile::read($this->root);

        self::assertNotNull($sections);
        self::assertSame(['password' => 'a"b', 'port' => 3306], $sections['database']);
        self::assertSame(['salt' => 's', 'force_ssl' => 0], $sections['General']);
        self::assertSame(['Login', 'OAuth2'], $sections['Plugins']['Plugins']);
        self::assertSame([], $sections['OAuth2']);
    }

    /** @return iterable<string, array{string}> */
    public static function otherSources(): iterable
    {
        yield 'of a hoster' => ['config/common.config.ini.php'];
        yield 'of the container' => ['config/config.php'];
        yield 'of the host' => ['config/matomo.example.config.ini.php'];
        yield 'of the host, elsewhere' => ['misc/user/matomo.example/config.ini.php'];
        yield 'of a start of its own' => ['bootstrap.php'];
    }

    #[DataProvider('otherSources')]
    public function testOtherFilesAreLeftToMatomo(string $file): void
    {
        file_put_contents("$this->root/$file", '');

        self::assertNull(ConfigurationFile::read($this->root));
    }

    /** @return iterable<string, array{string, mixed}> */
    public static function otherVariables(): iterable
    {
        yield 'another file' => ['CONFIG_INI_PATH_RESOLVER', 'path'];
        yield 'other values' => ['MATOMO_MODIFY_CONFIG_SETTINGS', 'change'];
        yield 'a cache' => ['ENABLE_CONFIG_PHP_CACHE', true];
    }

    #[DataProvider('otherVariables')]
    public function testVariablesOfAHosterAreLeftToMatomo(string $name, mixed $value): void
    {
        $GLOBALS[$name] = $value;

        self::assertNull(ConfigurationFile::read($this->root));
    }

    public function testAHostThatIsNoNameIsLeftToMatomo(): void
    {
        foreach (['../x', 'a/b', "a\0", 'a b', '', 'a:b'] as $host) {
            $_SERVER['HTTP_HOST'] = $host;
            self::assertNull(ConfigurationFile::read($this->root), $host);
        }
        foreach (['matomo.example', '192.0.2.7:80', '[2001:db8::1]', '[2001:db8::1]:443'] as $host) {
            $_SERVER['HTTP_HOST'] = $host;
            self::assertNotNull(ConfigurationFile::read($this->root), $host);
        }
    }

    public function testAnotherListOfPluginsIsLeftToMatomo(): void
    {
        LightDefaults::keep($this->root, ['OAuth2'], [], false, []);

        self::assertNull(ConfigurationFile::read($this->root));
    }

    public function testPluginsThatMayReplaceTheConfigurationAreFound(): void
    {
        $folder = "$this->root/misc/Plugin";
        mkdir("$folder/config", 0777, true);
        $write = static fn (string $code): int|false => file_put_contents("$folder/config/config.php", "<?php\n$code");
        self::assertFalse(ConfigurationFile::isReplacedBy([$folder]), 'it has no entries');
        foreach (['return [];', "// The Config stays.\nreturn ['Piwik\\Log' => 1];"] as $code) {
            $write($code);
            self::assertFalse(ConfigurationFile::isReplacedBy([$folder]), $code);
        }
        foreach ([
            "return ['Piwik\\Config' => Piwik\\DI::decorate(static fn (\$config) => \$config)];",
            'return [\\Piwik\\Config::class => 1];',
            'use Piwik\\Config as C; return [C::class => 1];',
            "return ['Piwik\\Application\\Kernel\\GlobalSettingsProvider' => 1];",
            "return require __DIR__ . '/more.php';",
            "return ['observers.global' => [['x', static fn () => getenv('MATOMO_DATABASE_HOST')]]];",
        ] as $code) {
            $write($code);
            self::assertTrue(ConfigurationFile::isReplacedBy(["$this->root/config", $folder]), $code);
        }
    }

    public function testAConfigurationThatTheFileDoesNotHaveIsFound(): void
    {
        $defaults = LightDefaults::read($this->root)['sections'] ?? [];
        $actual = ConfigurationFile::read($this->root);
        self::assertNotNull($actual);

        self::assertTrue(ConfigurationFile::agrees($this->root, $defaults, array_reverse($actual)));
        $actual['database']['host'] = 'of-the-environment.example';
        self::assertFalse(ConfigurationFile::agrees($this->root, $defaults, $actual));
        unset($actual['database']['host']);
        $actual['General']['salt'] = 'other';
        self::assertFalse(ConfigurationFile::agrees($this->root, $defaults, $actual));
    }

    public function testMissingSettingsAreLeftToMatomo(): void
    {
        $connection = PdoConnection::open('sqlite::memory:');
        $connection->execute('CREATE TABLE plugin_setting (plugin_name, setting_name, setting_value, json_encoded, user_login)');
        $tables = new MatomoTables($connection);
        self::assertNull($tables->settings());
        $connection->execute("INSERT INTO plugin_setting VALUES ('Other', 'issuer', 'a', 0, '')");
        self::assertNull($tables->settings());
        $connection->execute("INSERT INTO plugin_setting VALUES ('OAuth2', 'issuer', 'b', 0, '')");
        self::assertSame(['issuer' => 'b'], $tables->settings());
    }

    public function testADatabaseThatDoesNotAnswerIsUnavailableAtOnce(): void
    {
        $log = (string) ini_get('error_log');
        ini_set('error_log', "$this->root/log");
        try {
            $this->useDatabase('127.0.0.1');
            $response = LightServer::answer(Endpoint::Token, $this->root);
            $this->useDatabase('localhost');
            $local = LightServer::answer(Endpoint::Token, $this->root);
        } finally {
            ini_set('error_log', $log);
        }

        self::assertNotNull($response);
        self::assertSame(503, $response->status);
        self::assertStringContainsString('temporarily_unavailable', $response->body);
        self::assertStringContainsString('could not be started: The database statement failed (', (string) file_get_contents("$this->root/log"));
        self::assertNull($local, 'the drivers may have other sockets');
    }

    public function testTheLogSaysWhyWithoutTheMessageOfADriver(): void
    {
        $log = (string) ini_set('error_log', "$this->root/log");
        try {
            $response = EndpointDispatcher::notStarted(Endpoint::Token, new \PDOException('no host for s3cret', 2002));
        } finally {
            ini_set('error_log', $log);
        }
        $logged = (string) file_get_contents("$this->root/log");

        self::assertStringContainsString('the log says why', $response->body);
        self::assertStringContainsString('OAuth2 could not be started: PDOException (code 2002)', $logged);
        self::assertStringNotContainsString('s3cret', $logged . $response->body);
    }

    public function testMetadataToWhichAnotherPluginMayAddAreLeftToMatomo(): void
    {
        $log = (string) ini_set('error_log', "$this->root/log");
        try {
            $this->useDatabase('127.0.0.1');
            $unextended = LightServer::answer(Endpoint::Metadata, $this->root);
            LightDefaults::keep($this->root, ['Login', 'OAuth2'], LightDefaults::read($this->root)['sections'] ?? [], true, []);
            $extended = LightServer::answer(Endpoint::Metadata, $this->root);
            $resource = LightServer::answer(Endpoint::ResourceMetadata, $this->root);
        } finally {
            ini_set('error_log', $log);
        }

        self::assertNotNull($unextended);
        self::assertNull($extended);
        self::assertNotNull($resource, 'no plugin adds to these');
    }

    public function testMetadataAreLeftToMatomoOnceAnotherPluginIsReplaced(): void
    {
        file_put_contents("$this->root/plugin.json", '{"version":"1.0.0"}');
        $sections = LightDefaults::read($this->root)['sections'] ?? [];
        LightDefaults::keep($this->root, ['Login', 'OAuth2'], $sections, false, [$this->root]);
        self::assertFalse(LightDefaults::mayBeExtended($this->root));

        file_put_contents("$this->root/plugin.json", '{"version":"1.10.0"}');
        clearstatcache();
        self::assertTrue(LightDefaults::mayBeExtended($this->root));
        self::assertNull(LightServer::answer(Endpoint::Metadata, $this->root));
        self::assertNotNull(LightDefaults::read($this->root), 'the other requests do not depend on it');

        LightDefaults::keep($this->root, ['Login', 'OAuth2'], $sections, false, [$this->root]);
        self::assertFalse(LightDefaults::mayBeExtended($this->root));
        unlink("$this->root/plugin.json");
        clearstatcache();
        self::assertTrue(LightDefaults::mayBeExtended($this->root));
    }

    public function testTheClientsLogHasAnEventAlsoIfMatomoDoesNotStart(): void
    {
        $connection = PdoConnection::open('sqlite::memory:');
        (new Schema($connection))->migrate();
        $log = (string) ini_get('error_log');
        ini_set('error_log', "$this->root/log");
        try {
            // There is no Matomo in these tests.
            (new LightEvents($connection))->record(new Event('code.replayed', ['client_id' => "abc\n", 'login' => 'somebody']));
        } finally {
            ini_set('error_log', $log);
        }

        self::assertCount(1, $connection->rows('SELECT * FROM ' . $connection->table('oauth2_client_event')));
        self::assertStringContainsString('could not record code.replayed of abc?: ', (string) file_get_contents("$this->root/log"));
    }

    public function testDefaultsEndWithTheShippedFile(): void
    {
        self::assertNotNull(LightDefaults::read($this->root));
        file_put_contents("$this->root/config/global.ini.php", "[General]\nforce_ssl = 10\n");
        clearstatcache();

        self::assertNull(LightDefaults::read($this->root));
    }

    public function testDefaultsEndWithMatomosCacheAndWithTime(): void
    {
        $file = $this->root . LightDefaults::FOLDER . '/OAuth2.light.php';
        $text = (string) file_get_contents($file);
        file_put_contents($file, preg_replace("/'until' => [0-9]+/", "'until' => " . (time() - 1), $text));
        self::assertNull(LightDefaults::read($this->root));
        unlink($file);
        self::assertNull(LightDefaults::read($this->root));
        self::assertSame([], glob($this->root . LightDefaults::FOLDER . '/*'), 'no unfinished file stays');
    }

    public function testTheSender(): void
    {
        $proxied = ['General' => ['maintenance_mode' => 0, 'proxy_client_headers' => ['HTTP_X_FORWARDED_FOR', 'HTTP_CF']]] + self::SECTIONS;
        self::assertSame('192.0.2.1', LightRequest::address(self::SECTIONS));
        self::assertSame('192.0.2.1', LightRequest::address($proxied));
        $_SERVER['HTTP_CF'] = '192.0.2.3';
        self::assertSame('192.0.2.3', LightRequest::address($proxied));
        $_SERVER['HTTP_X_FORWARDED_FOR'] = '2001:db8::2';
        self::assertSame('2001:db8::2', LightRequest::address($proxied));
        self::assertSame('192.0.2.1', LightRequest::address(self::SECTIONS), 'a header that Matomo does not read');
        foreach (['192.0.2.2, 192.0.2.3', 'unknown', '192.0.2.2:80', ' 192.0.2.2', '0'] as $unusual) {
            $_SERVER['HTTP_X_FORWARDED_FOR'] = $unusual;
            self::assertNull(LightRequest::address($proxied), $unusual);
        }
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public static function stopped(): iterable
    {
        yield 'maintenance' => [['maintenance_mode' => 1]];
        yield 'an installation' => [['installation_in_progress' => 1]];
        yield 'a list of addresses' => [['login_allowlist_ip' => ['192.0.2.1']]];
        yield 'its old name' => [['login_whitelist_ip' => ['192.0.2.1']]];
        yield 'https only' => [['force_ssl' => 1]];
    }

    /** @param array<string, mixed> $general */
    #[DataProvider('stopped')]
    public function testWhatMatomoMayStopIsLeftToMatomo(array $general): void
    {
        self::assertNull(LightRequest::address(['General' => $general + self::SECTIONS['General']] + self::SECTIONS));
    }

    public function testHttpsIsRecognized(): void
    {
        $sections = ['General' => ['maintenance_mode' => 0, 'force_ssl' => 1]] + self::SECTIONS;
        $_SERVER['HTTPS'] = 'on';
        self::assertNotNull(LightRequest::address($sections));
        $_SERVER['HTTP_X_FORWARDED_PROTO'] = 'http';
        self::assertNull(LightRequest::address($sections));
        unset($_SERVER['HTTPS']);
        $_SERVER['HTTP_X_FORWARDED_PROTO'] = 'https';
        self::assertNotNull(LightRequest::address($sections));
    }

    public function testThePluginMustBeActive(): void
    {
        self::assertNull(LightRequest::address(['Plugins' => ['Plugins' => ['Login']]] + self::SECTIONS));
        self::assertNull(LightRequest::address(['Plugins' => []] + self::SECTIONS));
        self::assertNull(LightRequest::address(['Development' => ['enabled' => 1]] + self::SECTIONS));
    }

    public function testTheConnectionHasMatomosOptions(): void
    {
        $parameters = LightConnection::parameters(self::DATABASE);

        self::assertSame([
            'dsn' => 'mysql:host=db.example;port=3306;dbname=matomo',
            'user' => 'matomo',
            'password' => 'a;b',
            'prefix' => 'm_',
            'persistent' => false,
            'options' => [],
            'charset' => 'utf8mb4',
            'collation' => '',
        ], $parameters);
        self::assertSame('mysql:unix_socket=/run/m.sock;dbname=matomo', self::dsn(['port' => '/run/m.sock']));
        self::assertSame('mysql:unix_socket=/run/n.sock;dbname=matomo', self::dsn(['unix_socket' => '/run/n.sock']));
        self::assertSame('mysql:host=db.example;dbname=matomo', self::dsn(['port' => '']));
        self::assertSame('utf8mb4_bin', LightConnection::parameters(['collation' => 'utf8mb4_bin'] + self::DATABASE)['collation'] ?? null);
        self::assertTrue(LightConnection::parameters(['persistent' => 1] + self::DATABASE)['persistent'] ?? null);
    }

    public function testTheConnectionUsesTls(): void
    {
        $options = static fn (array $own): mixed => LightConnection::parameters(['enable_ssl' => 1] + $own + self::DATABASE)['options'] ?? null;

        self::assertSame([], $options([]));
        self::assertSame([\PDO::MYSQL_ATTR_SSL_CA => '/ca'], $options(['ssl_ca' => '/ca', 'ssl_key' => '', 'ssl_no_verify' => 0]));
        self::assertEquals([
            \PDO::MYSQL_ATTR_SSL_KEY => '/key',
            \PDO::MYSQL_ATTR_SSL_CERT => '/cert',
            \PDO::MYSQL_ATTR_SSL_CAPATH => '/certs',
            \PDO::MYSQL_ATTR_SSL_CIPHER => 'AES',
            \PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT => false,
        ], $options(['ssl_key' => '/key', 'ssl_cert' => '/cert', 'ssl_ca_path' => '/certs', 'ssl_cipher' => 'AES', 'ssl_no_verify' => 1]));
        self::assertSame([], LightConnection::parameters(['ssl_ca' => '/ca'] + self::DATABASE)['options'] ?? null, 'TLS is off');
    }

    public function testOtherConnectionsAreLeftToMatomo(): void
    {
        self::assertNotNull(LightConnection::parameters(['adapter' => 'MYSQLI'] + self::DATABASE));
        self::assertNotNull(LightConnection::parameters(['adapter' => 'PDO_MYSQL'] + self::DATABASE));
        self::assertNull(LightConnection::parameters(['adapter' => 'MYSQLI', 'enable_ssl' => 1] + self::DATABASE));
        self::assertNull(LightConnection::parameters(['adapter' => 'PDO\PGSQL'] + self::DATABASE));
        self::assertNull(LightConnection::parameters(['username' => ''] + self::DATABASE));
        self::assertNull(LightConnection::parameters(['charset' => ''] + self::DATABASE));
        self::assertNull(self::dsn(['host' => 'a;unix_socket=/b']));
        self::assertNull(self::dsn(['dbname' => 'a;host=b']));
        self::assertNull(LightConnection::parameters([]));
    }

    private function useDatabase(string $host): void
    {
        file_put_contents("$this->root/config/config.ini.php", "[database]\nhost = \"$host\"\nport = 1\nusername = \"m\"\n"
            . "adapter = \"PDO\\MYSQL\"\ncharset = \"utf8mb4\"\ndbname = \"m\"\n[General]\nmaintenance_mode = 0\n[Plugins]\nPlugins[] = \"Login\"\nPlugins[] = \"OAuth2\"\n");
    }

    /** @param array<string, mixed> $own */
    private static function dsn(array $own): ?string
    {
        return LightConnection::parameters($own + self::DATABASE)['dsn'] ?? null;
    }
}
