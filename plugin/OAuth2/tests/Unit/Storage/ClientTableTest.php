<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Storage\ClientFilter;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSort;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\SecretUse;
use Piwik\Plugins\OAuth2\tests\Support\Records;

final class ClientTableTest extends StorageTestCase
{
    private ClientTable $clients;

    protected function setUp(): void
    {
        parent::setUp();
        $this->clients = new ClientTable($this->connection);
    }

    public function testEveryFieldIsStoredUnchanged(): void
    {
        $client = new ClientRecord(
            'analytics_app',
            "Zoë's \"dashboard\" \u{1F980}",
            "two\nlines",
            'hash',
            'wxyz',
            ['https://app.example/cb?a=%2F', 'com.example.app:/cb'],
            ['client_credentials'],
            ['matomo:read', 'matomo:admin'],
            ClientRecord::CONFIDENTIAL,
            false,
            'änna',
            'Carl',
            42,
            false,
            self::NOW,
            self::NOW + 1,
            self::NOW + 2,
            'another hash',
            'stuv',
            self::NOW + 3,
            secretCreatedAt: self::NOW + 4,
            secretUsedAt: self::NOW + 5,
            oldSecretCreatedAt: self::NOW + 6,
            oldSecretUsedAt: self::NOW + 7,
        );
        $this->clients->insert($client);

        self::assertEquals($client, $this->clients->find('analytics_app'));
    }

    public function testASecretHasItsAgeAndLastUse(): void
    {
        $this->clients->insert(Records::client());
        $times = fn (): array => [
            $this->clients->find('app')?->secretCreatedAt,
            $this->clients->find('app')?->secretUsedAt,
            $this->clients->find('app')?->oldSecretCreatedAt,
            $this->clients->find('app')?->oldSecretUsedAt,
        ];
        self::assertSame([null, null, null, null], $times(), 'unknown for a secret of an earlier installation');
        $this->clients->touchSecret('app', new SecretUse('a hash', false), self::NOW);
        $this->clients->touchSecret('app', new SecretUse('another hash', false), self::NOW + 9000);
        $this->clients->touchSecret('app', new SecretUse('a hash', true), self::NOW + 9000);
        $this->clients->touchSecret('other', new SecretUse('a hash', false), self::NOW + 9000);
        self::assertSame([null, self::NOW, null, null], $times());
        $this->clients->touchSecret('app', new SecretUse('a hash', false), self::NOW + ClientTable::TOUCH_INTERVAL - 1);
        self::assertSame(self::NOW, $times()[1], 'at most once in ten minutes');
        $this->clients->touchSecret('app', new SecretUse('a hash', false), self::NOW + ClientTable::TOUCH_INTERVAL);
        self::assertSame(self::NOW + ClientTable::TOUCH_INTERVAL, $times()[1]);

        $this->clients->rotateSecret('app', 'second', 'bcde', self::NOW + 5000, self::NOW + 1000);
        self::assertSame([self::NOW + 1000, null, null, self::NOW + ClientTable::TOUCH_INTERVAL], $times(), 'the old secret keeps its times');
        $this->clients->touchSecret('app', new SecretUse('a hash', true), self::NOW + 2000);
        $this->clients->touchSecret('app', new SecretUse('second', false), self::NOW + 2001);
        self::assertSame([self::NOW + 1000, self::NOW + 2001, null, self::NOW + 2000], $times());
        $this->clients->touch('app', self::NOW + 1, new SecretUse('a hash', false));
        self::assertSame([self::NOW + 1000, self::NOW + 2001, null, self::NOW + 2000], $times(), 'not the secret that is there now');
        $this->clients->touch('app', self::NOW + 5000, new SecretUse('second', false));
        self::assertSame([self::NOW + 1000, self::NOW + 5000, null, self::NOW + 2000], $times(), 'in one statement');
        $this->clients->endOldSecret('app', self::NOW + 2002);
        self::assertSame([self::NOW + 1000, self::NOW + 5000, null, null], $times());

        $this->clients->rotateSecret('app', 'third', 'cdef', self::NOW + 9000, self::NOW + 3000);
        self::assertSame([self::NOW + 3000, null, self::NOW + 1000, self::NOW + 5000], $times());
        $this->clients->rotateSecret('app', 'fourth', 'defg', self::NOW + 4000, self::NOW + 4000);
        self::assertSame([self::NOW + 4000, null, null, null], $times(), 'no old secret, no times of it');
        $this->clients->touchSecret('app', new SecretUse('fourth', false), self::NOW + 4001);
        $this->clients->setSecret('app', 'fifth', 'efgh', self::NOW + 5000);
        self::assertSame([self::NOW + 5000, null, null, null], $times());
        $this->clients->rotateSecret('app', 'sixth', 'fghi', self::NOW + 9000, self::NOW + 6000);
        $this->clients->purgeOldSecrets(self::NOW + 9000);
        self::assertSame([self::NOW + 6000, null, null, null], $times());

        $this->clients->touchSecret('app', new SecretUse('sixth', false), self::NOW + 6001);
        $keys = fn (?string $jwks, ?string $hash, int $until, int $now) => $this->clients
            ->setKeys($this->clients->find('app') ?? Records::client(), $jwks, null, $hash, $hash === null ? null : 'ghij', $until, false, $now);
        $keys('{}', null, self::NOW + 20000, self::NOW + 10000);
        self::assertSame([null, null, self::NOW + 6000, self::NOW + 6001], $times(), 'the old secret beside keys');
        $keys('{"keys":[]}', null, self::NOW + 20000, self::NOW + 10001);
        self::assertSame([null, null, self::NOW + 6000, self::NOW + 6001], $times());
        $keys(null, 'seventh', self::NOW + 20000, self::NOW + 10002);
        self::assertSame([self::NOW + 10002, null, self::NOW + 6000, self::NOW + 6001], $times(), 'a secret in place of keys');
        $keys('{}', null, 0, self::NOW + 10003);
        self::assertSame([null, null, null, null], $times());
    }

