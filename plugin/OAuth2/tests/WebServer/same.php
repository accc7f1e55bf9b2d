<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Sends each request of ComparedRequests by three ways, which must give the same response byte for byte: by the clean route that leads
 * to the light script, by the same route that leads to index.php, and by the address below index.php. Only what differs between
 * any two responses is compared by its form: tokens, identifiers, times.
 * Usage: php same.php LIGHT INDEX MATOMO_DIR MATOMO_PHP DATABASE_SOCKET DATABASE LOG. LIGHT and INDEX are the URLs of two servers of
 * the same Matomo; LIGHT is its issuer, LOG PHP's log. Environment: TEST, a regular expression for single requests.
 */

use Piwik\Plugins\OAuth2\Server\Assertion\ClientAssertion;
use Piwik\Plugins\OAuth2\tests\WebServer\ComparedRequest;
use Piwik\Plugins\OAuth2\tests\WebServer\ComparedRequests;

require __DIR__ . '/client.php';
require __DIR__ . '/ComparedRequest.php';
require __DIR__ . '/ComparedRequests.php';
require dirname(__DIR__, 2) . '/Server/Endpoint.php';
require dirname(__DIR__, 2) . '/Server/OAuthError.php';
require dirname(__DIR__, 2) . '/Server/Assertion/ClientAssertion.php';

/** The server variable-free parts of one Matomo in which the states are made. */
final class Installation
{
    private readonly string $configuration;

    private readonly PDO $database;

    /** @var ?Closure(): void */
    private ?Closure $undo = null;

