<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Authorizations\Authorizations;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Port\ExtensionRandomness;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\MatomoTables;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;

/** Creates the authorization server of this Matomo on first use. */
class ServerFactory
{
    /** The number of attempts to read settings that are being saved, and the microseconds between two of them. */
    private const ATTEMPTS = 20;

    private const PAUSE = 25_000;

    private ?AuthorizationServer $server = null;

    private ?Settings $settings = null;

    private ?MatomoUsers $users = null;

    private ?MatomoConnection $connection = null;

    private bool $pages = false;

    /** True while the container has another factory: during the self-test, whose requests have containers of their own. */
    public static bool $isReplaced = false;

    private static ?self $instance = null;

    private static ?object $container = null;

    /**
     * The shared instance of this process. The container gets it without being asked for it first: it would look into the files of
     * all plugins for a class that none of them knows.
     */
    public static function instance(): self
    {
        if (self::$isReplaced) {
            return StaticContainer::get(self::class);
        }
        $container = StaticContainer::getContainer();
        if (self::$instance === null || self::$container !== $container) {
            self::$instance = new self();
            self::$container = $container;
            $container->set(self::class, self::$instance);
        }

        return self::$instance;
    }

    /**
     * @throws ExtensionMissing
     * @throws NotConfigured
     */
    public function server(): AuthorizationServer
    {
        if ($this->server === null) {
            $settings = $this->settings();
            $this->server = new AuthorizationServer(
                $settings,
                $this->connection(),
                $this->users(),
                new SystemClock(),
                new ExtensionRandomness(),
                new MatomoEvents($this->connection()),
                new MatomoCache(),
                // Not a callable of the class itself, which would load it in every request.
                static fn (): Fetcher => OutgoingRequests::fetcher(),
                // Matomo's objects keep the values that they read first.
                $this->stored(...),
            );
        }

        return $this->server;
    }

    /**
     * The server for screens, the API, commands and tasks, after a check of the tables' schema. It costs a query; the
     * endpoints check the schema as part of their own query.
     *
     * @throws ExtensionMissing
     * @throws NotConfigured also if the tables have another schema
     */
    public function checkedServer(): AuthorizationServer
    {
        $server = $this->server();
        try {
            (new Schema($this->connection()))->check();
        } catch (SchemaMismatch $mismatch) {
            throw new NotConfigured(SchemaAdvice::of($mismatch));
        }

        return $server;
    }

    /**
     * @throws ExtensionMissing
     * @throws NotConfigured
     */
    public function settings(): Settings
    {
        Extension::check();

        return $this->settings ??= SettingsFactory::make(
            SettingValues::all($this->pages),
            $this->pages,
            SettingValues::foundRoutes(),
        );
    }

    /** The settings as they are stored now. */
    private function stored(): Settings
    {
        $tables = new MatomoTables($this->connection());
        $stored = $tables->settings();
        for ($attempt = 1; $stored === null && $attempt < self::ATTEMPTS; ++$attempt) {
            // Matomo is saving them, which begins with deleting all.
            usleep(self::PAUSE);
            $stored = $tables->settings();
        }

        return $stored === null
            ? $this->settings()
            : SettingsFactory::make(SettingValues::stored($stored), true, $stored[SettingValues::FOUND_ROUTES] ?? '');
    }

    /** The database connection; like {@see users()}, it works without the extension. */
    public function connection(): MatomoConnection
    {
        return $this->connection ??= new MatomoConnection();
    }

    /** The users, which are looked up once per request. */
    public function users(): MatomoUsers
    {
        return $this->users ??= new MatomoUsers();
    }

    /** What ends authorizations; it works without the extension. */
    public function authorizations(): Authorizations
    {
        $connection = $this->connection();

        return new Authorizations(
            new AuthorizationTable($connection),
            new ClientTable($connection),
            new DocumentTable($connection),
            new KnownAssistants(),
            new SystemClock(),
            new MatomoEvents($connection),
        );
    }

    /** True if bearer tokens are accepted only after the self-test has passed. */
    public function needsClearance(): bool
    {
        return true;
    }

    /** Adds what only pages, metadata and screens need: some settings, and links that cost a query. */
    public function forPages(): self
    {
        if (!$this->pages) {
            $this->pages = true;
            $this->reset();
        }

        return $this;
    }

    /** Discards the server, after settings have changed in the same process. */
    public function reset(): void
    {
        $this->server = null;
        $this->settings = null;
        $this->users = null;
    }
}
