<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Matomo\SettingsPreview;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Unit\Server\ServerTestCase;

/** The question before a change of the settings says what the change ends. */
final class SettingsPreviewTest extends ServerTestCase
{
    private const NONE = ['authorizations' => 0, 'users' => 0, 'own' => 0, 'causes' => []];

    protected function setUp(): void
    {
        parent::setUp();
        $clients = new ClientTable($this->connection);
        $clients->insert(Records::client('app'));
        $clients->insert(Records::client('second'));
        $table = new AuthorizationTable($this->connection);
        foreach ([['a', 'anna', 'matomo:read'], ['b', 'anna', 'matomo:write'], ['c', 'ben', 'matomo:write']] as [$id, $login, $scope]) {
            $table->insert(Records::code($id, login: $login, scope: $scope));
            $table->redeemCode($id, Records::digest("code $id"), FixedClock::START, null, null, null, FixedClock::START + 3600);
        }
        $table->insert(Records::credentials('own', 'key', scope: 'matomo:admin'));
    }

    /**
     * @param array<string, mixed> $values
     * @param array<string, mixed> $effects
     * @param array<string, int> $clients
     */
    #[DataProvider('changes')]
    public function testWhatAChangeEnds(array $values, array $effects, array $clients = []): void
    {
        self::assertSame(['effects' => $effects, 'clients' => $clients], $this->preview()->of($values));
    }

    /** @return iterable<string, array{0: array<string, mixed>, 1: array<string, mixed>, 2?: array<string, int>}> */
    public static function changes(): iterable
    {
        $all = ['authorizations' => 3, 'users' => 2, 'own' => 1, 'causes' => ['issuer']];
        yield 'nothing' => [[], self::NONE];
        yield 'a lifetime' => [['accessTokenTtl' => '60'], self::NONE];
        yield 'the same issuer' => [['issuer' => 'https://matomo.example/'], self::NONE];
        yield 'another issuer' => [['issuer' => 'https://other.example'], $all, ['issuer' => 2]];
        yield 'another issuer and fewer scopes' => [
            ['issuer' => 'https://other.example', 'defaultScopes' => ['matomo:read']], $all, ['issuer' => 2],
        ];
        yield 'one more scope' => [
            ['defaultScopes' => ['matomo:read', 'matomo:write', 'matomo:admin', 'matomo:superuser']], self::NONE,
        ];
        yield 'a scope of users' => [
            ['defaultScopes' => ['matomo:read', 'matomo:admin']],
            ['authorizations' => 2, 'users' => 2, 'own' => 0, 'causes' => ['defaultScopes']],
        ];
        yield 'a scope of a client itself' => [
            ['defaultScopes' => ['matomo:read', 'matomo:write']],
            ['authorizations' => 0, 'users' => 0, 'own' => 1, 'causes' => ['defaultScopes']],
        ];
        yield 'a grant type that no client has' => [['enableClientCredentials' => '0'], self::NONE, ['enableClientCredentials' => 0]];
        yield 'a grant type' => [['enableAuthorizationCode' => false], self::NONE, ['enableAuthorizationCode' => 2]];
        yield 'a grant type that is already off' => [['enableRefreshTokens' => '0'], self::NONE];
        yield 'a grant type that stays on' => [['enableAuthorizationCode' => '1'], self::NONE];
    }

    private function preview(): SettingsPreview
    {
        return new SettingsPreview(
            $this->server->authorizations(),
            $this->server->clients(),
            ['issuer' => 'https://matomo.example', 'enableRefreshTokens' => false] + SettingValues::defaults(),
        );
    }
}
