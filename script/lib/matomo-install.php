<?php

// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * Installs a Matomo without its web installer, for tests: matomo-install.php FOLDER SOCKET PORT PORT2
 * Its databases are matomo and matomo_tests behind the socket SOCKET, for root without a password.
 */

declare(strict_types=1);

use Piwik\Access;
use Piwik\Application\Environment;
use Piwik\DbHelper;
use Piwik\Option;
use Piwik\Plugin\Manager;
use Piwik\Plugins\SitesManager\API as Sites;
use Piwik\Plugins\UsersManager\API as Users;
use Piwik\Plugins\UsersManager\UserUpdater;
use Piwik\Updater;
use Piwik\Version;

[, $folder, $socket, $port, $otherPort] = $argv;
chdir($folder);
umask(0077);
file_put_contents('config/config.ini.php', <<<INI
    ; <?php exit; ?> DO NOT REMOVE THIS LINE
    [database]
    host = "localhost"
    unix_socket = "$socket"
    username = "root"
    password = ""
    dbname = "matomo"
    tables_prefix = "matomo_"
    charset = "utf8mb4"
    collation = "utf8mb4_general_ci"

    [database_tests]
    host = "localhost"
    unix_socket = "$socket"
    username = "root"
    password = ""
    dbname = "matomo_tests"
    tables_prefix = ""
    charset = "utf8mb4"
    collation = "utf8mb4_general_ci"

    [tests]
    http_host = "localhost"
    request_uri = "/"
    port = $port

    [General]
    salt = "0123456789abcdef0123456789abcdef"
    trusted_hosts[] = "127.0.0.1:$port"
    trusted_hosts[] = "127.0.0.1:$otherPort"
    trusted_hosts[] = "localhost:$port"
    enable_update_communication = 0
    enable_internet_features = 0
    noreply_email_address = "noreply@example.org"

    [mail]
    transport = "none"

    [log]
    log_writers[] = "file"
    log_level = "WARN"

    INI);

define('PIWIK_INCLUDE_PATH', $folder);
define('PIWIK_USER_PATH', $folder);
define('PIWIK_DOCUMENT_ROOT', $folder);
$_SERVER['HTTP_HOST'] = "127.0.0.1:$port";
require 'core/bootstrap.php';

(new Environment('cli'))->init();
DbHelper::createTables();
DbHelper::createAnonymousUser();
DbHelper::recordInstallVersion();
Manager::getInstance()->loadActivatedPlugins();
Access::doAsSuperUser(static function (): void {
    Manager::getInstance()->installLoadedPlugins();
    $updater = new Updater();
    $updates = $updater->getComponentUpdates();
    if (is_array($updates) && $updates !== []) {
        $updater->updateComponents($updates);
    }
});
Updater::recordComponentSuccessfullyUpdated('core', Version::VERSION);
Option::set('piwikUrl', "http://127.0.0.1:$port/", 1);
Access::doAsSuperUser(static function (): void {
    $users = Users::getInstance();
    // Matomo notifies the first super user of the others by mail.
    $users->addUser('admin', 'Matomo-admin-1', 'admin@example.org');
    (new UserUpdater())->setSuperUserAccessWithoutCurrentPassword('admin', true);
    foreach (['Site 1', 'Site 2'] as $i => $name) {
        Sites::getInstance()->addSite($name, ['http://site' . ($i + 1) . '.example']);
    }
    foreach (['viewer' => ['view', [1]], 'writer' => ['write', [1]], 'siteadmin' => ['admin', [1, 2]], 'nobody' => [null, []]] as $login => [$role, $sites]) {
        $users->addUser($login, "Matomo-$login-1", "$login@example.org");
        if ($role !== null) {
            $users->setUserAccess($login, $role, $sites);
        }
    }
});