    public function testClientsAreCountedByGrantType(): void
    {
        self::assertSame(0, $this->clients->number());
        $this->clients->insert(Records::client('one'));
        $this->clients->insert(Records::client('two'));
        self::assertSame(2, $this->clients->number());
        self::assertSame(2, $this->clients->number('refresh_token'));
        foreach (['client_credentials', 'refresh', 'code","refresh', '%', ''] as $none) {
            self::assertSame(0, $this->clients->number($none), $none);
        }
    }

    /** @return iterable<string, array{string}> */
    public static function otherIds(): iterable
    {
        yield 'other case' => ['App'];
        yield 'blank behind, which MySQL ignores' => ['app '];
        yield 'blank before' => [' app'];
        yield 'NUL' => ["app\0"];
        yield 'pattern' => ['ap%'];
        yield 'number that PHP and SQL take for equal' => ['0'];
        yield 'accent, which a Unicode collation ignores' => ['àpp'];
        yield 'invalid UTF-8' => ["app\xFF"];
        yield 'empty' => [''];
        yield 'SQL' => ["app' OR '1'='1"];
        yield 'very long' => [str_repeat('a', 100000)];
    }

    #[DataProvider('otherIds')]
    public function testIdsAreComparedByteByByte(string $id): void
    {
        $this->clients->insert(Records::client('app'));

        self::assertNull($this->clients->find($id));
        self::assertNotNull($this->clients->find('app'));
    }

    public function testANameIsTakenWhateverItsLetterCase(): void
    {
        foreach (['My.App-1', 'lower_case'] as $id) {
            $this->clients->insert(Records::client($id));
        }
        foreach (['My.App-1', 'my.app-1', 'MY.APP-1', 'LOWER_CASE'] as $name) {
            self::assertTrue($this->clients->isTaken($name), $name);
        }
        foreach (['My.App-', 'My_App-1', 'lower%case', 'lowerXcase', '', 'lower_case ', "lower_case\0", '%'] as $name) {
            self::assertFalse($this->clients->isTaken($name), $name);
        }
    }

    public function testAnIdMayBeThePrefixOfAnother(): void
    {
        $this->clients->insert(Records::client('app'));
        $this->clients->insert(Records::client('APP'));
        $this->clients->insert(Records::client('app2'));

        self::assertCount(3, $this->clients->all());
    }

    public function testATakenIdIsReported(): void
    {
        $this->clients->insert(Records::client('app'));

        $this->expectException(DuplicateKey::class);
        $this->clients->insert(Records::client('app'));
    }

