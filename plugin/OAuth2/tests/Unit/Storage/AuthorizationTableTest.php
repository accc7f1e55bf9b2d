<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\BearerLookup;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\CredentialsAuthorization;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\LiveAuthorization;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\tests\Support\Records;

final class AuthorizationTableTest extends StorageTestCase
{
    private const ID = '0123456789abcdef0123456789abcdef';

    private AuthorizationTable $table;

    protected function setUp(): void
    {
        parent::setUp();
        $this->table = new AuthorizationTable($this->connection);
    }

    public function testEveryFieldIsStoredUnchanged(): void
    {
        $all = new AuthorizationRecord(
            self::ID,
            'app',
            'änna',
            AuthorizationKind::Code,
            'matomo:write',
            'https://matomo.example/index.php?module=API&method=McpServer.mcp&format=mcp',
            7,
            self::NOW,
            self::NOW + 1,
            self::NOW + 2,
            self::NOW + 3,
            'user_revoked',
            Records::digest('a'),
            self::NOW + 4,
            self::NOW + 5,
            Records::digest('b'),
            'http://127.0.0.1:3000/cb',
            true,
            Records::digest('c'),
            Records::digest('d'),
            Records::digest('e'),
            str_repeat('s', 500),
            self::NOW + 6,
            self::NOW + 7,
            Records::digest('f'),
            3,
            'matomo:admin',
        );
        $this->table->insert($all);

        self::assertEquals($all, $this->table->find(self::ID));
        self::assertEquals(
            new CredentialsAuthorization(self::ID, 'änna', 7, self::NOW + 1, self::NOW + 3, 3),
            $this->table->findByCredentialsKey(Records::digest('f')),
        );
    }

    /** @return iterable<string, array{string}> */
    public static function otherIds(): iterable
    {
        yield 'upper case' => [strtoupper(self::ID)];
        yield 'blank behind' => [self::ID . ' '];
        yield 'NUL behind' => [self::ID . "\0"];
        yield 'first half' => [substr(self::ID, 0, 16)];
        yield 'not ASCII' => ["\u{FF10}" . substr(self::ID, 1)];
        yield 'empty' => [''];
    }

    #[DataProvider('otherIds')]
    public function testIdsAreComparedByteByByte(string $id): void
    {
        $this->table->insert(Records::code());

        self::assertNull($this->table->find($id));
        self::assertNull($this->table->state($id, 'jti', 'kid'));
    }

    public function testACodeIsRedeemedOnce(): void
    {
        $this->table->insert(Records::code());

        self::assertTrue($this->redeem(self::NOW + 10));
        self::assertFalse($this->redeem(self::NOW + 10));
        $row = $this->table->find(self::ID);
        self::assertSame(self::NOW + 10, $row?->codeRedeemedAt);
        self::assertSame(Records::digest('family'), $row->familyDigest);
        self::assertSame(Records::digest('r1'), $row->refreshDigest);
        self::assertSame(self::NOW + 5000, $row->refreshExpiresAt);
        self::assertSame(self::NOW + 5000, $row->expiresAt);
        self::assertSame(self::NOW + 10, $row->lastUsedAt);
    }

    public function testACodeIsValidUntilItsLastSecond(): void
    {
        $this->table->insert(Records::code());

        foreach ([600, 601, 86400] as $late) {
            self::assertFalse($this->redeem(self::NOW + $late));
        }
        self::assertTrue($this->redeem(self::NOW + 599));
    }

    public function testAnotherCodeWithTheSameIdIsNotRedeemed(): void
    {
        $this->table->insert(Records::code());

        self::assertFalse($this->redeem(self::NOW, Records::digest('another')));
        self::assertNull($this->table->find(self::ID)?->codeRedeemedAt);
    }

    public function testTheCodeOfAnEndedAuthorizationIsNotRedeemed(): void
    {
        $this->table->insert(Records::code());
        self::assertTrue($this->table->end(self::ID, 'user_revoked', self::NOW));

        self::assertFalse($this->redeem(self::NOW + 1));
    }

