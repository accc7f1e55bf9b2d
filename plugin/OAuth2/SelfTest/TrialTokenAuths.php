<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Date;
use Piwik\Plugins\UsersManager\Model as Users;

/** Creates a token_auth of each super user, one after the other, and deletes those that the rollback has left. */
final class TrialTokenAuths
{
    /** The maximum number of super users to try. */
    private const USERS = 20;

    /** @var list<TrialTokenAuth> */
    private array $created = [];

    public function __construct(private readonly Users $users)
    {
    }

    /** @return \Generator<int, TrialTokenAuth> of the user who has been there longest first */
    public function each(): \Generator
    {
        foreach (\array_slice($this->users->getUsersHavingSuperUserAccess(), 0, self::USERS) as $user) {
            $value = $this->users->generateRandomTokenAuth();
            $now = Date::now();
            $login = (string) $user['login'];
            /** @phpstan-ignore argument.type, argument.type (core's parameters have no types) */
            $id = $this->users->addTokenAuth($login, $value, 'Self-test', $now->getDatetime(), $now->addHour(1)->getDatetime(), true);
            yield $this->created[] = new TrialTokenAuth((int) $id, $login, $value);
        }
    }

    /**
     * Deletes those that are left after the rollback.
     *
     * @return bool true if there were any
     * @throws \Exception after all of them have been tried
     */
    public function remove(): bool
    {
        $found = false;
        $failure = null;
        foreach ($this->created as $token) {
            try {
                if ($this->users->getUserByTokenAuth($token->value) !== null) {
                    $found = true;
                    $this->users->deleteToken($token->id, $token->login);
                }
            } catch (\Exception $failure) {
                continue;
            }
        }

        return $failure === null ? $found : throw $failure;
    }
}