    public function testAnUpdateNeedsTheCurrentEpoch(): void
    {
        $this->clients->insert(Records::client('app'));
        $read = $this->clients->find('app');
        self::assertNotNull($read);
        self::assertTrue($this->clients->setSecret('app', 'new hash', 'efgh', self::NOW));

        self::assertFalse($this->clients->update($read, $read->epoch), 'a stale edit would restore the old secret');
        self::assertSame('new hash', $this->clients->find('app')?->secretHash);
    }

    public function testAConcurrentRotationIsNotTakenForThisEdit(): void
    {
        $this->clients->insert(Records::client('app'));
        $read = $this->clients->find('app');
        self::assertNotNull($read);
        self::assertTrue($this->clients->setSecret('app', 'new hash', 'efgh', self::NOW));

        // Edit and rotation lead to the same epoch, so the row looks as if it contained the edit.
        self::assertFalse($this->clients->update($read, $read->epoch + 1));
    }

    public function testAnUpdateThatChangesNothingSucceeds(): void
    {
        $this->clients->insert(Records::client('app'));
        $read = $this->clients->find('app');
        self::assertNotNull($read);

        self::assertTrue($this->clients->update($read, $read->epoch));
        self::assertTrue($this->clients->setActive('app', true, self::NOW));
    }

    public function testUpdatesOfAnUnknownClientFail(): void
    {
        self::assertFalse($this->clients->update(Records::client('app'), self::NOW));
        self::assertFalse($this->clients->setActive('app', true, self::NOW));
        self::assertFalse($this->clients->setOwner('app', 'ben', self::NOW));
        self::assertFalse($this->clients->setSecret('app', 'hash', 'abcd', self::NOW));
        self::assertFalse($this->clients->delete('app'));
    }

    public function testANewSecretIncrementsTheEpoch(): void
    {
        $this->clients->insert(Records::client('app'));

        self::assertTrue($this->clients->setSecret('app', 'new hash', 'efgh', self::NOW + 5));
        $client = $this->clients->find('app');
        self::assertSame('new hash', $client?->secretHash);
        self::assertSame('efgh', $client->secretHint);
        self::assertSame(self::NOW + 1, $client->epoch);
        self::assertSame(self::NOW + 5, $client->updatedAt);
    }

    public function testARotationKeepsThePresentSecretForAWhile(): void
    {
        $this->clients->insert(Records::client('app'));
        self::assertTrue($this->clients->rotateSecret('app', 'second', 'bbbb', self::NOW + 60, self::NOW + 5));
        $client = $this->clients->find('app');
        self::assertNotNull($client);
        self::assertSame(['second', 'bbbb'], [$client->secretHash, $client->secretHint]);
        self::assertSame(['a hash', 'abcd', self::NOW + 60], [$client->oldSecretHash, $client->oldSecretHint, $client->oldSecretUntil]);
        self::assertSame([self::NOW, self::NOW + 5], [$client->epoch, $client->updatedAt]);

        self::assertTrue($this->clients->rotateSecret('app', 'third', 'cccc', self::NOW + 90, self::NOW + 6));
        $client = $this->clients->find('app');
        self::assertNotNull($client);
        self::assertSame(['third', 'second', 'bbbb', self::NOW + 90], [
            $client->secretHash, $client->oldSecretHash, $client->oldSecretHint, $client->oldSecretUntil,
        ]);

        // An end that is not in the future is at once.
        foreach ([self::NOW + 7, self::NOW + 3] as $until) {
            self::assertTrue($this->clients->rotateSecret('app', "until $until", 'dddd', $until, self::NOW + 7));
            $client = $this->clients->find('app');
            self::assertNotNull($client);
            self::assertSame(["until $until", null, null, null], [
                $client->secretHash, $client->oldSecretHash, $client->oldSecretHint, $client->oldSecretUntil,
            ]);
        }
    }

    public function testASecretThatEndsEverythingEndsTheOldOneToo(): void
    {
        $this->clients->insert(Records::client('app'));
        $this->clients->rotateSecret('app', 'second', 'bbbb', self::NOW + 60, self::NOW);
        self::assertTrue($this->clients->setSecret('app', 'third', 'cccc', self::NOW));
        $client = $this->clients->find('app');
        self::assertSame(['third', null, null, null], [
            $client?->secretHash, $client?->oldSecretHash, $client?->oldSecretHint, $client?->oldSecretUntil,
        ]);
    }

