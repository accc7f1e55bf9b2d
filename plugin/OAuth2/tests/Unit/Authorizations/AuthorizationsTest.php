<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Authorizations;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Authorizations\Authorizations;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationStatus;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationView;
use Piwik\Plugins\OAuth2\Server\Authorizations\NamedBy;
use Piwik\Plugins\OAuth2\Server\Client\ClientEffects;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\RecordedEvents;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Unit\Storage\StorageTestCase;

final class AuthorizationsTest extends StorageTestCase
{
    private Authorizations $authorizations;
    private AuthorizationTable $table;
    private ClientTable $clients;
    private FixedClock $clock;
    private RecordedEvents $events;

    protected function setUp(): void
    {
        parent::setUp();
        $this->table = new AuthorizationTable($this->connection);
        $this->clients = new ClientTable($this->connection);
        $this->clock = new FixedClock();
        $this->events = new RecordedEvents();
        $this->authorizations = new Authorizations($this->table, $this->clients, new DocumentTable($this->connection), new KnownAssistants(), $this->clock, $this->events);
        $this->clients->insert(Records::client('app', ownerLogin: 'dora'));
    }

    public function testAllOfAClientEndAtOnceAndThoseOfOthersStay(): void
    {
        $this->clients->insert(Records::client('other', ownerLogin: 'dora'));
        $this->allow('a', login: 'anna');
        $this->allow('b', login: 'ben');
        $this->table->insert(Records::credentials('c', 'key', login: 'carl'));
        $this->table->insert(Records::code('d', clientId: 'other'));
        $this->table->end('b', 'user_revoked', self::NOW - 5);

        self::assertSame(2, $this->authorizations->revokeAllOfClient('app'));
        self::assertSame(['administrator_revoked', 'user_revoked', 'administrator_revoked', null], array_map(
            fn (string $id): ?string => $this->table->find($id)?->endReason,
            ['a', 'b', 'c', 'd'],
        ));
        [$event] = $this->events->events;
        self::assertSame(
            ['authorization.revoked', ['client_id' => 'app', 'count' => 2, 'reason' => 'administrator_revoked']],
            [$event->name, $event->context],
        );
        self::assertSame([0, 0], [$this->authorizations->revokeAllOfClient('app'), $this->authorizations->revokeAllOfClient('none')]);
        self::assertCount(1, $this->events->events, 'nothing happened');
    }

    public function testAUserSeesTheAuthorizationsWithClientScopeAndLastUse(): void
    {
        $this->allow('a', createdAt: self::NOW - 100, usedAt: self::NOW - 50);
        $this->allow('others', login: 'ben');
        $this->table->insert(Records::code('pending'));

        [$view] = $views = $this->authorizations->forUser('anna');
        self::assertCount(1, $views);
        self::assertSame(
            ['a', 'app', 'An app', 'anna', Scope::Read, 'https://matomo.example/', AuthorizationStatus::Active],
            [$view->id, $view->clientId, $view->clientName, $view->login, $view->scope, $view->resource, $view->state],
        );
        self::assertSame([self::NOW - 100, self::NOW - 50], [$view->createdAt, $view->lastUsedAt]);
        self::assertTrue($view->isConsent());
        self::assertSame('app.example', $view->redirectHost);
        self::assertSame([], $this->authorizations->forUser('carl'));
    }

    public function testAClientsAuthorizationsAreListedWithTheirUsers(): void
    {
        $this->allow('a', login: 'anna', createdAt: self::NOW - 1);
        $this->allow('b', login: 'ben', createdAt: self::NOW - 2);
        $this->table->insert(Records::credentials('c', 'key', login: 'carl'));

        $views = $this->authorizations->forClient('app');
        self::assertSame(
            ['c' => 'carl', 'a' => 'anna', 'b' => 'ben'],
            array_column(array_map(get_object_vars(...), $views), 'login', 'id'),
        );
        self::assertFalse($views[0]->isConsent());
        self::assertNull($views[0]->redirectHost, 'this authorization had no redirect');
    }

