<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Application\Environment;
use Piwik\Application\Kernel\PluginList;
use Piwik\Config;
use Piwik\Db;
use Piwik\Plugins\OAuth2\Matomo\ClassLoader;
use Piwik\Plugins\OAuth2\Matomo\ConfigurationFile;
use Piwik\Plugins\OAuth2\Matomo\Kernel;
use Piwik\Plugins\OAuth2\Matomo\LightDefaults;
use Piwik\Plugins\OAuth2\Matomo\LightServer;
use Piwik\Plugins\OAuth2\Matomo\OtherPlugins;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\ProxyHttp;
use Piwik\SettingsPiwik;

/**
 * The entry point of endpoints.php. It has no rule of its own: {@see LightServer} answers without Matomo, or
 * {@see EndpointDispatcher} with Matomo's configuration, container and database but no plugin, as index.php would, or the
 * request is left to index.php.
 */
final class LightEntry
{
    private const DATABASE_EVENT = 'Db.getDatabaseConfig';

    /**
     * Answers a request that needs no more of Matomo than its configuration file and database.
     *
     * @param string $root Matomo's folder
     * @return bool whether the request is answered
     */
    public static function answerAlone(string $root): bool
    {
        $endpoint = self::endpoint();
        if ($endpoint === null) {
            http_response_code(404);

            return true;
        }
        $response = LightServer::answer($endpoint, $root);
        $response?->emit();

        return $response !== null;
    }

    /**
     * Answers a request with Matomo, whose core/bootstrap.php has run.
     *
     * @return bool whether the request is answered
     */
    public static function answerWithMatomo(): bool
    {
        $endpoint = self::endpoint();
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

    /** If the client's query may have another action than the web server's rule, the path decides, as in index.php. */
    private static function endpoint(): ?Endpoint
    {
        $target = $_SERVER['REQUEST_URI'] ?? '';
        $action = $_GET['action'] ?? '';
        $endpoint = (\is_string($target) && str_contains($target, '?') ? CleanRoute::endpoint() : null)
            ?? (\is_string($action) ? Endpoint::ofAction($action) : null);

        return $endpoint?->usesSession() === false ? $endpoint : null;
    }

    /** Tells whether Matomo would reach the endpoint, without a special case that index.php must handle. */
    private static function isPlain(): bool
    {
        try {
            if (!Kernel::isReplaceable()) {
                return false;
            }
            $environment = Kernel::start();
            $general = Config::getInstance()->General;
            /** @var list<string> $plugins */
            $plugins = $environment->getContainer()->get(PluginList::class)->getActivatedPlugins();
            if (
                !SettingsPiwik::isMatomoInstalled()
                || ((int) $general['force_ssl'] === 1 && !ProxyHttp::isHttps())
                // A plugin compares the sender's address with the list and sends the refusal.
                || (array) $environment->getContainer()->get('login.allowlist.ips') !== []
                || !\in_array('OAuth2', $plugins, true)
            ) {
                return false;
            }
            // In some installations a plugin gives the address of the database.
            OtherPlugins::wakeFor(self::DATABASE_EVENT);
            Db::createDatabaseObject();
            self::keepDefaults($environment, $plugins);

            return true;
        } catch (\Throwable) {
            return false;
        }
    }

    /**
     * Lets {@see LightServer} answer the next requests, unless another plugin takes part in the start of Matomo, or Matomo's
     * cache is elsewhere and would not be cleared there.
     *
     * @param list<string> $plugins
     */
    private static function keepDefaults(Environment $environment, array $plugins): void
    {
        $container = $environment->getContainer();
        $observed = array_column((array) $container->get('observers.global'), 0);
        // The observer of the start is this plugin's own, for maintenance mode.
        if (
            rtrim((string) $container->get('path.cache'), '/') === PIWIK_DOCUMENT_ROOT . LightDefaults::FOLDER
            && OtherPlugins::isUnheard(self::DATABASE_EVENT)
            && !\in_array(self::DATABASE_EVENT, $observed, true)
            && \count(array_keys($observed, 'Environment.bootstrapped', true)) <= 1
        ) {
            $event = EndpointDispatcher::METADATA_EVENT;
            $isExtended = !OtherPlugins::isUnheard($event) || \in_array($event, $observed, true);
            $sections = $actual = [];
            foreach (ConfigurationFile::SECTIONS as $name) {
                $sections[$name] = (array) Config::getInstance()->getFromGlobalConfig($name);
                $actual[$name] = (array) Config::getInstance()->$name;
            }
            // Without a plugin's changes of the configuration, which core's own plugins do not make.
            $others = array_values(OtherPlugins::folders());
            if (
                !ConfigurationFile::isReplacedBy($others)
                && ConfigurationFile::agrees(PIWIK_DOCUMENT_ROOT, $sections, $actual)
            ) {
                LightDefaults::keep(PIWIK_DOCUMENT_ROOT, $plugins, $sections, $isExtended, $others);
            }
        }
    }
}
