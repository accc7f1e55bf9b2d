<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Access;
use Piwik\Container\StaticContainer;
use Piwik\Option;
use Piwik\Plugin\Manager;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\MigrationBusy;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;
use Piwik\Plugins\OAuth2\SystemSettings;

/** What comes and goes with the plugin: tables, keys, the issuer, and what the official plugin has left. */
final class Installation
{
    /** The official plugin's keys. Its tokens end with them; ours are in a table, sealed. */
    public const OFFICIAL_OPTIONS = ['oauth2_private', 'oauth2_public', 'oauth2_encryption'];

    /**
     * Makes the tables, or takes the official plugin's over.
     *
     * @throws ExtensionMissing
     */
    public static function install(): void
    {
        Extension::check();
        self::migrate();
    }

    /**
     * Brings the tables and options of any earlier version, the official plugin's included, to this one.
     *
     * @throws MigrationBusy
     * @throws SchemaMismatch when the tables are newer than this version
     */
    public static function migrate(): void
    {
        self::schema()->migrate();
        self::deleteOptions();
    }

    /** What Matomo's updater runs: activation doesn't happen again, and the extension may be missing still. */
    public static function update(): void
    {
        self::migrate();
        if (Extension::isReady()) {
            self::complete();
        }
    }

    /**
     * Makes the signing keys and fixes the issuer, where they are missing.
     *
     * @throws ExtensionMissing
     */
    public static function activate(): void
    {
        Extension::check();
        self::migrate();
        self::complete();
    }

    /**
     * Works without the extension, so that a broken installation can be removed, too. Matomo removes the settings, the
     * noted version and what its scheduler remembers itself, but not when the plugin was last activated.
     */
    public static function uninstall(): void
    {
        self::schema()->uninstall();
        self::deleteOptions();
        Option::delete(Manager::LAST_PLUGIN_ACTIVATION_TIME_OPTION_PREFIX . 'OAuth2');
        Option::delete(Manager::LAST_PLUGIN_DEACTIVATION_TIME_OPTION_PREFIX . 'OAuth2');
    }

    /** @return list<string> with the prefix */
    public static function tables(): array
    {
        return self::schema()->tables();
    }

    /** The tables, and what a taken-over client without a scope may ask for. */
    public static function schema(): Schema
    {
        $scopes = StaticContainer::get(SystemSettings::class)->defaultScopes->getValue();

        return new Schema(
            new MatomoConnection(),
            array_column(Scope::named($scopes), 'value'),
        );
    }

    /**
     * Makes the signing keys and fixes the issuer, where they are missing and can be.
     *
     * @throws ExtensionMissing
     */
    public static function complete(): void
    {
        Extension::check();
        Access::doAsSuperUser(static function (): void {
            Issuer::fixate(StaticContainer::get(SystemSettings::class));
            $factory = ServerFactory::instance();
            $factory->reset();
            try {
                $factory->server()->keys()->initialise();
            } catch (NotConfigured) {
                // Matomo's URL isn't known on the command line of a new installation: the admin screen does it then.
                return;
            }
        });
    }

    private static function deleteOptions(): void
    {
        foreach (self::OFFICIAL_OPTIONS as $option) {
            Option::delete($option);
        }
    }
}