    public function testADeletedUserIsForgottenInTheListOfDocuments(): void
    {
        $documents = new DocumentTable($this->connection);
        $documents->save('https://app.example/c', ['asked_by' => 'Anna', 'decision' => 'pending'], self::NOW);
        $documents->save('https://app.example/d', ['asked_by' => 'ben', 'decision' => 'pending'], self::NOW);
        $this->authorizations->userDeleted('anna');
        self::assertNull($documents->find('https://app.example/c')?->askedBy);
        self::assertSame('ben', $documents->find('https://app.example/d')?->askedBy);
    }

    public function testInactiveAuthorizationsAreListedAfterActiveOnes(): void
    {
        $this->clients->insert(Records::client('paused'));
        $this->clients->setActive('paused', false, self::NOW);
        $this->allow('expired', expiresAt: self::NOW);
        $this->allow('expired long ago', expiresAt: self::NOW - 5000);
        $this->allow('of-a-paused-client', clientId: 'paused');
        $this->allow('of-a-deleted-client', clientId: 'deleted');
        $this->allow('of-an-older-epoch', epoch: self::NOW - 1);
        $this->allow('revoked');
        $this->table->end('revoked', 'user_revoked', self::NOW);
        $this->allow('live', createdAt: self::NOW - 500);

        $views = $this->authorizations->forUser('anna');
        $states = [];
        foreach ($views as $view) {
            $states[$view->id] = $view->state->value;
        }
        self::assertSame('live', array_key_first($states));
        ksort($states);
        self::assertSame([
            'expired' => 'expired',
            'expired long ago' => 'expired',
            'live' => 'active',
            'of-a-deleted-client' => 'ended',
            'of-a-paused-client' => 'paused',
            'of-an-older-epoch' => 'ended',
            'revoked' => 'ended',
        ], $states);
        $deleted = array_values(array_filter($views, static fn (AuthorizationView $v): bool => $v->clientId === 'deleted'));
        self::assertSame('deleted', $deleted[0]->clientName);
    }

    public function testAUserRevokesOnlyOwnAuthorizations(): void
    {
        $this->allow('a', login: 'anna');

        self::assertFalse($this->authorizations->revoke('a', 'ben'));
        self::assertFalse($this->authorizations->revoke('a', ''));
        self::assertFalse($this->authorizations->revoke('a', 'ANNA'));
        self::assertNull($this->table->find('a')?->endedAt);
        self::assertSame([], $this->events->names());
        self::assertTrue($this->authorizations->revoke('a', 'anna'));
        self::assertSame('user_revoked', $this->table->find('a')?->endReason);
        self::assertFalse($this->authorizations->revoke('a', 'anna'));
        self::assertSame(['authorization.revoked'], $this->events->names());
        self::assertSame('user_revoked', $this->events->events[0]->context['reason']);
    }

    public function testAUserRevokesAllThatAnAppHas(): void
    {
        $this->clients->insert(Records::client('other'));
        $this->allow('a', login: 'anna');
        $this->allow('b', login: 'anna');
        $this->table->insert(Records::code('not yet redeemed', login: 'anna'));
        $this->table->insert(Records::credentials('own', 'key', login: 'anna'));
        $this->allow('of another app', clientId: 'other', login: 'anna');
        $this->allow('of another user', login: 'ben');
        $this->allow('in capitals', login: 'ANNA');
        $this->table->end('b', 'administrator_revoked', self::NOW);

        self::assertSame(0, $this->authorizations->revokeClient('', 'app'));
        self::assertSame(0, $this->authorizations->revokeClient('anna', ''));
        self::assertSame(0, $this->authorizations->revokeClient('anna', 'APP'));
        self::assertSame([], $this->events->names());
        self::assertSame(3, $this->authorizations->revokeClient('anna', 'app'));
        foreach (['a', 'own', 'not yet redeemed'] as $id) {
            self::assertSame('user_revoked', $this->row($id), $id);
        }
        self::assertSame('administrator_revoked', $this->table->find('b')?->endReason, 'an earlier reason stays');
        foreach (['of another app', 'of another user', 'in capitals'] as $id) {
            self::assertNull($this->row($id), $id);
        }
        self::assertSame(['authorization.revoked'], $this->events->names());
        self::assertSame(
            ['client_id' => 'app', 'login' => 'anna', 'count' => 3, 'reason' => 'user_revoked'],
            $this->events->events[0]->context,
        );
        self::assertSame(0, $this->authorizations->revokeClient('anna', 'app'));
        self::assertCount(1, $this->events->events);
    }

