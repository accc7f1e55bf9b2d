<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use OAuth2\Key;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientJwks;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\ClientEffects;
use Piwik\Plugins\OAuth2\Server\Client\ClientNotFound;
use Piwik\Plugins\OAuth2\Server\Client\ClientOrigins;
use Piwik\Plugins\OAuth2\Server\Client\ClientRegistry;
use Piwik\Plugins\OAuth2\Server\Client\ClientWarning;
use Piwik\Plugins\OAuth2\Server\Client\ClientWarningKind;
use Piwik\Plugins\OAuth2\Server\Client\InvalidClient;
use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\ExtensionRandomness;
use Piwik\Plugins\OAuth2\Server\Port\NullCache;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\ListedUsers;
use Piwik\Plugins\OAuth2\tests\Support\RecordedEvents;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\TestSettings;
use Piwik\Plugins\OAuth2\tests\Support\WatchedConnection;
use Piwik\Plugins\OAuth2\tests\Unit\Storage\StorageTestCase;

final class ClientRegistryTest extends StorageTestCase
{
    private ClientRegistry $registry;
    private ClientTable $clients;
    private AuthorizationTable $authorizations;
    private FixedClock $clock;
    private RecordedEvents $events;
    private ListedUsers $users;

    protected function setUp(): void
    {
        parent::setUp();
        $this->clients = new ClientTable($this->connection);
        $this->authorizations = new AuthorizationTable($this->connection);
        $this->clock = new FixedClock();
        $this->events = new RecordedEvents();
        $this->users = new ListedUsers();
        $this->registry = $this->registryOn($this->connection);
    }

    private function registryOn(Connection $connection): ClientRegistry
    {
        $clients = new ClientTable($connection);

        return new ClientRegistry(
            $clients,
            new AuthorizationTable($connection),
            new ClientOrigins($clients, TestSettings::make(), new NullCache()),
            TestSettings::make(),
            $this->users,
            $this->clock,
            new ExtensionRandomness(),
            $this->events,
            new FetchedKeysTable($connection),
            new DocumentTable($connection),
            new RegistrationTable($connection),
            static fn (): bool => throw new \LogicException('A registered client needs no permission'),
        );
    }

    /** A draft of a client that obtains tokens on its own behalf. */
    private static function credentials(?string $actsAs = null): ClientDraft
    {
        return new ClientDraft(
            'A program',
            ['https://app.example/cb'],
            ['authorization_code', 'client_credentials'],
            ['matomo:read'],
            ClientRecord::CONFIDENTIAL,
            actsAs: $actsAs,
        );
    }

    public function testAConfidentialClientGetsAnIdAndASecretStoredOnlyAsAHash(): void
    {
        $created = $this->registry->create(self::draft(name: '  An app '), 'anna');

        self::assertMatchesRegularExpression('/\A[0-9a-f]{32}\z/', $created->client->clientId);
        self::assertMatchesRegularExpression('/\A[0-9a-f]{64}\z/', (string) $created->secret);
        $stored = $this->clients->find($created->client->clientId);
        self::assertNotNull($stored);
        self::assertEquals($created->client, $stored);
        self::assertNotNull($stored->secretHash);
        self::assertTrue(oauth2_secret_verify((string) $created->secret, $stored->secretHash));
        self::assertStringNotContainsString((string) $created->secret, serialize(get_object_vars($stored)));
        self::assertSame(substr((string) $created->secret, -4), $stored->secretHint);
        self::assertSame('An app', $stored->name);
        self::assertTrue($stored->active);
        self::assertTrue($stored->requirePkce);
        self::assertSame(self::NOW, $stored->epoch);
        self::assertSame('anna', $stored->ownerLogin);
        self::assertSame(['client.created'], $this->events->names());
        self::assertStringNotContainsString((string) $created->secret, serialize($this->events->events));
    }

    public function testListsAreStoredOnceAndInOrder(): void
    {
        $created = $this->registry->create(new ClientDraft(
            'An app',
            ['https://b.example/', 'https://a.example/', 'https://b.example/'],
            ['refresh_token', 'authorization_code', 'refresh_token'],
            ['matomo:admin', 'matomo:read', 'matomo:admin'],
            ClientRecord::CONFIDENTIAL,
        ), 'anna');

        self::assertSame(['https://b.example/', 'https://a.example/'], $created->client->redirectUris);
        self::assertSame(['authorization_code', 'refresh_token'], $created->client->grantTypes);
        self::assertSame(['matomo:read', 'matomo:admin'], $created->client->scopes);
    }

    public function testAPublicClientGetsNoSecret(): void
    {
        $created = $this->registry->create(self::draft(type: ClientRecord::PUBLIC), 'anna');

        self::assertNull($created->secret);
        self::assertNull($created->client->secretHash);
        self::assertNull($created->client->secretHint);
    }

    public function testAChosenIdMustBeUnique(): void
    {
        $this->registry->create(self::draft(clientId: 'analytics_app'), 'anna');
        $this->authorizations->insert(Records::code('a', 'analytics_app'));
        try {
            $this->registry->create(self::draft(clientId: 'analytics_app'), 'ben');
            self::fail('taken twice');
        } catch (InvalidClient $invalid) {
            self::assertSame(['clientId' => 'This client ID is taken. Choose another one.'], $invalid->errors);
        }
        self::assertSame(
            ['clientId' => 'This client ID is taken. Choose another one.'],
            array_map(strval(...), $this->registry->problems(self::draft(clientId: 'analytics_app'))),
            'validation reports it, too',
        );
        self::assertSame('anna', $this->registry->get('analytics_app')->ownerLogin);
        self::assertNotNull($this->authorizations->find('a'), 'the existing client keeps its authorizations');
    }

