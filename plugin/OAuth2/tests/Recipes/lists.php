<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Prints data that derives from the lists of a copy of this tree: the server's metadata, the data of the screens or the
 * stored settings. Usage: php lists.php ROOT metadata|screens|settings
 */

use Piwik\Plugins\OAuth2\Matomo\ScreenLists;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;

[, $root, $what] = $argv + [1 => '', 2 => ''];
require $root . '/plugin/OAuth2/tests/bootstrap.php';

$issuer = 'https://matomo.example';
$settings = new Settings($issuer, new EndpointUrls($issuer), ["$issuer/"], 'a wrapping secret of more than 32 bytes');
$users = new Piwik\Plugins\OAuth2\tests\Support\ListedUsers();
echo match ($what) {
    'metadata' => (new AuthorizationServer($settings, PdoConnection::open('sqlite::memory:'), $users))
        ->metadata(new Request('GET'))->body,
    'screens' => json_encode(
        (new ScreenLists(static fn (string $key): string => $key))->forAdministrators(),
        JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES,
    ),
    'settings' => json_encode(SettingValues::defaults(), JSON_THROW_ON_ERROR),
    default => throw new ValueError('usage: php lists.php ROOT metadata|screens|settings'),
}, "\n";
