<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Access;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\UsersManager\Model;

/** Matomo's users and the scopes that their own access covers, regardless of the current request's access. */
class MatomoUsers implements Users
{
    /** @var array<string, ?User> by login, for this request */
    private array $known = [];

    /** @var array<string, ?bool> by login, for this request: true for a super user; null if there is no such user */
    private array $superUsers = [];

    /** @var array<string, string> by login, for this request */
    private array $emails = [];

    private bool $asking = false;

    public function find(string $login): ?User
    {
        if (!\array_key_exists($login, $this->known)) {
            $this->known[$login] = $this->load($login);
        }

        return $this->known[$login];
    }

    public function exists(string $login): bool
    {
        return $this->superUser($login) !== null;
    }

    /** Reads all logins, because the table's collation decides whether a query ignores letter case. */
    public function isLogin(string $name): bool
    {
        foreach ((new Model())->getUsersLogin() as $login) {
            if (\is_scalar($login) && strcasecmp((string) $login, $name) === 0) {
                return true;
            }
        }

        return strcasecmp($name, 'anonymous') === 0;
    }

    /** True if the user exists and has super user access. */
    public function isSuperUser(string $login): bool
    {
        return $this->superUser($login) === true;
    }

    /** True while {@see find()} determines a user's own access, which the token's scope must not limit. */
    public function isAsking(): bool
    {
        return $this->asking;
    }

    /** Forgets all users, after users have changed in the same process. */
    public function forget(): void
    {
        $this->known = [];
        $this->superUsers = [];
        $this->emails = [];
    }

    private function load(string $login): ?User
    {
        return match ($this->superUser($login)) {
            null => null,
            true => new User($login, Scope::SuperUser, $this->emails[$login] ?? ''),
            false => new User($login, $this->highestScope($login), $this->emails[$login] ?? ''),
        };
    }

    /** Needs one row by its key, which is cheaper than the other access of a user and often sufficient. */
    protected function superUser(string $login): ?bool
    {
        if ($login === '' || strtolower($login) === 'anonymous') {
            return null;
        }
        if (!\array_key_exists($login, $this->superUsers)) {
            $row = $this->row($login);
            // The column compares without case, and an invited user cannot log in before accepting.
            $isThere = ($row['login'] ?? null) === $login && ($row['invite_token'] ?? '') === '';
            $this->emails[$login] = (string) ($row['email'] ?? '');
            $this->superUsers[$login] = $isThere ? (bool) ($row['superuser_access'] ?? false) : null;
        }

        return $this->superUsers[$login];
    }

    /** @return array<string, scalar|null> the user's row; empty if there is none */
    protected function row(string $login): array
    {
        /** @var array<string, scalar|null> $row */
        $row = (array) (new Model())->getUser($login);

        return $row;
    }

    private function highestScope(string $login): ?Scope
    {
        OtherPlugins::wakeFor('Access.modifyUserAccess');
        $access = ['view' => [], 'write' => [], 'admin' => [], 'superuser' => []];
        foreach (Access::getInstance()->getRawSitesWithSomeViewAccess($login) as $row) {
            $access[$row['access']][] = $row['idsite'];
        }
        $this->asking = true;
        try {
            Piwik::postEvent('Access.modifyUserAccess', [&$access, $login]);
        } finally {
            $this->asking = false;
        }

        return match (true) {
            $access['admin'] !== [] => Scope::Admin,
            $access['write'] !== [] => Scope::Write,
            $access['view'] !== [] => Scope::Read,
            default => null,
        };
    }
}