    public function testValidationReportsProblemsWithoutAChange(): void
    {
        self::assertSame([], $this->registry->problems(self::draft(clientId: 'analytics_app')));
        self::assertSame([], $this->clients->all());
        $created = $this->registry->create(self::draft(), 'anna')->client;
        $before = $this->events->events;
        self::assertSame([], $this->registry->problems(self::draft(name: 'Other'), $created->clientId));
        self::assertSame(['name'], array_keys($this->registry->problems(self::draft(name: ''), $created->clientId)));
        self::assertEquals($created, $this->registry->get($created->clientId));
        self::assertSame($before, $this->events->events);
        $this->expectException(ClientNotFound::class);
        $this->registry->problems(self::draft(), 'nobody');
    }

    public function testAnInvalidDraftChangesNothing(): void
    {
        try {
            $this->registry->create(self::draft(name: ''), 'anna');
            self::fail('accepted');
        } catch (InvalidClient $invalid) {
            self::assertSame('A client needs a name.', $invalid->getMessage());
        }
        self::assertSame([], $this->clients->all());
        self::assertSame([], $this->events->events);
    }

    public function testANewClientWithAnOldIdInheritsNothing(): void
    {
        $this->registry->create(self::draft(clientId: 'analytics_app'), 'anna');
        $this->authorizations->insert(Records::code('a', 'analytics_app'));
        $this->clients->delete('analytics_app');
        $this->clock->time += 10;
        $created = $this->registry->create(self::draft(clientId: 'analytics_app'), 'anna');

        self::assertNull($this->authorizations->find('a'));
        self::assertGreaterThan(self::NOW, $created->client->epoch, 'the new epoch ends what survived the deletion');
    }

    public function testAnEditReplacesFieldsAndKeepsTheRest(): void
    {
        $created = $this->registry->create(self::draft(), 'anna');
        $id = $created->client->clientId;
        $this->clients->touch($id, self::NOW + 1);
        $this->clock->time += 100;
        $updated = $this->registry->update($id, new ClientDraft(
            'Another name',
            ['https://other.example/cb'],
            ['authorization_code', 'client_credentials'],
            ['matomo:read', 'matomo:write'],
            ClientRecord::CONFIDENTIAL,
            'New words',
            'ignored-id',
        ));

        self::assertNull($updated->secret);
        self::assertEquals($updated->client, $this->registry->get($id));
        self::assertEquals(new ClientRecord(
            clientId: $id,
            name: 'Another name',
            description: 'New words',
            secretHash: $created->client->secretHash,
            secretHint: $created->client->secretHint,
            redirectUris: ['https://other.example/cb'],
            grantTypes: ['authorization_code', 'client_credentials'],
            scopes: ['matomo:read', 'matomo:write'],
            type: ClientRecord::CONFIDENTIAL,
            active: true,
            ownerLogin: 'anna',
            actsAs: 'anna',
            epoch: self::NOW,
            requirePkce: true,
            createdAt: self::NOW,
            updatedAt: self::NOW + 100,
            lastUsedAt: self::NOW + 1,
            secretCreatedAt: self::NOW,
        ), $updated->client);
    }

    /** @return iterable<string, array{array<string, mixed>, list<string>, ?string}> */
    public static function reductions(): iterable
    {
        $all = ['read', 'admin', 'elsewhere', 'loopback', 'refreshing', 'own'];
        yield 'nothing' => [[], [], null];
        yield 'less description' => [['description' => 'x', 'name' => 'y'], [], null];
        yield 'the highest scope' => [['scopes' => ['matomo:read', 'matomo:write']], ['admin'], 'scopes'];
        yield 'all scopes below, which the highest includes' => [['scopes' => ['matomo:admin']], [], null];
        yield 'all but the least' => [['scopes' => ['matomo:read']], ['admin', 'own'], 'scopes'];
        yield 'the code grant' => [
            ['grantTypes' => ['client_credentials']], ['read', 'admin', 'elsewhere', 'loopback', 'refreshing'], 'grantTypes',
        ];
        yield 'client credentials' => [['grantTypes' => ['authorization_code', 'refresh_token']], ['own'], 'grantTypes'];
        yield 'refresh tokens' => [['grantTypes' => ['authorization_code', 'client_credentials']], ['refreshing'], 'grantTypes'];
        yield 'a redirect URI' => [['redirectUris' => ['https://app.example/cb', 'http://127.0.0.1/cb']], ['elsewhere'], 'redirectUris'];
        yield 'the loopback URI' => [['redirectUris' => ['https://app.example/cb', 'https://else.example/cb']], ['loopback'], 'redirectUris'];
        yield 'the order of redirect URIs' => [
            ['redirectUris' => ['http://127.0.0.1/cb', 'https://else.example/cb', 'https://app.example/cb']], [], null,
        ];
        yield 'the user' => [['actsAs' => 'ben'], ['own'], 'actsAs'];
        yield 'the same user' => [['actsAs' => 'anna'], [], null];
        yield 'the type' => [['type' => ClientRecord::PUBLIC, 'grantTypes' => ['authorization_code', 'refresh_token']], $all, 'type'];
    }

