<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * The bundles of a packaged plugin have exactly the classes that a request loads one by one without them. Usage:
 * php bundles.php BASE PLUGIN FILE, with the client of prepare.php as JSON on standard input. BASE is the URL of a server with the
 * light script; PLUGIN is the folder of the packaged plugin; its PHP writes the files of each request to FILE.
 */

require __DIR__ . '/client.php';

[, $base, $plugin, $list] = $argv;
/** @var array{id: string, secret: string} $client */
$client = json_decode((string) file_get_contents('php://stdin'), true, 8, JSON_THROW_ON_ERROR);
/** @var array<string, list<string>> $bundles */
$bundles = require dirname(__DIR__, 4) . '/script/lib/bundled-classes.php';
$checks = new Checks();

$token = static fn (): Answer => ask(
    "$base/oauth2/token",
    'POST',
    ['Authorization: Basic ' . base64_encode("{$client['id']}:{$client['secret']}"), 'Content-Type: application/x-www-form-urlencoded'],
    'grant_type=client_credentials',
);
$call = static function () use ($base, $token): Answer {
    $bearer = $token()->member('access_token');
    $url = "$base/index.php?module=API&method=API.getMatomoVersion&format=json";

    return ask($url, 'GET', ['Authorization: Bearer ' . (is_string($bearer) ? $bearer : '')]);
};
// The files that load before the bundle, which decide whether a request is of this kind.
$requests = [
    'bearer' => [$call, ['Access/ApiRequest', 'Matomo/ClassLoader', 'OAuth2', 'Server/Http/Request', 'Server/Resource/BearerTokenVerifier', 'config/config']],
    'light' => [$token, ['Matomo/ClassLoader', 'endpoints']],
];
/** @return list<string> the plugin's files of the last request, without ".php" */
$included = static function () use ($list, $plugin): array {
    $files = [];
    foreach (explode("\n", (string) file_get_contents($list)) as $file) {
        if (str_starts_with($file, "$plugin/")) {
            $files[] = substr($file, strlen("$plugin/"), -strlen('.php'));
        }
    }
    sort($files);

    return $files;
};
$packaged = (string) file_get_contents("$plugin/Matomo/ClassLoader.php");
foreach (['with', 'without'] as $way) {
    if ($way === 'without') {
        // As in a checkout.
        copy(dirname(__DIR__, 2) . '/Matomo/ClassLoader.php', "$plugin/Matomo/ClassLoader.php");
        sleep(3);
    }
    foreach ($requests as $bundle => [$send, $before]) {
        // Caches are filled, the self-test has run, and the authorization exists.
        for ($tries = 0; $tries < 8 && ($tries < 3 || $answer->status === 503); $tries++) {
            $answer = $send();
            if ($answer->status === 503) {
                sleep(5);
            }
        }
        $answer = $send();
        $checks->that($answer->status === 200, "$bundle, $way: $answer");
        $expected = [...$before, ...($way === 'with' ? ["bundles/$bundle"] : $bundles[$bundle])];
        sort($expected);
        $checks->that(
            $included() === $expected,
            "$bundle, $way it: more " . implode(' ', array_diff($included(), $expected)) . ', less ' . implode(' ', array_diff($expected, $included())),
        );
    }
}
file_put_contents("$plugin/Matomo/ClassLoader.php", $packaged);
sleep(3);
$checks->finish();