    public function testTheListSaysWhoChoseTheNameOfAnApp(): void
    {
        $known = 'https://claude.ai/oauth/claude-code-client-metadata';
        $unknown = 'https://claude.example/oauth/client.json';
        foreach ([$known, $unknown] as $id) {
            $this->clients->insert(Records::client($id));
            $this->allow("of $id", clientId: $id);
        }
        $this->allow('registered');
        $this->clients->insert(Records::client('self'));
        $this->connection->execute('UPDATE ' . $this->connection->table('oauth2_client') . " SET self_registered = 1 WHERE client_id = 'self'", []);
        $this->allow('registered itself', clientId: 'self');
        $this->allow('deleted', clientId: 'https://gone.example/client.json');
        $this->allow('no address', clientId: 'https://');
        $views = [];
        foreach ($this->authorizations->forUser('anna') as $view) {
            $views[$view->id] = [$view->namedBy, $view->clientHost];
        }
        ksort($views);
        self::assertSame([
            'deleted' => [NamedBy::App, 'gone.example'],
            'no address' => [NamedBy::Administrator, null],
            "of $known" => [NamedBy::Vendor, 'claude.ai'],
            "of $unknown" => [NamedBy::App, 'claude.example'],
            'registered' => [NamedBy::Administrator, null],
            'registered itself' => [NamedBy::App, null],
        ], $views);
    }

    public function testAnAdministratorRevokesAnyAuthorization(): void
    {
        $this->allow('a', login: 'anna');

        self::assertTrue($this->authorizations->revoke('a'));
        self::assertSame('administrator_revoked', $this->table->find('a')?->endReason);
        self::assertFalse($this->authorizations->revoke('none'));
    }

    public function testDeletingAUserDeletesTheAuthorizations(): void
    {
        $this->allow('a', login: 'anna');
        $this->allow('b', login: 'ben');
        $this->table->insert(Records::credentials('c', 'key', login: 'anna'));
        $this->authorizations->userDeleted('anna');

        self::assertNull($this->table->find('a'));
        self::assertNull($this->table->find('c'));
        self::assertNull($this->table->find('b')?->endedAt);
        self::assertSame([['login' => 'anna', 'count' => 2, 'reason' => 'user_deleted']], array_column(
            array_map(get_object_vars(...), $this->events->events),
            'context',
        ));
        $this->authorizations->userDeleted('anna');
        self::assertCount(1, $this->events->events);
    }

    public function testAScopeThatIsNoLongerAllowedEndsItsAuthorizationsForGood(): void
    {
        foreach (Scope::cases() as $scope) {
            $this->table->insert(Records::code($scope->name, 'app', scope: $scope->value));
        }
        $this->table->insert(Records::credentials('own', 'key', scope: 'matomo:admin'));
        foreach (range(1, 501) as $n) {
            $this->table->insert(Records::code("a$n", 'another', scope: 'matomo:superuser'));
        }
        self::assertSame(0, $this->authorizations->endExcept(Scope::cases()));
        self::assertSame([], $this->events->names());
        self::assertSame(502, $this->authorizations->endExcept([Scope::Admin, Scope::Write, Scope::Read]));
        self::assertSame(2, $this->authorizations->endExcept([Scope::Read, Scope::Write]));
        self::assertSame(0, $this->authorizations->endExcept([Scope::Read, Scope::Write]));
        foreach (['SuperUser', 'a1', 'a501', 'Admin', 'own'] as $id) {
            self::assertSame('scope_removed', $this->table->find($id)?->endReason, $id);
        }
        self::assertNull($this->table->find('Write')?->endedAt);
        self::assertNull($this->table->find('Read')?->endedAt);
        self::assertSame(['scope.removed', 'scope.removed'], $this->events->names());
        self::assertSame(['scope' => 'matomo:admin', 'count' => 2], $this->events->events[1]->context);
        // Not only the highest ones: a token whose scope is off would be valid again as soon as the scope is on.
        self::assertSame(1, $this->authorizations->endExcept([Scope::Read, Scope::Admin]));
        self::assertSame('scope_removed', $this->table->find('Write')?->endReason);
        self::assertNull($this->table->find('Read')?->endedAt);
    }