    /**
     * @param array<string, mixed> $changes
     * @param list<string> $ended
     */
    #[DataProvider('reductions')]
    public function testAnEditEndsWhatTheEditedClientCouldNotObtainAndSaysSoBefore(array $changes, array $ended, ?string $cause): void
    {
        $id = $this->reducible();
        $draft = self::reducibleDraft($changes);
        $effects = $this->registry->effects($id, $draft);
        $own = (int) \in_array('own', $ended, true);
        // "refreshing" and "read" were allowed by one user; a code that has not been redeemed is not counted.
        $users = \count(array_unique(array_map(static fn (string $n): string => $n === 'refreshing' ? 'read' : $n, array_diff($ended, ['own']))));
        self::assertEquals(new ClientEffects(\count($ended) - $own, $users, $own, $cause === null ? [] : [$cause]), $effects);
        self::assertSame($ended === [], $effects->isNothing());
        self::assertSame([], $this->ended(), 'a question changes nothing');

        $this->registry->update($id, $draft);
        self::assertEqualsCanonicalizing($ended, array_values(array_diff($this->ended(), ['waiting'])));
        self::assertEquals(new ClientEffects(0, 0, 0, []), $this->registry->effects($id, $draft));

        $back = $this->registry->update($id, self::reducibleDraft());
        self::assertSame($cause === 'type', $back->secret !== null);
        self::assertEqualsCanonicalizing($ended, array_values(array_diff($this->ended(), ['waiting'])), 'for good');
    }

    public function testACodeThatWaitsEndsToo(): void
    {
        $id = $this->reducible();
        $this->registry->update($id, self::reducibleDraft(['redirectUris' => ['https://else.example/cb']]));
        self::assertContains('waiting', $this->ended());
    }

    public function testDeletionAndALeakedSecretEndEverything(): void
    {
        $id = $this->reducible();
        foreach (range(1, 1001) as $n) {
            $this->allow("more-$n", $id, 'user' . $n % 700);
        }
        self::assertEquals(new ClientEffects(5 + 1001, 4 + 700, 1, []), $this->registry->effects($id));
        $this->registry->rotateSecret($id, leaked: true);
        self::assertEquals(new ClientEffects(0, 0, 0, []), $this->registry->effects($id));
    }

    public function testAnEditEndsAnyNumberOfAuthorizations(): void
    {
        $id = $this->reducible();
        foreach (range(1, 1001) as $n) {
            $this->allow("more-$n", $id, 'anna');
        }
        $this->registry->update($id, self::reducibleDraft(['grantTypes' => ['client_credentials']]));
        self::assertCount(1001 + 6, $this->ended());
    }

    /** @param array<string, mixed> $changes */
    private static function reducibleDraft(array $changes = []): ClientDraft
    {
        /** @var array{name: string, redirectUris: list<string>, grantTypes: list<string>, scopes: list<string>, type: string} $values */
        $values = $changes + [
            'name' => 'An app',
            'redirectUris' => ['https://app.example/cb', 'https://else.example/cb', 'http://127.0.0.1/cb'],
            'grantTypes' => ['authorization_code', 'client_credentials', 'refresh_token'],
            'scopes' => ['matomo:read', 'matomo:write', 'matomo:admin'],
            'type' => ClientRecord::CONFIDENTIAL,
        ];

        return new ClientDraft(...$values);
    }

    /** Makes a client with authorizations of every sort, and returns its ID. */
    private function reducible(): string
    {
        $id = $this->registry->create(self::reducibleDraft(), 'anna')->client->clientId;
        $this->allow('read', $id, 'read');
        $this->allow('admin', $id, 'admin', 'matomo:admin');
        $this->allow('elsewhere', $id, 'elsewhere', redirectUri: 'https://else.example/cb');
        $this->allow('loopback', $id, 'loopback', redirectUri: 'http://127.0.0.1:49152/cb');
        $this->allow('refreshing', $id, 'read', refreshes: true);
        $this->authorizations->insert(Records::code('waiting', $id, 'waits'));
        $this->authorizations->insert(Records::credentials('own', 'key', $id, scope: 'matomo:write'));

        return $id;
    }

    private function allow(
        string $id,
        string $clientId,
        string $login,
        string $scope = 'matomo:read',
        string $redirectUri = 'https://app.example/cb',
        bool $refreshes = false,
    ): void {
        $this->authorizations->insert(Records::code($id, $clientId, $login, scope: $scope, redirectUri: $redirectUri));
        [$family, $refresh, $until] = $refreshes ? [Records::digest('f'), Records::digest('r'), self::NOW + 900] : [null, null, null];
        $this->authorizations->redeemCode($id, Records::digest("code $id"), self::NOW, $family, $refresh, $until, self::NOW + 900);
    }

    /** @return list<string> the authorizations that have ended */
    private function ended(): array
    {
        $rows = $this->connection->rows('SELECT id FROM unit_oauth2_authorization WHERE ended_at IS NOT NULL');

        return array_map(static fn (array $row): string => (string) $row['id'], $rows);
    }

