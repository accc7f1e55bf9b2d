<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Plugins\OAuth2\Matomo\MatomoUsers;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;

/**
 * The server of the requests in the {@see Sandbox}: it knows {@see TrialUsers}, allows every scope whatever the settings say,
 * and needs no clearance, because the self-test decides about it.
 */
final class TrialServerFactory extends ServerFactory
{
    private ?TrialUsers $trialUsers = null;

    public function settings(): Settings
    {
        return parent::settings()->with(allowedScopes: Scope::cases());
    }

    public function users(): MatomoUsers
    {
        return $this->trialUsers ??= new TrialUsers();
    }

    public function needsClearance(): bool
    {
        return false;
    }
}
