<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Date;
use Piwik\Db;
use Piwik\Db\Adapter\Mysqli;
use Piwik\Db\Adapter\Pdo\Mysql;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\UsersManager\Model as Users;

/**
 * Runs all checks in one transaction, which is rolled back: no other process ever sees their client, their authorizations
 * and their token_auth, and whatever Matomo writes meanwhile is undone, too.
 */
final class Trial
{
    /**
     * @return array<string, list<string>> problems by the value of each check; an empty list if the check passes
     * @throws \Exception if the checks cannot run, for example without a signing key
     */
    public static function run(): array
    {
        /** @var Mysql|Mysqli $database Matomo's only adapters outside the tracker */
        $database = Db::get();
        $trial = ServerFactory::instance()->checkedServer()->trial();
        $users = new Users();
        $login = $users->getUsersHavingSuperUserAccess()[0]['login'] ?? throw new \RuntimeException('There is no super user.');
        $tokenAuth = $users->generateRandomTokenAuth();
        $traces = $problems = [];
        $id = 0;
        $database->beginTransaction();
        try {
            $now = Date::now();
            /** @phpstan-ignore argument.type, argument.type (core's parameters have no types) */
            $id = $users->addTokenAuth($login, $tokenAuth, 'Self-test', $now->getDatetime(), $now->addHour(1)->getDatetime(), true);
            $checks = new Checks(new Sandbox($database), $trial, $login, $tokenAuth);
            foreach (Check::cases() as $check) {
                $problems[$check->value] = $checks->problems($check);
            }
        } finally {
            try {
                $database->rollBack();
            } catch (\Exception) {
                $traces[] = 'A plugin has ended the transaction of the self-test';
            }
            if ($trial->remove()) {
                $traces[] = 'Rows of the self-test had been stored and were deleted';
            }
            if ($users->getUserByTokenAuth($tokenAuth) !== null) {
                $users->deleteToken($id, $login);
            }
        }
        $problems[Check::Traces->value] = $traces;

        return $problems;
    }
}
