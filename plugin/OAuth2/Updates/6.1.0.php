<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Updater;
use Piwik\Updater\Migration\Custom as CustomMigration;
use Piwik\Updates;

/**
 * Takes over an installation of the official plugin of the same name: its clients keep their ids, owners and secrets,
 * its tokens end. The version is above its highest, because Matomo runs no update below the one it has noted.
 */
class Updates_6_1_0 extends Updates
{
    /** @return list<CustomMigration> */
    public function getMigrations(Updater $updater): array
    {
        return [
            new CustomMigration(
                static fn () => Installation::update(),
                'Convert the clients of OAuth2, make its other tables and remove those of single tokens',
            ),
        ];
    }

    public function doUpdate(Updater $updater): void
    {
        $updater->executeMigrations(__FILE__, $this->getMigrations($updater));
    }
}