    public function testAnEditEndsOnlyAuthorizationsThatLostTheirScopeOrGrant(): void
    {
        $id = $this->registry->create(new ClientDraft(
            'An app',
            ['https://app.example/cb'],
            ['authorization_code', 'client_credentials'],
            ['matomo:read', 'matomo:admin'],
            ClientRecord::CONFIDENTIAL,
        ), 'anna')->client->clientId;
        $this->authorizations->insert(Records::code('read', $id));
        $this->authorizations->insert(Records::code('write', $id, scope: 'matomo:write'));
        $this->authorizations->insert(Records::code('admin', $id, scope: 'matomo:admin'));
        $this->authorizations->insert(Records::credentials('credentials', 'key', $id));
        $scopes = [['matomo:read', 'matomo:admin'], ['matomo:admin'], ['matomo:read', 'matomo:write', 'matomo:admin']];
        foreach ($scopes as $same) {
            $this->registry->update($id, self::draft(grantTypes: ['authorization_code', 'client_credentials'], scopes: $same));
            foreach (['read', 'write', 'admin', 'credentials'] as $kept) {
                self::assertNull($this->authorizations->find($kept)?->endedAt, "$kept is not above the client's highest scope");
            }
        }
        $this->registry->update($id, self::draft(grantTypes: ['authorization_code', 'client_credentials'], scopes: ['matomo:write']));
        self::assertNull($this->authorizations->find('write')?->endedAt);
        self::assertNull($this->authorizations->find('read')?->endedAt);
        self::assertSame('client_changed', $this->authorizations->find('admin')?->endReason);
        self::assertNull($this->authorizations->find('credentials')?->endedAt);
        $this->registry->update($id, self::draft());

        self::assertNull($this->authorizations->find('read')?->endedAt);
        self::assertSame('client_changed', $this->authorizations->find('write')?->endReason);
        self::assertSame('client_changed', $this->authorizations->find('credentials')?->endReason);
    }

    public function testPkceCanBeSwitchedOffAndOnForAConfidentialClient(): void
    {
        $client = $this->registry->create(self::draft(requirePkce: false), 'anna')->client;
        self::assertFalse($this->clients->find($client->clientId)?->requirePkce);
        $kinds = array_map(static fn (ClientWarning $warning): ClientWarningKind => $warning->kind, $this->registry->warnings($client));
        self::assertContains(ClientWarningKind::NoPkce, $kinds);
        self::assertFalse($this->registry->update($client->clientId, self::draft())->client->requirePkce);
        self::assertTrue($this->registry->update($client->clientId, self::draft(requirePkce: true))->client->requirePkce);
        self::assertFalse($this->registry->update($client->clientId, self::draft(requirePkce: false))->client->requirePkce);
        self::assertTrue($this->registry->update($client->clientId, self::draft(type: ClientRecord::PUBLIC))->client->requirePkce);
        $this->expectException(InvalidClient::class);
        $this->registry->create(self::draft(type: ClientRecord::PUBLIC, requirePkce: false), 'anna');
    }

    public function testAClientActsAsItsOwnerUnlessAnotherUserIsChosen(): void
    {
        self::assertSame('anna', $this->registry->create(self::credentials(), 'anna')->client->actsAs);
        $client = $this->registry->create(self::credentials('ben'), 'anna')->client;
        self::assertSame(['anna', 'ben'], [$client->ownerLogin, $client->actsAs]);
        foreach (['carl', 'Ben', ''] as $nobody) {
            self::assertSame(['actsAs'], array_keys($this->registry->problems(self::credentials($nobody))));
            try {
                $this->registry->update($client->clientId, self::credentials($nobody));
                self::fail($nobody);
            } catch (InvalidClient $invalid) {
                self::assertSame(['actsAs'], array_keys($invalid->problems));
            }
        }
        self::assertEquals($client, $this->registry->get($client->clientId));
    }

    public function testAnotherUserToActAsEndsTheClientsOwnAuthorizationsOnly(): void
    {
        $id = $this->registry->create(self::credentials(), 'anna')->client->clientId;
        $this->authorizations->insert(Records::credentials('own', 'key', $id, 'anna'));
        $this->authorizations->insert(Records::credentials('others', 'key3', 'other', 'anna'));
        $this->authorizations->insert(Records::code('allowed', $id, 'anna'));
        self::assertSame('anna', $this->registry->update($id, self::credentials('anna'))->client->actsAs);
        self::assertSame('anna', $this->registry->update($id, self::credentials())->client->actsAs);
        self::assertNull($this->authorizations->find('own')?->endedAt);
        self::assertArrayNotHasKey('acts_as', $this->events->events[2]->context);

        $this->authorizations->insert(Records::credentials('later', 'key2', $id, 'ben'));
        self::assertSame('ben', $this->registry->update($id, self::credentials('ben'))->client->actsAs);
        self::assertSame('client_changed', $this->authorizations->find('own')?->endReason);
        self::assertSame('ben', $this->events->events[3]->context['acts_as'] ?? null);
        foreach (['later', 'others', 'allowed'] as $kept) {
            self::assertSame($kept, $this->authorizations->find($kept)?->id);
            self::assertNull($this->authorizations->find($kept)?->endedAt, $kept);
        }
    }

    /** An edit that does not name the user must not bring back a login that was deleted while the form was open. */
    public function testAnEditDoesNotRestoreADeletedUser(): void
    {
        $watched = new WatchedConnection($this->connection);
        $registry = $this->registryOn($watched);
        $id = $registry->create(self::credentials(), 'anna')->client->clientId;
        $watched->before('UPDATE', fn () => $this->clients->clearActsAs($id, 'anna'));
        $registry->update($id, self::credentials());

        self::assertNull($this->registry->get($id)->actsAs);
    }

