<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * States in which the light script must answer like index.php: maintenance, a list of addresses that may log in, a
 * deactivated plugin, an unavailable database. The address that throttling counts must be the one of Matomo's proxy
 * settings. Usage: php states.php BASE MATOMO_DIR MATOMO_PHP [--light], with the client as JSON on standard input. --light: the
 * clean routes lead to the light script.
 */

require __DIR__ . '/client.php';

[, $base, $matomo, $php] = $argv;
/** @var array{id: string, secret: string, public: string} $client */
$client = json_decode((string) file_get_contents('php://stdin'), true, 8, JSON_THROW_ON_ERROR);
$checks = new Checks();
$file = "$matomo/config/config.ini.php";
$config = (string) file_get_contents($file);

$write = static function (string $text) use ($file): void {
    file_put_contents($file, $text);
    // php-fpm may check the times of files only every two seconds.
    sleep(3);
};
$compare = static function (string $state, int $status, string $contains) use ($base, $checks): void {
    foreach (['jwks' => 'GET', 'token' => 'POST'] as $action => $method) {
        $clean = ask("$base/oauth2/$action", $method);
        $plain = ask("$base/index.php?module=OAuth2&action=$action", $method);
        foreach (['clean route' => $clean, 'index.php' => $plain] as $way => $answer) {
            $checks->that(
                $answer->status === $status && str_contains($answer->body, $contains),
                "$state, $way of $action: $status expected, the answer was $answer",
            );
        }
        $checks->that(
            ($clean->headers['content-type'] ?? null) === ($plain->headers['content-type'] ?? null),
            "$state: the same kind of answer by both ways",
        );
    }
};

$write((string) preg_replace('/^\[General\]$/m', "[General]\nmaintenance_mode = 1", $config));
$compare('maintenance', 503, 'temporarily_unavailable');
$page = ask("$base/index.php?module=OAuth2&action=authorize&client_id={$client['id']}");
$checks->that($page->status === 503 && str_contains($page->body, 'undergoing maintenance'), "people still see Matomo's page: $page");
// Behind a load balancer Matomo's page has status 200, so that the balancer does not take the server away.
$write((string) preg_replace('/^\[General\]$/m', "[General]\nmaintenance_mode = 1\nmulti_server_environment = 1", $config));
$compare('maintenance of several servers', 503, 'temporarily_unavailable');
$urls = [
    'GET' => ['/oauth2/jwks', '/.well-known/oauth-authorization-server', '/.well-known/openid-configuration', '/.well-known/oauth-protected-resource'],
    'POST' => ['/oauth2/token', '/oauth2/revoke', '/oauth2/introspect'],
];
foreach (['jwks', 'metadata', 'authorizationServerMetadata', 'resourceMetadata'] as $action) {
    $urls['GET'][] = "/index.php?module=OAuth2&action=$action";
}
foreach (['token', 'revoke', 'introspect'] as $action) {
    $urls['POST'][] = "/index.php?module=OAuth2&action=$action";
}
$place = (string) preg_replace('~^(https?://[^/]+)(.*)$~', '$1', $base);
$header = static fn (Answer $answer, string $name): string => $answer->headers[$name][0] ?? '';
foreach ($urls as $method => $paths) {
    foreach ($paths as $path) {
        $url = str_starts_with($path, '/.well-known/') ? $place . $path . substr($base, strlen($place)) : $base . $path;
        $answer = ask($url, $method, ['Content-Type: application/x-www-form-urlencoded'], $method === 'POST' ? 'grant_type=client_credentials' : '');
        $checks->that(
            $answer->status === 503
                && $header($answer, 'content-type') === 'application/json'
                && (int) $header($answer, 'retry-after') > 0
                && $header($answer, 'cache-control') === 'no-store'
                && !isset($answer->headers['set-cookie'])
                && $answer->member('error') === 'temporarily_unavailable',
            "maintenance, $method $url: $answer",
        );
        $crossOrigin = $header($answer, 'access-control-allow-origin') === '*';
        $checks->that($crossOrigin === !str_contains($path, 'introspect'), "maintenance, other origins may read it, $path: $answer");
    }
}
$checks->that(ask("$base/index.php?module=OAuth2&action=token", 'OPTIONS')->status === 204, 'a preflight passes during maintenance');
$checks->that(ask("$base/index.php?module=OAuth2&action=token")->status === 405, 'a wrong method stays wrong during maintenance');
$bearer = ask("$base/index.php?module=API&method=API.getMatomoVersion&format=json", 'GET', ['Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.e30.eA']);
$checks->that($bearer->status === 503 && json_decode($bearer->body) !== null && isset($bearer->headers['retry-after']), "a call with a token during maintenance: $bearer");
$checks->that(ask("$base/index.php?module=API&method=API.getMatomoVersion&format=json")->status === 200, 'other calls stay as Matomo answers them');
$write((string) preg_replace('/^\[General\]$/m', "[General]\nlogin_allowlist_ip[] = \"192.0.2.77\"", $config));
$compare('an address that may not log in', 401, 'is not allowed');
$write((string) preg_replace('/^Plugins\[\] = "OAuth2"\n/m', '', $config));
$compare('plugin switched off', 500, 'OAuth2');
$write((string) preg_replace('/^dbname = "[^"]*"/m', 'dbname = "no_such_database"', $config));
$compare('no database', 503, 'temporarily_unavailable');
$write($config);
$answer = ask("$base/oauth2/jwks");
$checks->that($answer->status === 200, "and back again: $answer");

