<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\ExtensionRandomness;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\MatomoTables;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Web\EndpointDispatcher;

/**
 * Answers the endpoints with no more of Matomo than its configuration file and one connection to its database. It has no rule
 * of the protocol, and leaves every request to Matomo that Matomo might treat in a special way.
 */
final class LightServer
{
    /**
     * @param string $root Matomo's folder
     * @return ?Response null if Matomo must start
     */
    public static function answer(Endpoint $endpoint, string $root): ?Response
    {
        if (!Extension::isReady() || ($endpoint === Endpoint::Metadata && LightDefaults::mayBeExtended($root))) {
            return null;
        }
        $server = null;
        try {
            $sections = ConfigurationFile::read($root);
            $address = $sections === null ? null : LightRequest::address($sections);
            $parameters = $address === null ? null : LightConnection::parameters($sections['database'] ?? []);
            if ($parameters === null) {
                return null;
            }
            $connection = PdoConnection::open(...$parameters);
            Configuration::use($sections);
            $server = self::server($connection, $endpoint->needsAllSettings());
        } catch (StorageUnavailable $failure) {
            if (!$failure->ofConnection || !LightConnection::isRemote($parameters)) {
                return null;
            }

            return EndpointDispatcher::notStarted($endpoint, $failure);
        } catch (\Throwable) {
            return null;
        } finally {
            if ($server === null) {
                // Matomo reads its own.
                Configuration::use(null);
            }
        }
        if ($server === null) {
            return null;
        }
        // A warning in a response would break it. Matomo has a handler for warnings; PHP's log gets these.
        ini_set('display_errors', '0');
        $request = Request::fromGlobals($address);
        $response = EndpointDispatcher::unextended($server, $endpoint, $request);

        return $request->method === 'HEAD' ? $response->withoutBody() : $response;
    }

    /**
     * @param bool $all false for the settings of {@see Setting::ofRequests()}
     * @throws StorageUnavailable
     */
    private static function server(Connection $connection, bool $all): ?AuthorizationServer
    {
        $tables = new MatomoTables($connection);
        $stored = $tables->settings();
        if ($stored === null) {
            return null;
        }

        return new AuthorizationServer(
            SettingsFactory::make(
                SettingValues::stored($stored, $all),
                $all,
                $stored[SettingValues::FOUND_ROUTES] ?? '',
                self::links($tables),
            ),
            $connection,
            new LightUsers($tables),
            new SystemClock(),
            new ExtensionRandomness(),
            new LightEvents($connection),
            new LightCache(),
            static function (): Fetcher {
                Kernel::start();

                return OutgoingRequests::fetcher();
            },
        );
    }

    /**
     * The links to privacy policy and terms, which are settings of Matomo's plugin PrivacyManager.
     *
     * @return \Closure(string): mixed
     */
    private static function links(MatomoTables $tables): \Closure
    {
        $stored = null;

        return static function (string $name) use ($tables, &$stored): mixed {
            $stored ??= Configuration::section('PrivacyManager') + ($tables->settings('PrivacyManager') ?? []);

            return $stored[$name] ?? null;
        };
    }
}