    public function testTheOldSecretEndsOnceAndExpiredOnesAreRemoved(): void
    {
        foreach (['one', 'two', 'three'] as $seconds => $id) {
            $this->clients->insert(Records::client($id));
            $this->clients->rotateSecret($id, 'second', 'bbbb', self::NOW + 60 + $seconds, self::NOW);
        }
        $this->clients->insert(Records::client('none'));
        self::assertFalse($this->clients->endOldSecret('one', self::NOW + 60));
        self::assertFalse($this->clients->endOldSecret('one', self::NOW + 5000));
        self::assertTrue($this->clients->endOldSecret('one', self::NOW + 59));
        self::assertFalse($this->clients->endOldSecret('one', self::NOW + 59));
        self::assertFalse($this->clients->endOldSecret('none', self::NOW));
        self::assertFalse($this->clients->endOldSecret('unknown', self::NOW));
        self::assertNull($this->clients->find('one')?->oldSecretHash);
        self::assertSame('a hash', $this->clients->find('two')?->oldSecretHash);

        self::assertSame(0, $this->clients->purgeOldSecrets(self::NOW + 60));
        self::assertSame(1, $this->clients->purgeOldSecrets(self::NOW + 61));
        $client = $this->clients->find('two');
        self::assertSame([null, null, null, 'second'], [
            $client?->oldSecretHash, $client?->oldSecretHint, $client?->oldSecretUntil, $client?->secretHash,
        ]);
        self::assertSame('a hash', $this->clients->find('three')?->oldSecretHash);
        self::assertSame(1, $this->clients->purgeOldSecrets(self::NOW + 5000));
    }

    public function testARehashFindsASecretThatARotationMadeTheOldOne(): void
    {
        $this->clients->insert(Records::client('app'));
        $this->clients->rotateSecret('app', 'second', 'bbbb', self::NOW + 60, self::NOW);
        self::assertTrue($this->clients->rehashSecret('app', 'a hash', 'new hash'));
        $client = $this->clients->find('app');
        self::assertSame(['second', 'new hash', self::NOW + 60], [$client?->secretHash, $client?->oldSecretHash, $client?->oldSecretUntil]);
    }

    /** An edit must not bring back the secrets that it read, because a rotation may have replaced them. */
    public function testAnEditLeavesTheSecretsAlone(): void
    {
        $this->clients->insert(Records::client('app'));
        $read = $this->clients->find('app');
        self::assertNotNull($read);
        $this->clients->rotateSecret('app', 'second', 'bbbb', self::NOW + 60, self::NOW);
        self::assertTrue($this->clients->update($read, $read->epoch));
        $client = $this->clients->find('app');
        self::assertSame(['second', 'a hash'], [$client?->secretHash, $client?->oldSecretHash]);
        // A new type does change them.
        self::assertTrue($this->clients->update($read, $read->epoch + 1));
        $client = $this->clients->find('app');
        self::assertSame(['a hash', null, null], [$client?->secretHash, $client?->oldSecretHash, $client?->oldSecretUntil]);
    }

    public function testAPublicClientGetsNoSecret(): void
    {
        $this->clients->insert(Records::client('app', ClientRecord::PUBLIC));

        self::assertFalse($this->clients->setSecret('app', 'new hash', 'efgh', self::NOW));
        self::assertFalse($this->clients->rotateSecret('app', 'new hash', 'efgh', self::NOW + 9, self::NOW));
        self::assertNull($this->clients->find('app')?->secretHash);
    }

    public function testARehashOnlyReplacesTheHashThatWasVerified(): void
    {
        $this->clients->insert(Records::client('app'));

        self::assertFalse($this->clients->rehashSecret('app', 'another hash', 'new hash'));
        self::assertSame('a hash', $this->clients->find('app')?->secretHash);
        self::assertTrue($this->clients->rehashSecret('app', 'a hash', 'new hash'));
        $client = $this->clients->find('app');
        self::assertNotNull($client);
        self::assertSame(['new hash', self::NOW], [$client->secretHash, $client->epoch]);
    }

