<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Application\Kernel\PluginList;
use Piwik\Config;
use Piwik\Db;
use Piwik\ErrorHandler;
use Piwik\Plugins\OAuth2\Matomo\ClassLoader;
use Piwik\Plugins\OAuth2\Matomo\Kernel;
use Piwik\Plugins\OAuth2\Matomo\LightEnvironment;
use Piwik\Plugins\OAuth2\Matomo\OtherPlugins;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\ProxyHttp;
use Piwik\SettingsPiwik;

/**
 * The entry point of endpoints.php: starts Matomo's configuration, container and database, and no plugin. It has no rule of
 * its own: it answers with {@see EndpointDispatcher}, as index.php would, or leaves the request to index.php.
 */
final class LightEntry
{
    /** @return bool whether the request is answered */
    public static function run(): bool
    {
        $action = $_GET['action'] ?? '';
        $endpoint = \is_string($action) ? EndpointDispatcher::find($action) : null;
        if ($endpoint === null) {
            http_response_code(404);

            return true;
        }
        if (!self::isPlain()) {
            return false;
        }
        ClassLoader::during(static fn (): Response => EndpointDispatcher::answer($endpoint))->emit();

        return true;
    }

    /** Tells whether Matomo would reach the endpoint, without a special case that index.php must handle. */
    private static function isPlain(): bool
    {
        try {
            ErrorHandler::registerErrorHandler();
            if (!Kernel::isReplaceable()) {
                return false;
            }
            $environment = new LightEnvironment();
            $environment->init();
            $general = Config::getInstance()->General;
            if (
                !SettingsPiwik::isMatomoInstalled()
                || ((int) $general['force_ssl'] === 1 && !ProxyHttp::isHttps())
                // A plugin compares the sender's address with the list and sends the refusal.
                || (array) $environment->getContainer()->get('login.allowlist.ips') !== []
                || !\in_array('OAuth2', $environment->getContainer()->get(PluginList::class)->getActivatedPlugins(), true)
            ) {
                return false;
            }
            // In some installations a plugin gives the address of the database.
            OtherPlugins::wakeFor('Db.getDatabaseConfig');
            Db::createDatabaseObject();

            return true;
        } catch (\Throwable) {
            return false;
        }
    }
}
