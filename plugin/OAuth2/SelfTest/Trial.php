<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

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
        $tokenAuths = new TrialTokenAuths(new Users());
        $traces = $problems = [];
        $database->beginTransaction();
        try {
            $checks = new Checks(new Sandbox($database), $trial, $tokenAuths);
            foreach (Check::cases() as $check) {
                $problems[$check->value] = $checks->problems($check);
            }
        } finally {
            try {
                $database->rollBack();
            } catch (\Exception) {
                $traces[] = 'A plugin has ended the transaction of the self-test';
            }
            // The token_auth first: it is the only row that would give access to others.
            foreach (['A token_auth' => $tokenAuths, 'Rows' => $trial] as $what => $rows) {
                try {
                    if ($rows->remove()) {
                        $traces[] = "$what of the self-test had been stored, and was deleted";
                    }
                } catch (\Exception $failure) {
                    $traces[] = "$what of the self-test may be stored still: " . $failure->getMessage();
                }
            }
        }
        $problems[Check::Traces->value] = $traces;

        return $problems;
    }
}