    /** @return iterable<string, array{\Closure(ClientTable): mixed}> */
    public static function changes(): iterable
    {
        yield 'an edit' => [static fn (ClientTable $table): bool => $table->update(Records::client('app', scopes: ['matomo:admin']), self::NOW + 1, 'ben')];
        yield 'pausing' => [static fn (ClientTable $table): bool => $table->setActive('app', false, self::NOW)];
        yield 'another owner' => [static fn (ClientTable $table): bool => $table->setOwner('app', 'ben', self::NOW)];
        yield 'no owner' => [static fn (ClientTable $table): bool => $table->clearOwner('app', 'anna')];
        yield 'nobody to act as' => [static fn (ClientTable $table): bool => $table->clearActsAs('app', 'anna')];
        yield 'another secret' => [static fn (ClientTable $table): bool => $table->setSecret('app', 'new hash', 'efgh', self::NOW)];
        yield 'a rotation' => [static fn (ClientTable $table): bool => $table->rotateSecret('app', 'new hash', 'efgh', self::NOW + 5, self::NOW)];
        yield 'the end of the old secret' => [static fn (ClientTable $table): bool => $table->endOldSecret('app', self::NOW)];
        yield 'another hash' => [static fn (ClientTable $table): bool => $table->rehashSecret('app', 'a hash', 'new hash')];
        yield 'another hash of the old secret' => [static fn (ClientTable $table): bool => $table->rehashSecret('app', 'old hash', 'new hash')];
        yield 'its use' => [static fn (ClientTable $table): null => $table->touch('app', self::NOW)];
        yield 'deletion' => [static fn (ClientTable $table): bool => $table->delete('app')];
    }

    /** @param \Closure(ClientTable): mixed $change */
    #[DataProvider('changes')]
    public function testAChangeIsOfOneClient(\Closure $change): void
    {
        foreach (['app', 'apps'] as $id) {
            $this->clients->insert(Records::client($id));
            $this->clients->rotateSecret($id, 'a hash', 'abcd', self::NOW + 60, self::NOW - 1);
            $this->clients->rehashSecret($id, 'none', 'none');
        }
        $table = $this->connection->table('oauth2_client');
        $this->connection->execute("UPDATE $table SET old_secret_hash = 'old hash'");
        [$one, $other] = [$this->clients->find('app'), $this->clients->find('apps')];

        self::assertNotFalse($change($this->clients));
        self::assertNotEquals($one, $this->clients->find('app'));
        self::assertEquals($other, $this->clients->find('apps'));
    }

    public function testOnlyThePresentOwnerOrUserIsRemoved(): void
    {
        $this->clients->insert(Records::client('app', ownerLogin: 'anna', actsAs: 'ben'));

        self::assertFalse($this->clients->clearOwner('app', 'ben'));
        self::assertFalse($this->clients->clearActsAs('app', 'anna'));
        self::assertFalse($this->clients->clearOwner('none', 'anna'));
        self::assertFalse($this->clients->clearActsAs('none', 'ben'));
        self::assertSame(['anna', 'ben'], [$this->clients->find('app')?->ownerLogin, $this->clients->find('app')?->actsAs]);
    }

    public function testARequestReadsTheSchemaAndNoOtherValue(): void
    {
        $this->clients->insert(Records::client('aap'));
        $this->clients->insert(Records::client('app'));
        $this->besideAnotherValue(function (): void {
            self::assertSame('app', $this->clients->findForRequest('app')?->clientId);
            self::assertNull($this->clients->findForRequest('none'));
        });
    }

    public function testLastUseIsWrittenEveryTenMinutes(): void
    {
        $this->clients->insert(Records::client('app'));

        foreach ([0 => 0, 599 => 0, 600 => 600, 1199 => 600, 1200 => 1200, 9000 => 9000] as $after => $noted) {
            $this->clients->touch('app', self::NOW + $after);
            self::assertSame(self::NOW + $noted, $this->clients->find('app')?->lastUsedAt);
        }
    }