    public function __construct(private readonly string $folder, private readonly string $php, private readonly string $socket, private readonly string $name)
    {
        $this->configuration = (string) file_get_contents($this->file());
        $this->database = new PDO("mysql:unix_socket=$socket;dbname=$name", 'root', '', [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
    }

    /** @return array<string, string|list<string>> */
    public function fixtures(string $issuer): array
    {
        $json = (string) shell_exec('cd ' . escapeshellarg($this->folder) . ' && ' . escapeshellarg($this->php) . ' '
            . escapeshellarg(__DIR__ . '/fixtures.php') . ' ' . escapeshellarg($issuer) . ' && chmod -R a+rwX tmp config');
        /** @var array<string, string|list<string>> $values */
        $values = json_decode($json, true, 8, JSON_THROW_ON_ERROR);

        return $values;
    }

    public function forgetFailures(): void
    {
        $this->database->exec('DELETE FROM matomo_oauth2_throttle');
    }

    /** Lets the Matomo be in a state of ComparedRequests::STATES, after the last one has ended. */
    public function enter(string $state, bool $clears = true): void
    {
        if ($this->undo !== null) {
            ($this->undo)();
            $this->undo = null;
        }
        $general = static fn (string $lines): string => "[General]\n$lines";
        $write = function (string $pattern, string $replacement, bool $registers = true): void {
            $text = (string) preg_replace($pattern, $replacement, $this->configuration, -1, $count);
            if ($count === 0) {
                throw new RuntimeException("Nothing matches $pattern");
            }
            $this->write($text . ($registers ? "\n[OAuth2]\nclientRegistration = 1\n" : ''));
        };
        $own = fn (string $lines): int|false => $this->write("$this->configuration\n[OAuth2]\n$lines\n");
        if (isset(ComparedRequests::DATABASES[$state])) {
            $this->connect(ComparedRequests::DATABASES[$state][0]);

            return;
        }
        match ($state) {
            'closed' => $own('clientRegistration = 0'),
            'switched off' => $own("enableAuthorizationCode = 0\nenableClientCredentials = 0\nenableRefreshTokens = 0"),
            'no issuer' => $own('issuer = ""'),
            'no salt' => $write('/^salt = .*$/m', 'salt = ""'),
            'other issuer' => $own('issuer = "http://127.0.0.1:9/sub"'),
            'named routes' => $own("clientRegistration = 1\ncleanRoutes = on"),
            'maintenance' => $write('/^\[General\]$/m', $general('maintenance_mode = 1')),
            'several servers' => $write('/^\[General\]$/m', $general("maintenance_mode = 1\nmulti_server_environment = 1")),
            'allowlist' => $write('/^\[General\]$/m', $general('login_allowlist_ip[] = "192.0.2.77"')),
            'plain http' => $write('/^\[General\]$/m', $general('force_ssl = 1')),
            'deactivated' => $write('/^Plugins\[\] = "OAuth2"\n/m', '', false),
            'no database' => $write('/^dbname = "[^"]*"/m', 'dbname = "no_such_database"'),
            // Port 1 of the same machine refuses connections.
            'no server' => $write('/^\[database\]$/m', "[database]\nport = 1", false),
            default => $own('clientRegistration = 1'),
        };
        if ($state === 'no server') {
            $text = (string) preg_replace(['/^host = .*$/m', '/^unix_socket = .*\n/m'], ['host = "127.0.0.1"', ''], $this->configuration);
            $this->write((string) preg_replace('/^\[database\]$/m', "[database]\nport = 1", (string) preg_replace('/^port = .*\n/m', '', $text)));
        }
        match ($state) {
            'broken key' => $this->during(
                'UPDATE matomo_oauth2_key SET sealed = REVERSE(sealed), public_jwk = REVERSE(public_jwk)',
                'UPDATE matomo_oauth2_key SET sealed = REVERSE(sealed), public_jwk = REVERSE(public_jwk)',
            ),
            'no table' => $this->during('RENAME TABLE matomo_oauth2_client TO matomo_hidden', 'RENAME TABLE matomo_hidden TO matomo_oauth2_client'),
            'privacy links' => $this->during(
                "INSERT INTO matomo_plugin_setting (plugin_name, setting_name, setting_value, json_encoded, user_login)
                    VALUES ('PrivacyManager', 'privacyPolicyUrl', 'https://matomo.example/privacy?a=1&amp;b', 0, ''), ('PrivacyManager', 'termsAndConditionUrl', 'https://matomo.example/terms', 0, '')",
                "DELETE FROM matomo_plugin_setting WHERE plugin_name = 'PrivacyManager' AND setting_name IN ('privacyPolicyUrl', 'termsAndConditionUrl')",
            ),
            'listener' => $this->listener($clears),
            default => null,
        };
    }

    /** @param string $lines of the section [database], see {@see ComparedRequests::DATABASES} */
    private function connect(string $lines): void
    {
        $lines = strtr($lines, ['|' => "\n", '{port}' => (string) getenv('MATOMO_DB_PORT'), '{socket}' => $this->socket, '{tls}' => (string) getenv('MATOMO_DB_TLS')]);
        $text = (string) preg_replace('/^\[database\]\n(?:[^\[\n].*\n|\n)*/m', "[database]\ndbname = \"$this->name\"\ntables_prefix = \"matomo_\"\n$lines\n\n", $this->configuration, 1);
        $this->write("$text\n[OAuth2]\nclientRegistration = 1\n");
    }

    public function clearCache(): void
    {
        $files = glob("$this->folder/tmp/cache/tracker/*");
        array_map(unlink(...), $files === false ? [] : $files);
    }

    private function during(string $sql, string $undo): void
    {
        $this->database->exec($sql);
        $this->clearCache();
        $this->undo = function () use ($undo): void {
            $this->database->exec($undo);
            $this->clearCache();
        };
    }

    /** A plugin that adds a member to the server's metadata. */
    private function listener(bool $clears): void
    {
        $plugin = "$this->folder/plugins/Listener";
        mkdir($plugin);
        chmod($plugin, 0755);
        $this->installListener('1.0.0', true);
        $this->write((string) preg_replace(
            '/^Plugins\[\] = "OAuth2"\n/m',
            "$0Plugins[] = \"Listener\"\n",
            (string) preg_replace('/^PluginsInstalled\[\] = "OAuth2"\n/m', "$0PluginsInstalled[] = \"Listener\"\n", $this->configuration),
        ) . "\n[OAuth2]\nclientRegistration = 1\n");
        if ($clears) {
            $this->clearCache();
        }
        $this->undo = function () use ($plugin): void {
            unlink("$plugin/plugin.json");
            unlink("$plugin/Listener.php");
            rmdir($plugin);
            $this->clearCache();
        };
    }

    /** Replaces the plugin as another server does, so that the cache of this one stays. */
    public function installListener(string $version, bool $adds): void
    {
        $plugin = "$this->folder/plugins/Listener";
        file_put_contents("$plugin/plugin.json", json_encode(['name' => 'Listener', 'version' => $version]));
        file_put_contents("$plugin/Listener.php", '<?php namespace Piwik\Plugins\Listener; class Listener extends \Piwik\Plugin {
            public function registerEvents() { return [' . ($adds ? '"OAuth2.authorizationServerMetadata" => "add"' : '') . ']; }
            public function add(&$members) { $members["added_by_listener"] = ["yes"]; } }');
    }

    private function write(string $text): int|false
    {
        return file_put_contents($this->file(), $text);
    }

    private function file(): string
    {
        return "$this->folder/config/config.ini.php";
    }
}

/** The requests by each of the ways, and what may differ between their responses. */
final class Ways
{
    /** The value of this header is Matomo's name for the request; core/bootstrap.php of the test sends the other one. */
    private const UNCOMPARED = ['date', 'x-matomo-request-id', 'x-matomo-started'];

    /** @param array<string, string|list<string>> $values */
    public function __construct(private readonly string $light, private readonly string $index, private array $values)
    {
    }

    public function set(string $name, string $value): void
    {
        $this->values[$name] = $value;
    }

    /** @return array<string, Answer> by the name of the way */
    public function ask(ComparedRequest $request): array
    {
        $host = 'Host: ' . substr($this->light, strlen('http://'));
        $urls = ['light script' => $this->light . $request->path, 'clean route of index.php' => $this->index . $request->path];
        if (!in_array($request->state, ComparedRequests::OF_MATOMO, true) && preg_match('~^/oauth2/(\w+)$~', $request->path, $match) === 1) {
            $urls['index.php'] = "$this->index/index.php?module=OAuth2&action=$match[1]";
        }
        $answers = [];
        foreach (array_keys($urls) as $number => $way) {
            $headers = array_map(fn (string $header): string => $this->filled($header, $number, strval(...)), $request->headers);
            $isNamed = array_filter($headers, static fn (string $header): bool => str_starts_with($header, 'Host:')) !== [];
            $answers[$way] = ask(
                $this->filled($urls[$way], $number, rawurlencode(...)),
                $request->method,
                [...$headers, ...($isNamed ? [] : [$host]), 'Expect:'],
                $this->filled($request->body, $number, rawurlencode(...)),
            );
        }

        return $answers;
    }

    /** The response with only the form of what differs in each. */
    public static function comparable(Answer $answer): string
    {
        $headers = array_diff_key($answer->headers, array_flip(self::UNCOMPARED));
        // Without the plugin, Matomo begins a session of its own.
        $headers = array_map(static fn (array $values): array => preg_replace('/(?<=MATOMO_SESSID=)\w+/', '…', $values), $headers);
        ksort($headers);
        if (isset($headers['retry-after']) && $answer->status === 429) {
            $headers['retry-after'] = ['the end of the window'];
        }
        // Matomo's own page of an error has its name for the request.
        $body = (string) preg_replace('/(?<=[^0-9a-f])' . preg_quote($answer->headers['x-matomo-request-id'][0] ?? "\n", '/') . '(?=[^0-9a-f])/', '…', $answer->body);
        $members = json_decode($body, true);
        if (is_array($members)) {
            foreach (['refresh_token', 'client_id', 'client_secret'] as $name) {
                if (is_string($members[$name] ?? null) && ($name === 'refresh_token' || isset($members['client_id_issued_at']))) {
                    $body = str_replace($members[$name], (string) preg_replace('/[A-Za-z0-9_-]/', 'a', $members[$name]), $body);
                }
            }
            if (is_string($members['access_token'] ?? null)) {
                $body = str_replace($members['access_token'], self::token($members['access_token']), $body);
            }
            $body = (string) preg_replace('/(?<="client_id_issued_at":)\d+/', 'now', $body);
        }

        return $answer->status . ' ' . json_encode($headers) . ' ' . $body;
    }

    public static function difference(Answer $one, Answer $other): string
    {
        [$left, $right] = [self::comparable($one), self::comparable($other)];
        $place = max(0, strspn($left ^ $right, "\0") - 30);

        return '…' . substr($left, $place, 200) . ' and …' . substr($right, $place, 200);
    }

    private static function token(string $jwt): string
    {
        [$header, $claims, $signature] = array_map(
            static fn (string $part): string => (string) base64_decode(strtr($part, '-_', '+/'), true),
            explode('.', $jwt),
        );
        $members = (array) json_decode($claims, true);
        [$expiry, $issued] = [$members['exp'] ?? 0, $members['iat'] ?? 0];
        $lifetime = is_int($expiry) && is_int($issued) ? $expiry - $issued : 0;
        // One authorization is of one client and scope, but each code is of another one.
        $claims = (string) preg_replace(['/("(?:jti|auth_id)":")[0-9a-f]{32}"/', '/"(iat|exp)":\d{10}/'], ['$1…"', '"$1":…'], $claims);

        return "$header $claims $lifetime " . strlen($signature);
    }

    /** @param Closure(string): string $encode */
    private function filled(string $text, int $way, Closure $encode): string
    {
        return (string) preg_replace_callback('/\{([a-z0-9: -]+)\}/', function (array $match) use ($way, $encode): string {
            $value = $this->values[$match[1]] ?? throw new RuntimeException("No value $match[1]");

            return $encode(is_array($value) ? $value[$way] : $value);
        }, $text);
    }
}

[, $light, $index, $folder, $php, $socket, $database, $log] = $argv;
$checks = new Checks();
$matomo = new Installation($folder, $php, $socket, $database);
$matomo->enter('usual');
$values = $matomo->fixtures($light);
$ways = new Ways($light, $index, $values);
$pattern = getenv('TEST');

// One request of each way fills Matomo's caches and the light script's defaults.
$ways->ask(new ComparedRequest('/oauth2/token', 200, '', 'grant_type=client_credentials&client_assertion_type=' . rawurlencode(ClientAssertion::TYPE) . '&client_assertion={assertion:used}', headers: [ComparedRequests::FORM]));
$token = null;
foreach ([0, 1] as $round) {
    $answers = $ways->ask(new ComparedRequest('/oauth2/token', 200, '', 'grant_type=client_credentials', headers: ['Authorization: Basic {basic:server}', ComparedRequests::FORM]));
    foreach ($answers as $answer) {
        $token = $answer->member('access_token');
    }
    $ways->set($round === 0 ? 'access' : 'revoked access', is_string($token) ? $token : '');
}
foreach (['jwks' => '/oauth2/jwks', 'oauth-authorization-server' => '', 'openid-configuration' => '', 'oauth-protected-resource' => ''] as $name => $path) {
    $answer = ask($light . ($path === '' ? "/.well-known/$name" : $path));
    $ways->set("etag:$name", $answer->headers['etag'][0] ?? '');
}

$reasons = static fn (): int => substr_count((string) @file_get_contents($log), 'OAuth2 could not be started: ');
$state = 'usual';
foreach (ComparedRequests::all() as $request) {
    if ($pattern !== false && preg_match("/$pattern/", (string) $request) !== 1) {
        continue;
    }
    if ($request->state !== $state) {
        $state = $request->state;
        $matomo->enter($state);
        // The first request after a change of the configuration starts Matomo.
        ask("$light/oauth2/jwks");
    }
    if ($request->status !== 429) {
        $matomo->forgetFailures();
    } else {
        for ($failure = 0; $failure < 21; $failure++) {
            $ways->ask($request);
        }
    }
    $logged = $reasons();
    $answers = $ways->ask($request);
    $first = $answers['light script'];
    $checks->that($request->status === 0 || $first->status === $request->status, "$request: $request->status expected, not $first");
    $checks->that($request->says === '' || str_contains($first->body, $request->says), "$request: \"$request->says\" expected, not $first");
    foreach ($answers as $way => $answer) {
        $checks->that(
            Ways::comparable($answer) === Ways::comparable($first),
            "$request: the light script differs from $way: " . Ways::difference($first, $answer),
        );
        $checks->that($state === 'deactivated' || !isset($answer->headers['set-cookie']), "$request: no cookie by $way");
    }
    if (str_contains($first->body, 'the log says why')) {
        $checks->that($reasons() === $logged + count($answers), "$request: the log has a reason for each of the responses");
    }
    $started = isset($first->headers['x-matomo-started']);
    $checks->that(!($request->alone && $started), "$request: the light script starts Matomo");
}
// Another server activates a plugin, and updates it.
$matomo->enter('usual');
$metadata = "$light/.well-known/oauth-authorization-server";
array_map(ask(...), [$metadata, $metadata]);
$matomo->enter('listener', false);
$checks->that(str_contains(ask($metadata)->body, 'added_by_listener'), 'the metadata have the member of a plugin that another server activated');
$matomo->installListener('1.20.0', false);
array_map(ask(...), [$metadata, $metadata]);
$checks->that(!isset(ask($metadata)->headers['x-matomo-started']), 'a plugin that adds nothing does not start Matomo');
$matomo->installListener('1.300.0', true);
$checks->that(str_contains(ask($metadata)->body, 'added_by_listener'), 'the metadata have the member of a plugin that another server updated');
$matomo->enter('usual');
$checks->finish();