    /** Digests are unique, but not by an index. */
    public function testOneRowIsRedeemedAndRotatedWhateverItsDigests(): void
    {
        $this->table->insert(Records::code());
        $this->table->insert(Records::code('another'));
        $this->connection->execute(
            'UPDATE ' . $this->connection->table('oauth2_authorization') . ' SET code_digest = ?, refresh_digest = ?, refresh_expires_at = ?',
            [Records::digest('code ' . self::ID), Records::digest('r1'), self::NOW + 5000],
        );

        self::assertTrue($this->redeem(self::NOW + 1));
        self::assertNull($this->table->find('another')?->codeRedeemedAt);
        self::assertTrue($this->rotate('r1', 'r2', self::NOW + 2));
        self::assertNull($this->table->find('another')?->rotatedAt);
    }

    public function testACodeCanBeRedeemedWithoutRefreshToken(): void
    {
        $this->table->insert(Records::code());

        $digest = Records::digest('code ' . self::ID);
        self::assertTrue($this->table->redeemCode(self::ID, $digest, self::NOW, null, null, null, self::NOW + 60));
        self::assertNull($this->table->find(self::ID)?->refreshDigest);
    }

    public function testARefreshTokenIsReplacedOnce(): void
    {
        $this->table->insert(Records::code());
        $this->redeem(self::NOW);

        self::assertTrue($this->rotate('r1', 'r2', self::NOW + 50));
        self::assertFalse($this->rotate('r1', 'r3', self::NOW + 50));
        $row = $this->table->find(self::ID);
        self::assertSame(Records::digest('r2'), $row?->refreshDigest);
        self::assertSame(Records::digest('r1'), $row->previousDigest);
        self::assertSame('sealed r2', $row->successorSealed);
        self::assertSame(self::NOW + 50, $row->rotatedAt);
        self::assertSame(self::NOW + 9000, $row->refreshExpiresAt);

        self::assertTrue($this->rotate('r2', 'r3', self::NOW + 60));
        self::assertSame(Records::digest('r2'), $this->table->find(self::ID)?->previousDigest);
    }

    public function testAnExpiredRefreshTokenIsNotReplaced(): void
    {
        $this->table->insert(Records::code());
        $this->redeem(self::NOW);

        foreach ([5000, 5001, 86400] as $late) {
            self::assertFalse($this->rotate('r1', 'r2', self::NOW + $late));
        }
        self::assertTrue($this->rotate('r1', 'r2', self::NOW + 4999));
    }

    public function testTheRefreshTokenOfAnEndedAuthorizationIsNotReplaced(): void
    {
        $this->table->insert(Records::code());
        $this->redeem(self::NOW);
        $this->rotate('r1', 'r2', self::NOW + 1);
        self::assertTrue($this->table->end(self::ID, 'refresh_reuse', self::NOW + 2));

        self::assertFalse($this->rotate('r2', 'r3', self::NOW + 3));
        self::assertNull($this->table->find(self::ID)?->successorSealed, 'the sealed successor is deleted');
    }

    public function testACodeWithoutRefreshTokenIsNotRefreshed(): void
    {
        $this->table->insert(Records::code());

        self::assertFalse($this->rotate('r1', 'r2', self::NOW + 1));
    }

    public function testAnAuthorizationEndsOnceAndKeepsItsReason(): void
    {
        $this->table->insert(Records::code());

        self::assertTrue($this->table->end(self::ID, 'code_replay', self::NOW + 1));
        self::assertFalse($this->table->end(self::ID, 'user_revoked', self::NOW + 2));
        self::assertFalse($this->table->end('none', 'user_revoked', self::NOW + 2));
        self::assertSame('code_replay', $this->table->find(self::ID)?->endReason);
        self::assertSame(self::NOW + 1, $this->table->find(self::ID)?->endedAt);
    }