if (in_array('--light', $argv, true)) {
    $bootstrap = "$matomo/core/bootstrap.php";
    $start = (string) file_get_contents($bootstrap);
    $basic = ['Authorization: Basic ' . base64_encode($client['id'] . ':' . $client['secret']), 'Content-Type: application/x-www-form-urlencoded'];
    $token = static fn (string ...$headers): Answer => ask("$base/oauth2/token", 'POST', [...$basic, ...array_values($headers)], 'grant_type=client_credentials');
    $checks->that($token()->status === 200, 'a token before');
    file_put_contents($bootstrap, "<?php http_response_code(599); exit('Matomo starts');");
    sleep(3);
    $answer = $token();
    $checks->that($answer->status === 200, "a token without Matomo: $answer");
    $made = $answer->member('access_token');
    $introspected = ask("$base/oauth2/introspect", 'POST', $basic, 'token=' . (is_string($made) ? $made : ''));
    $checks->that($introspected->member('active') === true, "introspection without Matomo: $introspected");
    $answer = ask("$base/oauth2/jwks");
    $checks->that($answer->status === 200, "the JWK Set without Matomo: $answer");
    $answer = ask("$base/oauth2/token", 'POST', $basic, 'grant_type=password');
    $checks->that($answer->status === 400, "an error without Matomo: $answer");
    // What only Matomo can decide starts it.
    $checks->that($token('X-Forwarded-For: 192.0.2.1, 192.0.2.2')->status === 599, 'a list of addresses is for Matomo');
    foreach (['bootstrap.php', 'config/config.php', 'config/common.config.ini.php', 'config/127.0.0.1.config.ini.php'] as $name) {
        file_put_contents("$matomo/$name", str_ends_with($name, '.ini.php') ? '' : '<?php return [];');
        $answer = $token();
        unlink("$matomo/$name");
        $checks->that($answer->status === 599, "$name is for Matomo: $answer");
    }
    $checks->that($token()->status === 200, 'without these files no Matomo again');
    file_put_contents($bootstrap, $start);
    sleep(3);
    // An event starts Matomo in the middle: the new authorization is in Matomo's tables and its listeners hear of it.
    $answer = ask("$base/oauth2/token", 'POST', $basic, 'grant_type=client_credentials&scope=matomo%3Awrite');
    $checks->that($answer->status === 200, "a request with an event: $answer");
}

// Guesses from one address behind the proxy at the clean route: index.php counts them, too, but for no other address.
$guess = static fn (string $url, string $address): int => ask($url, 'POST', [
    'Authorization: Basic ' . base64_encode($client['id'] . ':wrong'),
    'Content-Type: application/x-www-form-urlencoded',
    "X-Forwarded-For: $address",
], 'grant_type=client_credentials')->status;
$index = "$base/index.php?module=OAuth2&action=token";
for ($i = 0; $i < 20; $i++) {
    $checks->that($guess("$base/oauth2/token", '192.0.2.1') === 401, "guess $i is refused");
}
$checks->that($guess("$base/oauth2/token", '192.0.2.1') === 429, 'after the guesses the clean route is throttled');
$checks->that($guess($index, '192.0.2.1') === 429, 'index.php is throttled, too');
$checks->that($guess("$base/oauth2/token", '192.0.2.2') === 401, 'another address is not throttled');
$checks->that($guess($index, '192.0.2.2') === 401, 'another address is not throttled at index.php');
$checks->finish();
