<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Access;
use Piwik\Container\StaticContainer;
use Piwik\Option;
use Piwik\Plugin\Manager;
use Piwik\Plugin\MetadataLoader;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\MigrationBusy;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Updater;

/** Creates, migrates and removes the plugin's data: tables, keys, the issuer, and leftovers of the official plugin. */
final class Installation
{
    /** The options with the official plugin's keys. Its tokens end with them; our keys are sealed in a table. */
    public const OFFICIAL_OPTIONS = ['oauth2_private', 'oauth2_public', 'oauth2_encryption'];

    /**
     * Creates the tables, or migrates those of the official plugin.
     *
     * @throws ExtensionMissing
     */
    public static function install(): void
    {
        Extension::check();
        self::migrate();
    }

    /**
     * Migrates the tables and options of any earlier version, including the official plugin's.
     *
     * @throws MigrationBusy
     * @throws SchemaMismatch if the tables are newer than this version
     */
    public static function migrate(): void
    {
        self::schema()->migrate();
        SettingValues::convert();
        self::deleteOptions();
        if (self::isOfHigherLine()) {
            (new Updater())->markComponentSuccessfullyUpdated('OAuth2', self::version());
        }
    }

    /**
     * True if the recorded version has a higher first number than this one. 6.1.0 was released for Matomo 5, before each
     * major version of Matomo had a line of its own. Matomo does not update to a lower version, and would not run the
     * updates after it either.
     */
    public static function isOfHigherLine(): bool
    {
        return (int) Option::get('version_OAuth2') > (int) self::version();
    }

    /** Migrates and completes the configuration for Matomo's updater, which does not activate the plugin again. */
    public static function update(): void
    {
        self::migrate();
        if (Extension::isReady()) {
            self::complete();
        }
    }

    /**
     * Creates the signing keys and sets the issuer if they are missing.
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
     * Removes all data of the plugin, even without the extension, so that a broken installation can be removed. Matomo
     * itself removes settings, version and scheduler entries, but not the time of the last activation.
     */
    public static function uninstall(): void
    {
        StaticDocuments::withdraw();
        self::schema()->uninstall();
        self::deleteOptions();
        Option::delete(Manager::LAST_PLUGIN_ACTIVATION_TIME_OPTION_PREFIX . 'OAuth2');
        Option::delete(Manager::LAST_PLUGIN_DEACTIVATION_TIME_OPTION_PREFIX . 'OAuth2');
    }

    /** @return list<string> table names with Matomo's prefix */
    public static function tables(): array
    {
        return self::schema()->tables();
    }

    /** The schema, with the default scope for clients of the official plugin that have none. */
    public static function schema(): Schema
    {
        $scopes = StaticContainer::get(SystemSettings::class)->defaultScopes->getValue();

        return new Schema(
            new MatomoConnection(),
            array_column(Scope::named($scopes), 'value'),
        );
    }

    /**
     * Creates the signing keys and sets the issuer if they are missing and this is possible.
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
                // The command line of a new installation does not know Matomo's URL: the admin screen sets the issuer.
                return;
            }
            StaticDocuments::refresh();
        });
    }

    /** The version in plugin.json. */
    private static function version(): string
    {
        return (string) ((new MetadataLoader('OAuth2'))->load()['version'] ?? '');
    }

    private static function deleteOptions(): void
    {
        foreach (self::OFFICIAL_OPTIONS as $option) {
            Option::delete($option);
        }
    }
}
