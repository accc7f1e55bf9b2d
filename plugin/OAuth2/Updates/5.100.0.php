<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Updater;
use Piwik\Updater\Migration\Custom as CustomMigration;
use Piwik\Updates;

/**
 * Migrates an installation of the official plugin of the same name: its clients keep their ids, owners and secrets, but
 * its tokens end. The version is higher than any of that plugin's, because Matomo runs only updates above the version
 * that it has stored.
 */
class Updates_5_100_0 extends Updates
{
    /** @return list<CustomMigration> */
    public function getMigrations(Updater $updater): array
    {
        return [
            new CustomMigration(
                static fn () => Installation::update(),
                'Convert the OAuth 2.0 clients, create the other tables, and remove the official plugin\'s token tables',
            ),
        ];
    }

    public function doUpdate(Updater $updater): void
    {
        $updater->executeMigrations(__FILE__, $this->getMigrations($updater));
    }
}