    public function testAdministratorsActiveClientsByRedirectUri(): void
    {
        $a = 'https://claude.ai/api/cb';
        $b = 'cursor://anysphere/cb';
        foreach ([
            ['one', [$a, 'https://app.example/cb'], 'Zoë'], ['two', ['http://127.0.0.1/', $b], 'Anna'], ['escaped', [$a], 'Max'], ['paused', [$a], 'P'],
            ['registered', [$a], 'R'], ['https://app.example/client.json', [$a], 'D'], ['longer', ["$a/more"], 'L'], ['inner', ["https://evil.example/?u=$a"], 'I'],
        ] as [$id, $uris, $name]) {
            $this->clients->insert(Records::client($id, redirectUris: $uris, name: $name));
        }
        $table = $this->connection->table('oauth2_client');
        $this->connection->execute("UPDATE $table SET redirect_uris = ? WHERE client_id = 'escaped'", [json_encode([$a])]);
        $this->connection->execute("UPDATE $table SET active = 0 WHERE client_id = 'paused'", []);
        $this->connection->execute("UPDATE $table SET self_registered = 1 WHERE client_id = 'registered'", []);
        self::assertSame(['two', 'escaped', 'one'], self::ids($this->clients->withRedirectUris([$a, $b], 9)));
        self::assertSame(['escaped', 'one'], self::ids($this->clients->withRedirectUris([$a], 9)));
        self::assertSame(['two'], self::ids($this->clients->withRedirectUris([$a, $b], 1)));
        self::assertSame([], self::ids($this->clients->withRedirectUris(['https://claude.ai'], 9)));
    }

    public function testListsAreNewestFirstAndByOwner(): void
    {
        $this->clients->insert(Records::client('old', ownerLogin: 'anna', createdAt: self::NOW));
        $this->clients->insert(Records::client('new', ownerLogin: 'ben', createdAt: self::NOW + 9));
        $this->clients->insert(Records::client('mid', ownerLogin: 'anna', createdAt: self::NOW + 5));

        self::assertSame(['new', 'mid', 'old'], self::ids($this->clients->all()));
        self::assertSame(['mid', 'old'], self::ids($this->clients->findOwnedBy('anna')));
        self::assertSame([], self::ids($this->clients->findOwnedBy('ann%')));
        $this->clients->insert(Records::client('robot', ownerLogin: 'anna', createdAt: self::NOW - 1, actsAs: 'carl'));
        self::assertSame(['mid', 'old'], self::ids($this->clients->findActingAs('anna')));
        self::assertSame(['robot'], self::ids($this->clients->findActingAs('carl')));
        self::assertSame(['mid'], array_keys($this->clients->findMany(['mid', 'none', 'mid'])));
        self::assertSame([], $this->clients->findMany([]));
    }

    /**
     * @param list<ClientRecord> $list
     * @return list<string>
     */
    private static function ids(array $list): array
    {
        return array_map(static fn (ClientRecord $client): string => $client->clientId, $list);
    }

    /** @return iterable<string, array{ClientFilter, list<string>}> the clients of {@see listed()} by name */
    public static function filters(): iterable
    {
        $all = ['alpha', 'beta', 'Delta', 'gamma 100%'];
        yield 'none' => [new ClientFilter(), $all];
        yield 'only blanks' => [new ClientFilter(" \t\n "), $all];
        yield 'a name in another case' => [new ClientFilter('DELTA'), ['Delta']];
        yield 'a part of a name' => [new ClientFilter('elt'), ['Delta']];
        yield 'an ID' => [new ClientFilter('id_be'), ['beta']];
        yield 'a description' => [new ClientFilter('nightly'), ['gamma 100%']];
        yield 'an owner' => [new ClientFilter('olga'), ['beta']];
        yield 'the user whom it acts as' => [new ClientFilter('uwe'), ['gamma 100%']];
        yield 'the host of a redirect URI' => [new ClientFilter('shop.example'), ['alpha']];
        yield 'two words in different columns' => [new ClientFilter('olga beta'), ['beta']];
        yield 'a word that does not match' => [new ClientFilter('olga delta'), []];
        yield 'no pattern' => [new ClientFilter('%'), ['gamma 100%']];
        yield 'no pattern of one character' => [new ClientFilter('gamma_100'), []];
        yield 'SQL' => [new ClientFilter("' OR ''='"), []];
        yield 'invalid UTF-8' => [new ClientFilter("\xFF"), []];
        yield 'longer than any client' => [new ClientFilter(str_repeat('a', 100000)), []];
        yield 'a type' => [new ClientFilter('', ClientRecord::PUBLIC), ['Delta']];
        yield 'an unknown type' => [new ClientFilter('', 'x'), []];
        yield 'paused' => [new ClientFilter('', null, false), ['beta', 'gamma 100%']];
        yield 'active' => [new ClientFilter('', null, true), ['alpha', 'Delta']];
        yield 'all together' => [new ClientFilter('a', ClientRecord::CONFIDENTIAL, false), ['beta', 'gamma 100%']];
    }

