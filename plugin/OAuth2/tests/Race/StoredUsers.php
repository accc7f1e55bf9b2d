<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Race;

use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\MetaTable;

/** Users in the database, whom another process may delete at any moment. */
final readonly class StoredUsers implements Users
{
    private const PREFIX = 'user of the race ';

    private MetaTable $table;

    public function __construct(private Connection $connection)
    {
        $this->table = new MetaTable($connection);
    }

    public function add(string $login): void
    {
        $this->table->set(self::PREFIX . $login, 'exists');
    }

    public function delete(string $login): void
    {
        $this->connection->execute(
            'DELETE FROM ' . $this->connection->table('oauth2_meta') . ' WHERE name = ?',
            [self::PREFIX . $login],
        );
    }

    public function find(string $login): ?User
    {
        return $this->exists($login) ? new User($login, Scope::SuperUser) : null;
    }

    public function exists(string $login): bool
    {
        return $this->table->get(self::PREFIX . $login) !== null;
    }

    /** The logins of the races have no other letter case. */
    public function isLogin(string $name): bool
    {
        return $this->exists($name);
    }
}