    public function testACredentialsKeyIsUniqueWithItsNumber(): void
    {
        $key = Records::digest('key');
        $this->table->insert(Records::credentials('a', 'key'));
        foreach (['living', 'ended'] as $state) {
            try {
                $this->table->insert(Records::credentials('b', 'key'));
                self::fail("Two authorizations for one key and number, the first $state");
            } catch (DuplicateKey) {
                self::assertNull($this->table->find('b'));
            }
            self::assertSame('a', $this->table->findByCredentialsKey($key)?->id);
            $this->table->end('a', 'user_revoked', self::NOW);
        }
        $this->table->insert(Records::credentials('c', 'key', number: 1));
        $this->table->insert(Records::credentials('d', 'another key'));
        $this->table->insert(Records::code());
        $this->table->insert(Records::code('without-a-key-too'));

        self::assertSame('c', $this->table->findByCredentialsKey($key)?->id);
        self::assertNull($this->table->findByCredentialsKey(Records::digest('none')));
    }

    public function testTheExpiryOfARowIsOnlyExtended(): void
    {
        $this->table->insert(Records::credentials('a', 'key'));

        self::assertFalse($this->table->extend('a', self::NOW + 3600));
        self::assertTrue($this->table->extend('a', self::NOW + 3601));
        self::assertFalse($this->table->extend('a', self::NOW));
        self::assertSame(self::NOW + 3601, $this->table->find('a')?->expiresAt);
        $this->table->end('a', 'user_revoked', self::NOW);
        self::assertFalse($this->table->extend('a', self::NOW + 9999));
    }

    public function testAuthorizationsEndByUserByIdAndByClient(): void
    {
        $this->table->insert(Records::code('a', 'app', 'anna'));
        $this->table->insert(Records::code('b', 'other', 'anna'));
        $this->table->insert(Records::code('c', 'app', 'ben', scope: 'matomo:admin'));
        $this->table->insert(Records::credentials('d', 'key', 'app', 'carl'));

        self::assertSame(2, $this->table->endForUser('anna', 'user_deleted', self::NOW));
        self::assertSame(0, $this->table->endForUser('anna', 'user_deleted', self::NOW));
        self::assertNull($this->table->find('c')?->endedAt);
        self::assertSame(0, $this->table->endMany([], 'x', self::NOW));
        self::assertSame(1, $this->table->endMany(['a', 'c', 'unknown'], 'x', self::NOW + 1));
        self::assertSame(['user_deleted', 'x'], [$this->table->find('a')?->endReason, $this->table->find('c')?->endReason]);
        self::assertNull($this->table->find('d')?->endedAt);
        self::assertSame(1, $this->table->endForClient('app', 'x', self::NOW));
        self::assertSame(0, $this->table->endForClient('app', 'x', self::NOW));
    }

    public function testTheScopesInUseAreThoseOfLiveAuthorizations(): void
    {
        $scopes = ['live' => 'matomo:read', 'waiting' => 'matomo:write', 'ended' => 'matomo:admin'];
        foreach ($scopes as $id => $scope) {
            $this->table->insert(Records::code($id, scope: $scope));
        }
        foreach (['live', 'ended'] as $id) {
            $this->table->redeemCode($id, Records::digest("code $id"), self::NOW, null, Records::digest($id), self::NOW + 900, self::NOW + 900);
        }
        $this->table->end('ended', 'x', self::NOW);
        $at = function (int $now, string $client = 'app', string $login = 'anna', int $epoch = self::NOW): array {
            $code = Records::code();

            return $this->table->liveScopes($client, $login, $code->resource, $epoch, $now);
        };

        self::assertSame(['matomo:read'], $at(self::NOW + 899));
        foreach ([900, 901, 90_000] as $later) {
            self::assertSame([], $at(self::NOW + $later), 'expired');
        }
        self::assertSame([], $at(self::NOW, 'other'));
        self::assertSame([], $at(self::NOW, login: 'bert'));
        self::assertSame([], $at(self::NOW, epoch: self::NOW + 1));
    }

