<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Plugins\OAuth2\Matomo\MatomoUsers;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\UsersManager\Model;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * The users for whom tokens may act.
 *
 * @group OAuth2
 * @group MatomoUsers
 * @group Plugins
 */
class MatomoUsersTest extends IntegrationTestCase
{
    private Model $model;

    public function setUp(): void
    {
        parent::setUp();
        Fixture::createWebsite('2026-01-01 00:00:00');
        $this->model = new Model();
        foreach (['viewer', 'admin', 'chief', 'invited', 'stranger'] as $login) {
            $this->model->addUser($login, 'hash', "$login@example.org", '2026-01-01 00:00:00');
        }
        $this->model->addUserAccess('viewer', 'view', [1]);
        $this->model->addUserAccess('admin', 'admin', [1]);
        $this->model->setSuperUserAccess('chief', true);
        $this->model->setSuperUserAccess('invited', true);
        $this->model->updateUserFields('invited', ['invite_token' => 'waiting']);
    }

    public function testUsersWithTheirHighestScope(): void
    {
        $users = new MatomoUsers();
        $highest = [
            'viewer' => Scope::Read,
            'admin' => Scope::Admin,
            'chief' => Scope::SuperUser,
            'stranger' => null,
        ];
        foreach ($highest as $login => $scope) {
            self::assertTrue($users->exists($login), $login);
            self::assertSame($scope, $users->find($login)->highestScope ?? null, $login);
            self::assertSame($scope === Scope::SuperUser, $users->isSuperUser($login), $login);
        }
    }

    public function testUnknownUsers(): void
    {
        $users = new MatomoUsers();
        foreach (['', 'nobody', 'anonymous', 'Anonymous', 'CHIEF', 'chief ', 'invited'] as $login) {
            self::assertFalse($users->exists($login), $login);
            self::assertFalse($users->isSuperUser($login), $login);
            self::assertNull($users->find($login), $login);
        }
    }

    public function testALoginIsTakenWhateverItsLetterCaseAndState(): void
    {
        $users = new MatomoUsers();
        foreach (['viewer', 'Viewer', 'CHIEF', 'invited', 'Invited', 'stranger', 'anonymous', 'Anonymous'] as $name) {
            self::assertTrue($users->isLogin($name), $name);
        }
        foreach (['', 'view', 'viewers', 'nobody', 'viewer '] as $name) {
            self::assertFalse($users->isLogin($name), $name);
        }
    }

    public function testUsersAreCachedForOneRequestOnly(): void
    {
        $users = new MatomoUsers();
        self::assertTrue($users->isSuperUser('chief'));
        $this->model->deleteUserOnly('chief');
        self::assertTrue($users->isSuperUser('chief'));
        $users->forget();
        self::assertFalse($users->exists('chief'));
        self::assertNull($users->find('chief'));
    }
}