    /** @param list<string> $names */
    #[DataProvider('filters')]
    public function testAPageHasTheClientsThatPassTheFilter(ClientFilter $filter, array $names): void
    {
        $this->listed();
        self::assertSame($names, $this->names($filter, ClientSort::Name, false));
        self::assertSame(array_reverse($names), $this->names($filter, ClientSort::Name, true));
        self::assertSame(\count($names), $this->clients->count($filter));
    }

    public function testNoMoreThanEightWordsAreSearched(): void
    {
        self::assertSame(range('a', 'h'), (new ClientFilter(implode(' ', range('a', 'z'))))->words);
    }

    /** The same with a search, which sorts in another way. */
    #[TestWith([''])]
    #[TestWith(['a'])]
    public function testTheOrdersOfAPage(string $search): void
    {
        $this->listed();
        $filter = new ClientFilter($search);
        self::assertSame(['gamma 100%', 'Delta', 'beta', 'alpha'], $this->names($filter, ClientSort::Updated, true));
        self::assertSame(['alpha', 'beta', 'Delta', 'gamma 100%'], $this->names($filter, ClientSort::Updated, false));
        self::assertSame(['alpha', 'Delta', 'gamma 100%', 'beta'], $this->names($filter, ClientSort::LastUsed, true), 'those never used come last, by ID');
        self::assertSame(['beta', 'gamma 100%', 'Delta', 'alpha'], $this->names($filter, ClientSort::LastUsed, false));
    }

    #[TestWith([''])]
    #[TestWith(['a'])]
    public function testPagesShowEachClientOnce(string $search): void
    {
        $this->listed();
        $pages = [];
        foreach ([0, 2, 4] as $offset) {
            $pages[] = array_column($this->clients->page(new ClientFilter($search), ClientSort::LastUsed, false, 2, $offset), 'name');
        }
        self::assertSame([['beta', 'gamma 100%'], ['Delta', 'alpha'], []], $pages);
    }

    public function testASearchFindsAClientByItsPresentValues(): void
    {
        $this->clients->insert(Records::client('app'));
        self::assertSame(0, $this->clients->count(new ClientFilter('berta')) + $this->clients->count(new ClientFilter('renamed')));
        $this->clients->setOwner('app', 'Berta', self::NOW);
        $this->connection->execute("UPDATE {$this->connection->table('oauth2_client')} SET name = 'Renamed'");
        self::assertSame(['Renamed'], $this->names(new ClientFilter('berta renamed'), ClientSort::Name, false));
    }

    /** Four clients. Their order by name, by the last change and by the last use differs. */
    private function listed(): void
    {
        foreach (
            [
                ['id_al', 'alpha', '', 'confidential', true, 'anna', 'anna', 1, 9, 'https://shop.example/cb'],
                ['id_be', 'beta', '', 'confidential', false, 'Olga', 'anna', 2, null, 'https://app.example/cb'],
                ['id_de', 'Delta', '', 'public', true, 'anna', null, 3, 8, 'https://app.example/cb'],
                ['id_ga', 'gamma 100%', 'A nightly job', 'confidential', false, 'anna', 'Uwe', 4, null, 'https://app.example/cb'],
            ] as [$id, $name, $description, $type, $active, $owner, $actsAs, $updated, $used, $uri]
        ) {
            $this->clients->insert(new ClientRecord(
                $id,
                $name,
                $description,
                null,
                null,
                [$uri],
                ['authorization_code'],
                ['matomo:read'],
                $type,
                $active,
                $owner,
                $actsAs,
                1,
                true,
                self::NOW,
                self::NOW + $updated,
                $used === null ? null : self::NOW + $used,
            ));
        }
    }

    /** @return list<string> */
    private function names(ClientFilter $filter, ClientSort $sort, bool $descending): array
    {
        return array_column($this->clients->page($filter, $sort, $descending, 100, 0), 'name');
    }
}
