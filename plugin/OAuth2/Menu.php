<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Menu\MenuAdmin;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\Texts;

/** The menu entries of the plugin's screens. */
class Menu extends \Piwik\Plugin\Menu
{
    public function configureAdminMenu(MenuAdmin $menu): void
    {
        if (Piwik::hasUserSuperUserAccess()) {
            // Matomo Cloud shows the group Platform as "Export".
            $menu->addPlatformItem(Texts::single('OAuth2_MenuOAuth2'), $this->urlForAction('index'), 40);
        }
        if (!Piwik::isUserIsAnonymous()) {
            $menu->addPersonalItem(Texts::single('OAuth2_AuthorizedApps'), $this->urlForAction('authorizedApps'), 30);
            $menu->addPersonalItem(Texts::single('OAuth2_WayAssistant'), $this->urlForAction('connect'), 31);
        }
    }
}