    public function testASuperUserBecomesTheOwnerAndNothingEnds(): void
    {
        $this->users->users += ['dora' => Scope::SuperUser, 'emil' => Scope::Admin, 'fred' => null];
        $client = $this->registry->create(self::credentials(), 'anna')->client;
        $this->authorizations->insert(Records::credentials('own', 'key', $client->clientId, 'anna'));
        foreach (['emil', 'fred', 'nobody', '', 'Dora'] as $unfit) {
            try {
                $this->registry->setOwner($client->clientId, $unfit);
                self::fail($unfit);
            } catch (InvalidClient $invalid) {
                self::assertSame(['owner' => 'The owner must be a super user of this Matomo.'], $invalid->errors);
            }
        }
        self::assertSame('anna', $this->registry->get($client->clientId)->ownerLogin);
        $this->registry->setOwner($client->clientId, 'dora');
        $this->registry->setOwner($client->clientId, 'dora');

        $changed = $this->registry->get($client->clientId);
        self::assertSame(['dora', 'anna', $client->epoch], [$changed->ownerLogin, $changed->actsAs, $changed->epoch]);
        self::assertNull($this->authorizations->find('own')?->endedAt);
        self::assertSame(['client.created', 'client.owner_changed'], $this->events->names());
        self::assertSame(['client_id' => $client->clientId, 'owner' => 'dora', 'previous' => 'anna'], $this->events->events[1]->context);
    }

    public function testMakingAClientPublicRemovesItsSecretAndEndsItsAuthorizations(): void
    {
        $id = $this->registry->create(self::draft(), 'anna')->client->clientId;
        $this->authorizations->insert(Records::code('a', $id));
        $this->registry->rotateSecret($id, OldSecretTime::Month);
        $updated = $this->registry->update($id, self::draft(type: ClientRecord::PUBLIC));
        self::assertNull($updated->client->oldSecretHash);

        self::assertNull($updated->secret);
        self::assertNull($updated->client->secretHash);
        self::assertNull($updated->client->secretHint);
        self::assertSame(self::NOW + 1, $updated->client->epoch);
        self::assertNotNull($this->authorizations->find('a')?->endedAt);
    }

    public function testMakingAClientConfidentialGivesItASecretOnce(): void
    {
        $id = $this->registry->create(self::draft(type: ClientRecord::PUBLIC), 'anna')->client->clientId;
        $updated = $this->registry->update($id, self::draft());

        self::assertNotNull($updated->secret);
        self::assertTrue(oauth2_secret_verify($updated->secret, (string) $updated->client->secretHash));
        self::assertSame(self::NOW + 1, $updated->client->epoch);
        self::assertNull($this->registry->update($id, self::draft())->secret);
    }

    public function testPkceStaysOffUntilItIsSwitchedOnOrTheClientBecomesPublic(): void
    {
        foreach (['one', 'two'] as $id) {
            $this->registry->create(self::draft(clientId: $id), 'anna');
        }
        $this->connection->execute('UPDATE unit_oauth2_client SET require_pkce = 0');

        self::assertFalse($this->registry->update('one', self::draft())->client->requirePkce);
        self::assertTrue($this->registry->update('one', self::draft(requirePkce: true))->client->requirePkce);
        self::assertTrue($this->registry->update('two', self::draft(type: ClientRecord::PUBLIC))->client->requirePkce);
    }

    public function testAnEditOfAPausedClientLeavesItPaused(): void
    {
        $id = $this->registry->create(self::draft(), 'anna')->client->clientId;
        $this->registry->setActive($id, false);

        self::assertFalse($this->registry->update($id, self::draft())->client->active);
        $this->registry->setActive($id, true);
        self::assertTrue($this->registry->get($id)->active);
        self::assertSame(['client.created', 'client.paused', 'client.updated', 'client.resumed'], $this->events->names());
    }

    public function testALeakedSecretIsReplacedAndEndsTheAuthorizations(): void
    {
        $created = $this->registry->create(self::draft(), 'anna');
        $id = $created->client->clientId;
        $this->authorizations->insert(Records::code('a', $id));
        $this->registry->rotateSecret($id, OldSecretTime::Month);
        $secret = $this->registry->rotateSecret($id, leaked: true);

        $stored = $this->registry->get($id);
        self::assertMatchesRegularExpression('/\A[0-9a-f]{64}\z/', $secret);
        self::assertTrue(oauth2_secret_verify($secret, (string) $stored->secretHash));
        self::assertFalse(oauth2_secret_verify((string) $created->secret, (string) $stored->secretHash));
        self::assertSame(substr($secret, -4), $stored->secretHint);
        self::assertSame(self::NOW + 1, $stored->epoch);
        self::assertSame('secret_rotated', $this->authorizations->find('a')?->endReason);
        self::assertNull($stored->oldSecretHash);
        self::assertSame(['client_id' => $id, 'leaked' => true], $this->events->events[2]->context);
    }

    public function testARotationEndsTheOldSecretAndNoToken(): void
    {
        $created = $this->registry->create(self::draft(), 'anna');
        $id = $created->client->clientId;
        $this->authorizations->insert(Records::code('a', $id));
        $secret = $this->registry->rotateSecret($id);

        $stored = $this->registry->get($id);
        self::assertTrue(oauth2_secret_verify($secret, (string) $stored->secretHash));
        self::assertNull($stored->oldSecretHash);
        self::assertNull($this->registry->oldSecretUntil($stored));
        self::assertSame(self::NOW, $stored->epoch);
        $kept = $this->authorizations->find('a');
        self::assertNotNull($kept);
        self::assertNull($kept->endedAt);
        self::assertSame(['client_id' => $id, 'leaked' => false], $this->events->events[1]->context);
    }