    /** Scopes that were not allowed before either have no authorizations left, so no event names them. */
    public function testTheEventsNameTheScopesOfTheAuthorizationsThatEnded(): void
    {
        foreach ([Scope::Read, Scope::Admin, Scope::SuperUser] as $scope) {
            $this->table->insert(Records::code($scope->name, 'app', scope: $scope->value));
        }
        $this->table->insert(Records::credentials('own', 'key', scope: 'matomo:admin'));
        self::assertSame(3, $this->authorizations->endExcept([Scope::Read]));
        self::assertSame(['scope.removed', 'scope.removed'], $this->events->names());
        self::assertSame(
            [['scope' => 'matomo:admin', 'count' => 2], ['scope' => 'matomo:superuser', 'count' => 1]],
            array_column(array_map(get_object_vars(...), $this->events->events), 'context'),
        );
    }

    public function testDeletingAUserClearsTheLoginInClientsAndDeletesNoClient(): void
    {
        $this->clients->insert(Records::client('both', ownerLogin: 'anna'));
        $this->clients->insert(Records::client('owned', ownerLogin: 'anna', actsAs: 'ben'));
        $this->clients->insert(Records::client('acts', ownerLogin: 'ben', actsAs: 'anna'));
        $this->clients->insert(Records::client('neither', ownerLogin: 'ben', actsAs: 'hanna'));
        foreach (range(1, 501) as $n) {
            $this->table->insert(Records::code("a$n", 'both', 'anna'));
        }
        $this->table->insert(Records::credentials('own', 'key', 'both', 'anna'));
        $this->table->insert(Records::credentials('ofBen', 'key2', 'owned', 'ben'));
        $this->table->insert(Records::code('others', 'both', 'ben'));

        $this->authorizations->userDeleted('anna');
        $state = fn (string $id): array => [$this->clients->find($id)?->ownerLogin, $this->clients->find($id)?->actsAs];
        self::assertSame(['', null], $state('both'));
        self::assertSame(['', 'ben'], $state('owned'));
        self::assertSame(['ben', null], $state('acts'));
        self::assertSame(['ben', 'hanna'], $state('neither'));
        foreach (['a1', 'a501', 'own'] as $id) {
            self::assertNull($this->table->find($id), $id);
        }
        foreach (['others', 'ofBen'] as $id) {
            self::assertNull($this->table->find($id)?->endedAt, $id);
            self::assertNotNull($this->table->find($id), $id);
        }
        $told = [];
        foreach ($this->events->events as $event) {
            $told[] = $event->name . ' ' . ($event->context['client_id'] ?? '') . ' ' . ($event->context['login'] ?? '');
        }
        sort($told);
        self::assertSame([
            'authorization.revoked  anna',
            'client.owner_deleted both anna',
            'client.owner_deleted owned anna',
            'client.user_deleted acts anna',
            'client.user_deleted both anna',
        ], $told);
        $this->authorizations->userDeleted('anna');
        self::assertCount(5, $this->events->events);
    }