    public function testTheLiveAuthorizationsOfAClientArePagedInTheOrderOfTheirIds(): void
    {
        foreach (['c', 'a', 'd', 'b', 'ended', 'expired', 'epoch'] as $id) {
            $this->table->insert(Records::code(
                $id,
                createdAt: $id === 'expired' ? self::NOW - 600 : self::NOW,
                clientEpoch: $id === 'epoch' ? 1 : self::NOW,
            ));
        }
        $this->table->insert(Records::code('others', 'other'));
        $this->table->end('ended', 'x', self::NOW);
        $this->table->redeemCode('d', Records::digest('code d'), self::NOW, null, Records::digest('r'), self::NOW + 900, self::NOW + 900);
        $this->table->insert(Records::credentials('own', 'key', login: 'carl'));
        $ids = fn (string $after, int $limit): array => array_map(
            static fn (LiveAuthorization $live): string => $live->id,
            $this->table->liveForClient('app', self::NOW, self::NOW, $after, $limit),
        );
        self::assertSame(['a', 'b', 'c'], $ids('', 3));
        self::assertSame(['d', 'own'], $ids('c', 3));
        self::assertSame([], $ids('own', 3));
        self::assertSame([], $this->table->liveForClient('app', self::NOW, self::NOW + 5000, '', 9), 'all expired long ago');

        [$waiting, , , $used, $own] = $this->table->liveForClient('app', self::NOW, self::NOW, '', 9);
        self::assertEquals(
            new LiveAuthorization('a', 'anna', AuthorizationKind::Code, 'matomo:read', false, 'https://app.example/cb', false),
            $waiting,
        );
        self::assertSame([true, true], [$used->inUse, $used->refreshes]);
        self::assertEquals(
            new LiveAuthorization('own', 'carl', AuthorizationKind::ClientCredentials, 'matomo:read', true, null, false),
            $own,
        );
    }

    public function testTheLiveAuthorizationsWithAScopeArePagedInTheOrderOfTheirIds(): void
    {
        foreach (['c' => 'admin', 'a' => 'superuser', 'd' => 'admin', 'b' => 'read', 'ended' => 'admin'] as $id => $scope) {
            $this->table->insert(Records::code($id, scope: "matomo:$scope"));
        }
        $this->table->end('ended', 'x', self::NOW);
        $above = ['matomo:admin', 'matomo:superuser'];
        self::assertSame(['a', 'c'], $this->table->liveWithScopes($above, '', 2));
        self::assertSame(['d'], $this->table->liveWithScopes($above, 'c', 2));
        self::assertSame([], $this->table->liveWithScopes($above, 'd', 2));
        self::assertSame(['b'], $this->table->liveWithScopes(['matomo:read'], '', 2));
    }

    public function testTheSpellingsOfALoginAreFound(): void
    {
        foreach (['Anna', 'anna', 'ann_', 'ann%', 'hanna', 'Åsa'] as $number => $login) {
            foreach (['a', 'b'] as $twice) {
                $this->table->insert(Records::code("$twice$number", login: $login));
            }
        }
        $found = $this->table->spellings('ANNA');
        sort($found);
        self::assertSame(['Anna', 'anna'], $found);
        self::assertSame(['ann_'], $this->table->spellings('ANN_'));
        self::assertSame(['Åsa'], $this->table->spellings('ÅSA'));
        self::assertSame([], $this->table->spellings('asa'));
        self::assertSame([], $this->table->spellings(''));
    }

    public function testOneQueryReadsAuthorizationClientAndRevocation(): void
    {
        $client = Records::client('app');
        (new ClientTable($this->connection))->insert($client);
        $this->table->insert(Records::code());

        $state = $this->table->state(self::ID, 'some-jti', 'some-kid');
        self::assertNotNull($state);
        self::assertEquals(new BearerLookup(
            self::ID,
            'anna',
            AuthorizationKind::Code,
            'matomo:read',
            'https://matomo.example/',
            self::NOW,
            null,
            null,
            Records::state($client),
            false,
            false,
        ), $state);
        $this->table->touch(self::ID, self::NOW + 1);
        $this->table->end(self::ID, 'user_revoked', self::NOW + 2);
        $ended = $this->table->state(self::ID, 'some-jti', 'some-kid');
        self::assertSame([self::NOW + 1, self::NOW + 2], [$ended?->lastUsedAt, $ended?->endedAt]);

        (new RevokedTokenTable($this->connection))->add('some-jti', self::NOW + 1);
        self::assertTrue($this->table->state(self::ID, 'some-jti', 'some-kid')?->revoked);
        self::assertFalse($this->table->state(self::ID, 'Some-jti', 'some-kid')?->revoked);

        self::assertFalse($this->table->state(self::ID, 'another', 'some-kid')?->revoked);
        (new RevokedTokenTable($this->connection))->add('some-kid', self::NOW + 1);
        self::assertTrue($this->table->state(self::ID, 'another', 'some-kid')?->revoked, 'the key is withdrawn');
        self::assertTrue($this->table->state(self::ID, 'some-jti', 'some-kid')?->revoked, 'both');
        self::assertFalse($this->table->state(self::ID, 'another', 'Some-kid')?->revoked);

        (new ClientTable($this->connection))->delete('app');
        self::assertNull($this->table->state(self::ID, 'x', 'some-kid')?->client);
        self::assertNull($this->table->state('none', 'x', 'some-kid'));
    }

