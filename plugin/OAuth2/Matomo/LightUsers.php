<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Storage\MatomoTables;

/** Matomo's users for the light script, which asks only whether a user exists. Anything else starts Matomo. */
final class LightUsers extends MatomoUsers
{
    public function __construct(private readonly MatomoTables $tables)
    {
    }

    public function find(string $login): ?User
    {
        Kernel::start();

        return parent::find($login);
    }

    public function isLogin(string $name): bool
    {
        Kernel::start();

        return parent::isLogin($name);
    }

    protected function row(string $login): array
    {
        return $this->tables->user($login);
    }
}
