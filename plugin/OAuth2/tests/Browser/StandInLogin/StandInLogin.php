<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\StandInLogin;

use Piwik\Container\StaticContainer;
use Piwik\Plugin;

/** A login plugin for tests: an identity provider on another site posts the login, as with SAML. */
class StandInLogin extends Plugin
{
    /** @return array<string, string|array<string, string|bool>> */
    public function registerEvents(): array
    {
        return ['Request.initAuthenticationObject' => ['function' => 'useOwnAuth', 'after' => true]];
    }

    public function useOwnAuth(): void
    {
        StaticContainer::getContainer()->set('Piwik\Auth', new Auth());
    }
}
