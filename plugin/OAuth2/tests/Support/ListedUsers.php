<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;

/** Users from an array. */
final class ListedUsers implements Users
{
    /** @param array<string, ?Scope> $users the highest scope by login */
    public function __construct(public array $users = ['anna' => Scope::SuperUser, 'ben' => Scope::Read])
    {
    }

    public function find(string $login): ?User
    {
        return array_key_exists($login, $this->users) ? new User($login, $this->users[$login]) : null;
    }

    public function exists(string $login): bool
    {
        return array_key_exists($login, $this->users);
    }

    public function isLogin(string $name): bool
    {
        return in_array(strtolower($name), array_map(strtolower(...), array_map(strval(...), array_keys($this->users))), true);
    }
}
