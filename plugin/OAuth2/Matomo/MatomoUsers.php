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

/** Matomo's users and what their own access can fill, whatever the current request may do. */
final class MatomoUsers implements Users
{
    /** @var array<string, ?User> by login, for this request */
    private array $known = [];

    /** @var array<string, ?bool> by login, for this request: whether he is super user; null when there is nobody */
    private array $superUsers = [];

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

    /** Whether there is such a user, and he has super user access. */
    public function isSuperUser(string $login): bool
    {
        return $this->superUser($login) === true;
    }

    /** Whether {@see find()} is asking other plugins at the moment: no ceiling applies to their answer. */
    public function isAsking(): bool
    {
        return $this->asking;
    }

    /** After users have changed in the same process. */
    public function forget(): void
    {
        $this->known = [];
        $this->superUsers = [];
    }

    private function load(string $login): ?User
    {
        return match ($this->superUser($login)) {
            null => null,
            true => new User($login, Scope::SuperUser),
            false => new User($login, $this->highestScope($login)),
        };
    }

    /** One row by its key says it; what else a user may do costs more, and most questions end here. */
    private function superUser(string $login): ?bool
    {
        if ($login === '' || strtolower($login) === 'anonymous') {
            return null;
        }
        if (!\array_key_exists($login, $this->superUsers)) {
            /** @var array<string, scalar|null> $row */
            $row = (array) (new Model())->getUser($login);
            // The column compares without case, and who was invited but has not answered yet cannot log in.
            $isThere = ($row['login'] ?? null) === $login && ($row['invite_token'] ?? '') === '';
            $this->superUsers[$login] = $isThere ? (bool) ($row['superuser_access'] ?? false) : null;
        }

        return $this->superUsers[$login];
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