    /** @return iterable<string, array{OldSecretTime, int}> */
    public static function oldSecretTimes(): iterable
    {
        yield '1 hour' => [OldSecretTime::Hour, 3600];
        yield '1 day' => [OldSecretTime::Day, 86400];
        yield '7 days' => [OldSecretTime::Week, 604800];
        yield '30 days' => [OldSecretTime::Month, 2592000];
    }

    #[DataProvider('oldSecretTimes')]
    public function testTheOldSecretWorksForTheChosenTime(OldSecretTime $time, int $seconds): void
    {
        $created = $this->registry->create(self::draft(), 'anna');
        $id = $created->client->clientId;
        $this->registry->rotateSecret($id, $time);

        $stored = $this->registry->get($id);
        self::assertTrue(oauth2_secret_verify((string) $created->secret, (string) $stored->oldSecretHash));
        self::assertSame(self::NOW + $seconds, $this->registry->oldSecretUntil($stored));
        self::assertSame(['client_id' => $id, 'leaked' => false, 'old_until' => self::NOW + $seconds], $this->events->events[1]->context);
        $this->clock->time = self::NOW + $seconds - 1;
        self::assertNotNull($this->registry->oldSecretUntil($stored));
        foreach ([0, 1, 5000] as $later) {
            $this->clock->time = self::NOW + $seconds + $later;
            self::assertNull($this->registry->oldSecretUntil($stored));
        }
    }

    public function testAClientIsCreatedWithKeys(): void
    {
        $key = Key::generate('ES256', keyId: 'one');
        $jwks = json_encode(['keys' => [$key->toPublicJwk()]], JSON_THROW_ON_ERROR);
        $created = $this->registry->create(self::withKeys($jwks), 'anna');

        self::assertNull($created->secret);
        self::assertSame([null, null, true], [$created->client->secretHash, $created->client->secretHint, $created->client->hasKeys()]);
        self::assertSame('private_key_jwt', $created->client->authenticationMethod());
        self::assertEquals($created->client, $this->clients->find($created->client->clientId));
        $address = $this->registry->create(self::withKeys('', 'https://app.example/jwks'), 'anna')->client;
        self::assertSame([null, 'https://app.example/jwks'], [$address->jwks, $address->jwksUri]);
        foreach (
            [
                ['jwks', self::withKeys($key->toPem())],
                ['jwks', self::withKeys($jwks, 'https://app.example/jwks')],
                ['jwksUri', self::withKeys('', 'http://app.example/jwks')],
                ['jwks', self::withKeys($jwks, type: ClientRecord::PUBLIC)],
            ] as [$field, $draft]
        ) {
            self::assertSame([$field], array_keys($this->registry->problems($draft)));
        }
    }

    private static function withKeys(string $jwks, string $jwksUri = '', string $type = ClientRecord::CONFIDENTIAL): ClientDraft
    {
        return new ClientDraft(
            'A program',
            ['https://app.example/cb'],
            ['authorization_code'],
            ['matomo:read'],
            $type,
            jwks: $jwks,
            jwksUri: $jwksUri,
        );
    }

    public function testKeysReplaceTheSecret(): void
    {
        $client = $this->registry->create(self::credentials(), 'anna')->client;
        $id = $client->clientId;
        $pem = Key::generate('ES256')->toPublicPem();
        $set = $this->registry->setKeys($id, $pem);

        self::assertNull($set->secret);
        self::assertSame([null, null, null], [$set->client->secretHash, $set->client->secretHint, $set->client->oldSecretHash]);
        self::assertSame($client->epoch, $set->client->epoch, 'the tokens stay valid');
        self::assertEquals(
            new Event('client.keys_changed', ['client_id' => $id, 'method' => 'private_key_jwt', 'leaked' => false]),
            $this->events->events[\count($this->events->events) - 1] ?? null,
        );
        self::assertEquals($set->client, $this->registry->setKeys($id, $pem)->client, 'the same again');
        $second = Key::generate('EdDSA')->toPublicPem();
        self::assertCount(2, ClientJwks::fromJson((string) $this->registry->setKeys($id, $second, keep: true)->client->jwks)->keys);
        self::assertCount(1, ClientJwks::fromJson((string) $this->registry->setKeys($id, $second)->client->jwks)->keys);
        $address = $this->registry->setKeys($id, '', 'https://app.example/jwks', keep: true)->client;
        self::assertSame([null, 'https://app.example/jwks'], [$address->jwks, $address->jwksUri]);
        $removed = $this->registry->setKeys($id, '');
        self::assertTrue(oauth2_secret_verify((string) $removed->secret, (string) $removed->client->secretHash));
        self::assertSame([substr((string) $removed->secret, -4), false], [$removed->client->secretHint, $removed->client->hasKeys()]);
    }

    public function testKeysOfAnAddressAreFetchedAgainWhenItIsSaved(): void
    {
        $client = $this->registry->create(self::withKeys('', 'https://app.example/jwks'), 'anna')->client;
        $fetched = new FetchedKeysTable($this->connection);
        $fetched->claim('https://app.example/jwks', $this->clock->time, 300);
        $fetched->claim('https://other.example/jwks', $this->clock->time, 300);
        $this->registry->setKeys($client->clientId, '', 'https://app.example/jwks', leaked: true);

        self::assertNull($fetched->find('https://app.example/jwks'));
        self::assertNotNull($fetched->find('https://other.example/jwks'));
    }

