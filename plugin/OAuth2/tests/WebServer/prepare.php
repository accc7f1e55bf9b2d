<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Prepares the Matomo in the current folder for the programs of this folder, and prints JSON. Usage, with Matomo's PHP:
 *   php prepare.php issuer URL [NAME=VALUE...]   sets the issuer, and settings of the section [General]; "NAME[]=VALUE" adds
 *                                                to a list, "NAME=" removes a setting
 *   php prepare.php client                       creates a confidential client of the super user, a public one, and a token_auth
 *   php prepare.php algorithm NAME                signs tokens with a new key of this algorithm
 *   php prepare.php sessions                     prints the number of rows in the table of sessions
 */

use Piwik\Access;
use Piwik\Application\Environment;
use Piwik\Common;
use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Date;
use Piwik\Db;
use Piwik\FrontController;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Plugins\UsersManager\Model;

define('PIWIK_DOCUMENT_ROOT', getcwd());
define('PIWIK_INCLUDE_PATH', PIWIK_DOCUMENT_ROOT);
define('PIWIK_ENABLE_DISPATCH', false);
define('PIWIK_ENABLE_SESSION_START', false);
require PIWIK_INCLUDE_PATH . '/index.php';

(new Environment(null))->init();
FrontController::getInstance()->init();
Access::getInstance()->setSuperUserAccess(true);

[, $what] = $argv;
$told = match ($what) {
    'issuer' => (static function () use ($argv): array {
        Issuer::set(StaticContainer::get(SystemSettings::class), $argv[2]);
        $config = Config::getInstance();
        $general = $config->General;
        foreach (array_slice($argv, 3) as $setting) {
            [$name, $value] = explode('=', $setting, 2);
            $list = str_ends_with($name, '[]');
            $name = rtrim($name, '[]');
            $general[$name] = match (true) {
                $list && $value === '' => [],
                $list => array_values(array_unique([...(array) ($general[$name] ?? []), $value])),
                default => $value,
            };
        }
        $config->General = $general;
        $config->forceSave();
        Installation::activate();

        return ['issuer' => $argv[2]];
    })(),
    'client' => (static function (): array {
        $clients = ServerFactory::instance()->server()->clients();
        $grants = ['authorization_code', 'client_credentials', 'refresh_token'];
        $confidential = $clients->create(
            new ClientDraft('Server', ['https://a.example/cb'], $grants, ['matomo:read', 'matomo:write'], 'confidential'),
            'admin',
        );
        $public = $clients->create(
            new ClientDraft('Page', ['http://127.0.0.1/cb'], ['authorization_code', 'refresh_token'], ['matomo:read'], 'public'),
            'admin',
        );
        $users = new Model();
        $token = $users->generateRandomTokenAuth();
        $users->addTokenAuth('admin', $token, 'web servers', Date::now()->getDatetime());

        return [
            'id' => $confidential->client->clientId,
            'secret' => $confidential->secret,
            'public' => $public->client->clientId,
            'token_auth' => $token,
        ];
    })(),
    'algorithm' => (static function () use ($argv): array {
        $settings = StaticContainer::get(SystemSettings::class);
        $settings->getSetting('signingAlgorithm')->setValue($argv[2]);
        $settings->save();
        Db::query(implode(' ', ['DELETE', 'FROM', Common::prefixTable('oauth2_key')]));
        ServerFactory::instance()->reset();
        Installation::complete();
        ServerFactory::instance()->server()->publishedKeys()->forget();

        return ['algorithm' => $argv[2]];
    })(),
    'sessions' => ['sessions' => (int) Db::get()->fetchOne(implode(' ', ['SELECT', 'COUNT(*) FROM', Common::prefixTable('session')]))],
};
echo json_encode($told, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES), "\n";