    public function testTheSameQueryFindsTheMark(): void
    {
        (new ClientTable($this->connection))->insert(Records::client('app'));
        $this->table->insert(Records::code());
        $meta = new MetaTable($this->connection);
        $meta->set('cleared-A', '1');

        self::assertTrue($this->table->state(self::ID, 'jti', 'kid', 'cleared-A')?->marked);
        self::assertFalse($this->table->state(self::ID, 'jti', 'kid', 'cleared-a')?->marked);
        self::assertFalse($this->table->state(self::ID, 'jti', 'kid', 'cleared-B')?->marked);
        self::assertFalse($this->table->state(self::ID, 'jti', 'kid')?->marked);
        $meta->remove('cleared-A');
        self::assertFalse($this->table->state(self::ID, 'jti', 'kid', 'cleared-A')?->marked);
    }

    /** @return iterable<string, array{\Closure(AuthorizationTable): mixed}> */
    public static function changes(): iterable
    {
        yield 'its end' => [static fn (AuthorizationTable $table): bool => $table->end(self::ID, 'x', self::NOW)];
        yield "the client's end" => [static fn (AuthorizationTable $table): int => $table->endForClient('app', 'x', self::NOW)];
        yield "the user's end" => [static fn (AuthorizationTable $table): int => $table->endForUser('anna', 'x', self::NOW)];
        yield 'an edit' => [static fn (AuthorizationTable $table): int => $table->endMany([self::ID, 'none'], 'x', self::NOW)];
        yield 'another life' => [static fn (AuthorizationTable $table): bool => $table->extend(self::ID, self::NOW + 9000)];
        yield 'its use' => [static fn (AuthorizationTable $table): null => $table->touch(self::ID, self::NOW)];
        yield 'removal of the client' => [static fn (AuthorizationTable $table): int => $table->deleteForClient('app', 9)];
        yield 'removal of the user' => [static fn (AuthorizationTable $table): int => $table->deleteForUser('anna', 9)];
    }

    /** @param \Closure(AuthorizationTable): mixed $change */
    #[DataProvider('changes')]
    public function testAChangeIsOfOneAuthorization(\Closure $change): void
    {
        $this->table->insert(Records::code());
        $this->table->insert(Records::code('another', 'other', 'ben'));
        $before = $this->table->find(self::ID);

        self::assertNotContains($change($this->table), [false, 0]);
        self::assertNotEquals($before, $this->table->find(self::ID));
        self::assertEquals(Records::code('another', 'other', 'ben'), $this->table->find('another'));
    }

    public function testTheClientOfACallIsTheAuthorizations(): void
    {
        foreach (['aap', 'app', 'apps'] as $id) {
            (new ClientTable($this->connection))->insert(Records::client($id));
        }
        $this->table->insert(Records::code());

        self::assertSame('app', $this->table->state(self::ID, 'jti', 'kid')?->client?->clientId);
    }

    public function testLastUseIsWrittenEveryTenMinutes(): void
    {
        $this->table->insert(Records::code());

        foreach ([5 => 5, 604 => 5, 605 => 605, 1204 => 605, 9000 => 9000] as $after => $noted) {
            $this->table->touch(self::ID, self::NOW + $after);
            self::assertSame(self::NOW + $noted, $this->table->find(self::ID)?->lastUsedAt);
        }
    }

