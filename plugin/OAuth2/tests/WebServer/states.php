<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * States in which the light script must answer like index.php: maintenance, a list of addresses that may log in, a
 * deactivated plugin, an unavailable database. The address that throttling counts must be the one of Matomo's proxy
 * settings. Usage: php states.php BASE MATOMO_DIR MATOMO_PHP, with the client as JSON on standard input.
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
$compare('maintenance', 503, 'undergoing maintenance');
$write((string) preg_replace('/^\[General\]$/m', "[General]\nlogin_allowlist_ip[] = \"192.0.2.77\"", $config));
$compare('an address that may not log in', 401, 'is not allowed');
$write((string) preg_replace('/^Plugins\[\] = "OAuth2"\n/m', '', $config));
$compare('plugin switched off', 500, 'OAuth2');
$write((string) preg_replace('/^dbname = "[^"]*"/m', 'dbname = "no_such_database"', $config));
$compare('no database', 500, '');
$write($config);
$answer = ask("$base/oauth2/jwks");
$checks->that($answer->status === 200, "and back again: $answer");

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
