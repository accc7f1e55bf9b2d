<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Port\ExtensionRandomness;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;

/** The authorization server on this Matomo, made when it is first asked for. */
class ServerFactory
{
    private ?AuthorizationServer $server = null;

    private ?Settings $settings = null;

    private ?MatomoUsers $users = null;

    private ?MatomoConnection $connection = null;

    private bool $links = false;

    /** The one of this process. */
    public static function instance(): self
    {
        return StaticContainer::get(self::class);
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
            );
        }

        return $this->server;
    }

    /**
     * For screens, the API, commands and tasks: they look at the schema of the tables by a query of their own, which the
     * endpoints have in theirs.
     *
     * @throws ExtensionMissing
     * @throws NotConfigured also when the tables have another schema
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

        return $this->settings ??= SettingsFactory::make(SettingValues::all(), $this->links);
    }

    /** Works without the extension, as {@see users()} does. */
    public function connection(): MatomoConnection
    {
        return $this->connection ??= new MatomoConnection();
    }

    /** The users, asked once for each request. */
    public function users(): MatomoUsers
    {
        return $this->users ??= new MatomoUsers();
    }

    /** For pages and metadata, which show links that cost a query. */
    public function withLinks(): self
    {
        if (!$this->links) {
            $this->links = true;
            $this->reset();
        }

        return $this;
    }

    /** After a change of settings in the same process. */
    public function reset(): void
    {
        $this->server = null;
        $this->settings = null;
        $this->users = null;
    }
}