    public function testTheSecretWorksForAWhileBesideTheFirstKeys(): void
    {
        $client = $this->registry->create(self::credentials(), 'anna')->client;
        $set = $this->registry->setKeys($client->clientId, Key::generate('ES256')->toPublicPem(), old: OldSecretTime::Day)->client;

        self::assertNull($set->secretHash);
        self::assertSame(
            [$client->secretHash, $client->secretHint, $this->clock->time + 86400],
            [$set->oldSecretHash, $set->oldSecretHint, $this->registry->oldSecretUntil($set)],
        );
        $again = $this->registry->setKeys($client->clientId, Key::generate('ES256')->toPublicPem(), old: OldSecretTime::Hour)->client;
        self::assertSame([$client->secretHash, $set->oldSecretUntil], [$again->oldSecretHash, $again->oldSecretUntil], 'other keys are no new time');
        $ended = $this->registry->setKeys($client->clientId, Key::generate('ES256')->toPublicPem())->client;
        self::assertNull($ended->oldSecretHash);
    }

    public function testLeakedKeysEndTheTokens(): void
    {
        $client = $this->registry->create(self::credentials(), 'anna')->client;
        $this->authorizations->insert(Records::code('a', $client->clientId, clientEpoch: $client->epoch));
        $set = $this->registry->setKeys($client->clientId, Key::generate('ES256')->toPublicPem(), leaked: true)->client;

        self::assertSame($client->epoch + 1, $set->epoch);
        self::assertSame('secret_rotated', $this->authorizations->find('a')?->endReason);
        foreach ([[true, OldSecretTime::None], [false, OldSecretTime::Hour]] as [$keep, $old]) {
            try {
                $this->registry->setKeys($client->clientId, Key::generate('ES256')->toPublicPem(), '', $keep, $old, true);
                self::fail('What leaked was kept');
            } catch (InvalidClient $invalid) {
                self::assertSame(['oldSecret'], array_keys($invalid->errors));
            }
        }
    }

    public function testAClientWithKeysGetsNoOtherSecret(): void
    {
        $client = $this->registry->create(self::withKeys(Key::generate('ES256')->toPublicPem()), 'anna')->client;
        foreach ([true, false] as $leaked) {
            try {
                $this->registry->rotateSecret($client->clientId, leaked: $leaked);
                self::fail('It has a secret');
            } catch (InvalidClient $invalid) {
                self::assertStringContainsString('authenticates with keys', $invalid->getMessage());
            }
        }
        // Another administrator may set keys at the same moment.
        self::assertFalse($this->clients->setSecret($client->clientId, 'h', 'h', $this->clock->time));
        self::assertFalse($this->clients->rotateSecret($client->clientId, 'h', 'h', 0, $this->clock->time));
        self::assertEquals($client, $this->clients->find($client->clientId));
    }

    public function testAPublicClientHasNoKeys(): void
    {
        $client = $this->registry->create(self::withKeys('', type: ClientRecord::PUBLIC), 'anna')->client;
        try {
            $this->registry->setKeys($client->clientId, Key::generate('ES256')->toPublicPem());
            self::fail('A public client has keys');
        } catch (InvalidClient $invalid) {
            self::assertStringContainsString('public client', $invalid->getMessage());
        }
        $keyed = $this->registry->create(self::withKeys(Key::generate('ES256')->toPublicPem()), 'anna')->client;
        $public = $this->registry->update($keyed->clientId, self::withKeys('', type: ClientRecord::PUBLIC))->client;
        self::assertSame([false, null, 'none'], [$public->hasKeys(), $public->secretHash, $public->authenticationMethod()]);
        $back = $this->registry->update($keyed->clientId, self::withKeys(''));
        self::assertSame([true, 'client_secret'], [$back->secret !== null, $back->client->authenticationMethod()]);
    }

    public function testAnEditKeepsTheKeys(): void
    {
        $client = $this->registry->create(self::withKeys(Key::generate('ES256')->toPublicPem()), 'anna')->client;
        $edited = $this->registry->update($client->clientId, self::withKeys(''));

        self::assertNull($edited->secret);
        self::assertSame([$client->jwks, null], [$edited->client->jwks, $edited->client->secretHash]);
    }

    public function testKeysOfAClientThatChangedInTheMeantime(): void
    {
        $client = $this->registry->create(self::credentials(), 'anna')->client;
        $watched = new WatchedConnection($this->connection);
        $watched->before('UPDATE', fn () => $this->registry->setKeys($client->clientId, Key::generate('ES256')->toPublicPem(), leaked: true));
        try {
            $this->registryOn($watched)->setKeys($client->clientId, Key::generate('ES256')->toPublicPem());
            self::fail('The leaked keys were not replaced last');
        } catch (InvalidClient $invalid) {
            self::assertStringContainsString('changed in the meantime', $invalid->getMessage());
        }
    }

    public function testALeakedSecretCannotWorkOn(): void
    {
        $client = $this->registry->create(self::draft(), 'anna')->client;
        foreach ([OldSecretTime::Hour, OldSecretTime::Month] as $time) {
            try {
                $this->registry->rotateSecret($client->clientId, $time, true);
                self::fail($time->value);
            } catch (InvalidClient $invalid) {
                self::assertSame(['oldSecret'], array_keys($invalid->problems));
            }
        }
        self::assertEquals($client, $this->registry->get($client->clientId));
        self::assertSame(['client.created'], $this->events->names());
    }