    public function testListsOmitUnusedCodesAndShowActiveAuthorizationsFirst(): void
    {
        $this->table->insert(Records::code('pending'));
        $this->table->insert(Records::code('ended', createdAt: self::NOW + 3));
        $this->table->insert(Records::code('old', createdAt: self::NOW + 1));
        $this->table->insert(Records::code('new', createdAt: self::NOW + 2));
        $this->table->insert(Records::code('others', login: 'ben'));
        $this->table->insert(Records::credentials('credentials', 'key'));
        foreach (['ended', 'old', 'new', 'others'] as $id) {
            $this->table->redeemCode($id, Records::digest("code $id"), self::NOW + 4, null, null, null, self::NOW + 600);
        }
        $this->table->end('ended', 'user_revoked', self::NOW + 5);

        self::assertSame(['new', 'old', 'credentials', 'ended'], self::ids($this->table->listForUser('anna')));
        self::assertSame(['others'], self::ids($this->table->listForUser('ben')));
        self::assertSame([], self::ids($this->table->listForUser('carl')));
        self::assertSame(['new', 'old', 'credentials', 'others', 'ended'], self::ids($this->table->listForClient('app')));
    }

    public function testAPurgeDeletesTheOldestExpiredRowsInBatches(): void
    {
        foreach (range(1, 7) as $number) {
            $this->table->insert(Records::code("id$number", createdAt: self::NOW + $number));
        }

        self::assertSame(0, $this->table->purge(self::NOW + 600, 3));
        self::assertSame(3, $this->table->purge(self::NOW + 605, 3));
        self::assertNull($this->table->find('id3'));
        self::assertNotNull($this->table->find('id4'));
        self::assertSame(2, $this->table->purge(self::NOW + 605, 3));
        self::assertSame(0, $this->table->purge(self::NOW + 605, 3));
        self::assertNotNull($this->table->find('id6'));
    }

    public function testAuthorizationsOfUsersShareNoValueOfAUniqueIndex(): void
    {
        $ids = ['a0000000000000000000000000000000', 'ffffffffffffffffffffffffffffffff'];
        foreach ($ids as $id) {
            $this->table->insert(new AuthorizationRecord(
                id: $id,
                clientId: 'app',
                login: 'anna',
                kind: AuthorizationKind::Code,
                scope: 'matomo:read',
                resource: 'https://matomo.example',
                clientEpoch: 0,
                createdAt: self::NOW,
                expiresAt: self::NOW + 600,
            ));
            self::assertSame(0, $this->table->find($id)?->credentialsNumber);
        }
        $rows = $this->connection->rows('SELECT DISTINCT credentials_number FROM unit_oauth2_authorization WHERE credentials_key IS NULL');

        self::assertCount(2, $rows);
    }

    public function testRowsOfAClientOrUserAreDeletedInBatches(): void
    {
        foreach (range(1, 5) as $number) {
            $this->table->insert(Records::code("a$number"));
            $this->table->insert(Records::code("b$number", 'other', 'ben'));
        }

        self::assertSame(3, $this->table->deleteForClient('app', 3));
        self::assertSame(2, $this->table->deleteForClient('app', 3));
        self::assertSame(0, $this->table->deleteForClient('app', 3));
        self::assertSame(5, $this->table->deleteForUser('ben', 100));
        $this->expectException(\ValueError::class);
        $this->table->deleteForUser('ben', 0);
    }

    /**
     * @param list<AuthorizationRecord> $list
     * @return list<string>
     */
    private static function ids(array $list): array
    {
        return array_map(static fn (AuthorizationRecord $authorization): string => $authorization->id, $list);
    }

    private function redeem(int $now, ?string $digest = null): bool
    {
        return $this->table->redeemCode(
            self::ID,
            $digest ?? Records::digest('code ' . self::ID),
            $now,
            Records::digest('family'),
            Records::digest('r1'),
            self::NOW + 5000,
            self::NOW + 5000,
        );
    }

    private function rotate(string $old, string $new, int $now): bool
    {
        return $this->table->rotate(
            self::ID,
            Records::digest($old),
            Records::digest($new),
            "sealed $new",
            $now,
            self::NOW + 9000,
            self::NOW + 9000,
        );
    }
}
