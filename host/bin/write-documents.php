<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// Writes the metadata of the host in the folder OAUTH2_HOST_STATE as files below a folder, as the plugin does in Matomo's.
// Usage: write-documents.php FOLDER

use OAuth2Host\Config;
use OAuth2Host\HostUsers;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Discovery\DocumentFolder;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Metadata\WellKnownUrl;

require __DIR__ . '/../autoload.php';

$config = Config::fromEnvironment();
$server = new AuthorizationServer($config->settings(), $config->connection(), new HostUsers($config->folder . '/users'));
$documents = [];
foreach (DocumentFolder::names() as $name) {
    $url = WellKnownUrl::of(EndpointUrls::path($config->issuer()) . Endpoint::WELL_KNOWN . $name);
    assert($url !== null);
    /** @var array<string, mixed> $members */
    $members = json_decode($server->document(new Request('GET'), $url)->body, true, 16, JSON_THROW_ON_ERROR);
    $documents[$name] = $members;
}
(new DocumentFolder($argv[1] ?? '', [$config->issuer()]))->write($documents, true);