    /** Matomo finds users without regard to letter case, and names a deleted one as the caller typed it. */
    #[DataProvider('spellings')]
    public function testDeletingAUserClearsTheLoginInEverySpelling(string $typed): void
    {
        $this->clients->insert(Records::client('one', ownerLogin: 'Anna', actsAs: 'ANNA'));
        $this->clients->insert(Records::client('other', ownerLogin: 'annaX', actsAs: 'ann_'));
        foreach (['Anna', 'anna', 'annA', 'annaX', 'ann_'] as $login) {
            $this->allow("of-$login", login: $login);
        }
        $this->table->insert(Records::credentials('own', 'key', 'one', 'ANNA'));

        $this->authorizations->userDeleted($typed);
        self::assertSame(['', null], [$this->clients->find('one')?->ownerLogin, $this->clients->find('one')?->actsAs]);
        self::assertSame(['annaX', 'ann_'], [$this->clients->find('other')?->ownerLogin, $this->clients->find('other')?->actsAs]);
        foreach (['of-Anna', 'of-anna', 'of-annA', 'own'] as $id) {
            self::assertNull($this->table->find($id), $id);
        }
        self::assertNull($this->table->find('of-annaX')?->endedAt);
        self::assertNotNull($this->table->find('of-annaX'));
        self::assertNotNull($this->table->find('of-ann_'));
    }

    /** @return iterable<array{string}> */
    public static function spellings(): iterable
    {
        foreach (['anna', 'Anna', 'ANNA', 'aNNa'] as $typed) {
            yield $typed => [$typed];
        }
    }

    /** A client that gets another owner or user at this moment keeps them. */
    public function testDeletingAUserKeepsWhatAnAdministratorChoseMeanwhile(): void
    {
        $this->clients->insert(Records::client('both', ownerLogin: 'anna'));
        $client = $this->clients->find('both');
        self::assertNotNull($client);
        $this->clients->setOwner('both', 'ben', self::NOW);
        $this->clients->update($client, $client->epoch, 'ben');
        self::assertFalse($this->clients->clearOwner('both', 'anna'));
        self::assertFalse($this->clients->clearActsAs('both', 'anna'));
        self::assertSame(['ben', 'ben'], [$this->clients->find('both')?->ownerLogin, $this->clients->find('both')?->actsAs]);
    }

    public function testAuthorizationsInUseAreCounted(): void
    {
        self::assertEquals(new ClientEffects(0, 0, 0, []), $this->authorizations->live(null, 'why'));
        $this->allow('a');
        $this->allow('b');
        $this->allow('c', login: 'ben');
        $this->table->insert(Records::credentials('own', 'key', scope: 'matomo:write'));
        $this->allow('ended');
        $this->allow('expired', expiresAt: self::NOW + 10);
        $this->allow('epoch', epoch: self::NOW - 1);
        $this->allow('client', clientId: 'gone');
        $this->table->insert(Records::code('pending'));
        $this->table->end('ended', 'user_revoked', self::NOW);
        $this->clock->time = self::NOW + 10;
        self::assertEquals(new ClientEffects(3, 2, 1, ['why']), $this->authorizations->live(null, 'why'));
        self::assertEquals(new ClientEffects(3, 2, 1, []), $this->authorizations->live());
        self::assertEquals(new ClientEffects(0, 0, 1, ['why']), $this->authorizations->live([Scope::Write, Scope::Admin], 'why'));
        self::assertEquals(new ClientEffects(3, 2, 0, ['why']), $this->authorizations->live([Scope::Read], 'why'));
    }

    /** The reason of the end of an authorization, whose ID need not have the form of one. */
    private function row(string $id): ?string
    {
        $row = $this->connection->row('SELECT end_reason FROM ' . $this->connection->table('oauth2_authorization') . ' WHERE id = ?', [$id]);
        self::assertNotNull($row, $id);
        $reason = $row['end_reason'];

        return \is_string($reason) ? $reason : null;
    }

    private function allow(
        string $id,
        string $clientId = 'app',
        string $login = 'anna',
        int $createdAt = self::NOW - 100,
        int $usedAt = self::NOW - 90,
        int $epoch = self::NOW,
        int $expiresAt = self::NOW + 3600,
    ): void {
        $this->table->insert(Records::code($id, $clientId, $login, $createdAt, $epoch));
        self::assertTrue($this->table->redeemCode($id, Records::digest("code $id"), $usedAt, null, null, null, $expiresAt));
    }
}