    public function testTheOldSecretCanBeEndedEarly(): void
    {
        $id = $this->registry->create(self::draft(), 'anna')->client->clientId;
        self::assertFalse($this->registry->endOldSecret($id));
        $this->registry->rotateSecret($id, OldSecretTime::Week);
        $kept = $this->registry->get($id);
        self::assertTrue($this->registry->endOldSecret($id));
        self::assertFalse($this->registry->endOldSecret($id));

        $stored = $this->registry->get($id);
        self::assertSame([null, $kept->secretHash], [$stored->oldSecretHash, $stored->secretHash]);
        self::assertSame(['client.created', 'client.secret_rotated', 'client.old_secret_ended'], $this->events->names());
    }

    public function testAPublicClientHasNoSecretToRotate(): void
    {
        $id = $this->registry->create(self::draft(type: ClientRecord::PUBLIC), 'anna')->client->clientId;

        $this->expectException(InvalidClient::class);
        $this->registry->rotateSecret($id);
    }

    public function testDeletingAClientDeletesItsAuthorizations(): void
    {
        $id = $this->registry->create(self::draft(), 'anna')->client->clientId;
        foreach (range(1, 1203) as $n) {
            $this->authorizations->insert(Records::code("a$n", $id));
        }
        $this->authorizations->insert(Records::code('others', 'other'));
        $this->registry->delete($id);

        self::assertSame([], $this->registry->all());
        self::assertNull($this->authorizations->find('a1'));
        self::assertNull($this->authorizations->find('a1203'));
        self::assertNotNull($this->authorizations->find('others'));
        self::assertSame(['client.created', 'client.deleted'], $this->events->names());
        self::assertSame(self::draft()->name, $this->events->events[1]->context['name'], 'the event has the name, because the client is gone');
    }

    public function testOperationsOnAnUnknownClientFail(): void
    {
        foreach (
            [
                fn () => $this->registry->get('none'),
                fn () => $this->registry->update('none', self::draft()),
                fn () => $this->registry->setActive('none', false),
                fn () => $this->registry->rotateSecret('none'),
                fn () => $this->registry->endOldSecret('none'),
                fn () => $this->registry->effects('none'),
                fn () => $this->registry->effects('none', self::draft()),
                fn () => $this->registry->setOwner('none', 'anna'),
                fn () => $this->registry->delete('none'),
            ] as $call
        ) {
            try {
                $call();
                self::fail('accepted');
            } catch (ClientNotFound) {
                self::assertSame([], $this->events->events);
            }
        }
    }

    public function testWarningsForAdministrators(): void
    {
        $client = $this->registry->create(self::draft(), 'anna')->client;
        self::assertSame([], $this->registry->warnings($client));

        $taken = new ClientRecord(
            clientId: 'taken',
            name: 'Taken over',
            description: '',
            secretHash: '$2y$10$x',
            secretHint: null,
            redirectUris: ['https://app.example/cb', 'http://app.example/cb', 'https://app.example/cb?state=1', 'https://app.example/*'],
            grantTypes: ['authorization_code', 'client_credentials'],
            scopes: ['matomo:read'],
            type: ClientRecord::CONFIDENTIAL,
            active: true,
            ownerLogin: 'gone',
            actsAs: 'gone',
            epoch: 0,
            requirePkce: false,
            createdAt: self::NOW,
            updatedAt: self::NOW,
        );
        $warnings = array_map(
            static fn (ClientWarning $warning): array => [$warning->kind, $warning->detail],
            $this->registry->warnings($taken),
        );
        self::assertSame([
            [ClientWarningKind::RedirectUri, 'http://app.example/cb'],
            [ClientWarningKind::RedirectUri, 'https://app.example/cb?state=1'],
            [ClientWarningKind::RedirectUri, 'https://app.example/*'],
            [ClientWarningKind::NoPkce, ''],
            [ClientWarningKind::NoUser, 'gone'],
            [ClientWarningKind::NoOwner, 'gone'],
        ], $warnings);
    }

    public function testASchemeThatTheSettingsNoLongerListIsWarnedOf(): void
    {
        $client = Records::client(redirectUris: ['cursor://cb', 'myapp:/cb']);
        $details = array_map(static fn (ClientWarning $warning): string => $warning->detail, $this->registry->warnings($client));
        self::assertSame(['myapp:/cb'], $details);
    }

    public function testATakenOverRedirectUriWorksUntilTheClientIsEdited(): void
    {
        $client = Records::client();
        $this->clients->insert($client);
        $this->connection->execute(
            'UPDATE unit_oauth2_client SET redirect_uris = ?',
            ['["http://app.example/cb"]'],
        );
        self::assertSame(['http://app.example/cb'], $this->registry->get('app')->redirectUris);

        $this->expectException(InvalidClient::class);
        $this->registry->update('app', new ClientDraft(
            'An app',
            ['http://app.example/cb'],
            ['authorization_code'],
            ['matomo:read'],
            ClientRecord::CONFIDENTIAL,
        ));
    }

    /**
     * @param list<string> $grantTypes
     * @param list<string> $scopes
     */
    private static function draft(
        string $name = 'An app',
        string $type = ClientRecord::CONFIDENTIAL,
        ?string $clientId = null,
        ?bool $requirePkce = null,
        array $grantTypes = ['authorization_code', 'refresh_token'],
        array $scopes = ['matomo:read'],
    ): ClientDraft {
        return new ClientDraft(
            $name,
            ['https://app.example/cb'],
            $grantTypes,
            $scopes,
            $type,
            '',
            $clientId,
            $requirePkce,
        );
    }
}
