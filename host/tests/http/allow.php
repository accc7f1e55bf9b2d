<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// php allow.php ORIGIN LOGIN PASSWORD ADDRESS: logs in and allows the request as a browser would, and prints the code.

use OAuth2Host\HttpClient;

require __DIR__ . '/../../autoload.php';

$arguments = array_map(
    static fn (mixed $value): string => is_string($value) ? $value : '',
    is_array($_SERVER['argv'] ?? null) ? $_SERVER['argv'] : [],
);
[, $origin, $login, $password, $address] = $arguments;
$browser = new HttpClient();
$page = $browser->get((string) $browser->logIn($origin, $browser->get($address), $login, $password)->header('location'));
$fields = ['decision' => 'allow'];
foreach (['request', 'nonce', 'scope'] as $name) {
    $fields[$name] = (string) $page->field($name);
}
echo $browser->post($origin . '/oauth2/authorize', $fields)->redirected()['code'] ?? '';
