<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use OAuth2\Key;
use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\EventDispatcher;
use Piwik\Plugins\ActivityLog\Activity\Activity as ActivityLogBase;
use Piwik\Plugins\OAuth2\Activity;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\MatomoEvents;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Plugins\UsersManager\API as UsersApi;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\Mock\FakeAccess;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * @group OAuth2
 * @group OAuth2Activity
 * @group Plugins
 */
class ActivityTest extends IntegrationTestCase
{
    /** The entries' classes and their events. */
    private const EVENTS = [
        'AuthorizeClient' => 'OAuth2.authorize.decision.end',
        'ChangeClientKeys' => 'OAuth2.client.keys_changed',
        'ChangeOwner' => 'OAuth2.client.owner_changed',
        'CodeReplay' => 'OAuth2.code.replayed',
        'CreateClient' => 'OAuth2.client.created',
        'DecideAssistant' => 'OAuth2.assistant.decided',
        'DeleteClient' => 'OAuth2.client.deleted',
        'DeleteClientWithOwner' => 'OAuth2.deleteClientWithOwner.end',
        'EndOldSecret' => 'OAuth2.client.old_secret_ended',
        'GrantToOwner' => 'OAuth2.authorization.granted',
        'LoseOwner' => 'OAuth2.client.owner_deleted',
        'LoseUser' => 'OAuth2.client.user_deleted',
        'PauseClient' => 'OAuth2.client.paused',
        'RefreshTokenReuse' => 'OAuth2.refresh.reused',
        'RemoveScope' => 'OAuth2.scope.removed',
        'RevokeAuthorization' => 'OAuth2.authorization.revoked',
        'RotateKeys' => 'OAuth2.keys.rotated',
        'RotateSecret' => 'OAuth2.client.secret_rotated',
        'SetClientActive' => 'OAuth2.client.resumed',
        'SwitchAssistant' => 'OAuth2.assistant.switched',
        'UpdateClient' => 'OAuth2.client.updated',
        'WithdrawKey' => 'OAuth2.keys.withdrawn',
    ];

    /** @var list<string> the lines that the Activity Log would show */
    private array $log = [];

    public static function setUpBeforeClass(): void
    {
        parent::setUpBeforeClass();
        if (!class_exists(ActivityLogBase::class)) {
            class_alias(ActivityLogActivity::class, ActivityLogBase::class);
        }
    }

    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Fixture::createSuperUser();
        Fixture::loadAllTranslations();
        Issuer::set(StaticContainer::get(SystemSettings::class), 'https://matomo.example');
        Installation::activate();
        ServerFactory::instance()->reset();
        $this->observe();
    }

    public function tearDown(): void
    {
        Fixture::resetTranslations();
        parent::tearDown();
    }

    public function provideContainerConfig(): array
    {
        return ['Piwik\Access' => new FakeAccess(true, [], [], Fixture::ADMIN_USER_LOGIN)];
    }

    public function testEachEntryHasItsEvent(): void
    {
        $events = [];
        foreach ($this->entries() as $name => $entry) {
            $events[$name] = $entry->getEventName();
        }
        ksort($events);
        self::assertSame(self::EVENTS, $events);
    }

    public function testLifeOfAClient(): void
    {
        $registry = ServerFactory::instance()->server()->clients();
        $draft = new ClientDraft('App', ['https://app.example/cb'], ['authorization_code'], ['matomo:read'], 'confidential', clientId: 'app');
        $registry->create($draft, Fixture::ADMIN_USER_LOGIN);
        $registry->update('app', $draft);
        $registry->setActive('app', false);
        $registry->setActive('app', true);
        $registry->rotateSecret('app');
        $registry->rotateSecret('app', OldSecretTime::Hour);
        $registry->endOldSecret('app');
        $registry->rotateSecret('app', leaked: true);
        $key = Key::generate('ES256')->toPublicPem();
        $registry->setKeys('app', $key);
        $registry->setKeys('app', $key, leaked: true);
        $registry->setKeys('app', '');
        $registry->delete('app');
        self::assertSame([
            'superUserLogin created the OAuth 2.0 client “App (app)”',
            'superUserLogin changed the OAuth 2.0 client “App (app)”',
            'superUserLogin paused the OAuth 2.0 client “App (app)”',
            'superUserLogin resumed the OAuth 2.0 client “App (app)”',
            'superUserLogin rotated the secret of the OAuth 2.0 client “App (app)”',
            'superUserLogin rotated the secret of the OAuth 2.0 client “App (app)”; the old secret works until TIME (UTC)',
            'superUserLogin ended the old secret of the OAuth 2.0 client “App (app)”',
            'superUserLogin replaced the leaked secret of the OAuth 2.0 client “App (app)”; all its tokens ended',
            'superUserLogin changed the keys of the OAuth 2.0 client “App (app)”',
            'superUserLogin replaced leaked keys of the OAuth 2.0 client “App (app)” and ended its tokens',
            'superUserLogin gave the OAuth 2.0 client “App (app)” a secret in place of its keys',
            'superUserLogin deleted the OAuth 2.0 client “App (app)”',
        ], preg_replace('/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/', 'TIME', $this->log));
    }

    public function testAClientWhoseOwnerIsDeleted(): void
    {
        $password = Fixture::ADMIN_USER_PASSWORD;
        UsersApi::getInstance()->addUser('owner', 'password of owner', 'owner@example.org', false, null, $password);
        ServerFactory::instance()->server()->clients()->create(
            new ClientDraft('App', [], ['client_credentials'], ['matomo:read'], 'confidential', clientId: 'app'),
            'owner',
        );
        $this->log = [];
        UsersApi::getInstance()->deleteUser('owner', $password);
        self::assertSame([
            'superUserLogin The OAuth 2.0 client “App (app)” acts as nobody since the user “owner” was deleted',
            'superUserLogin The OAuth 2.0 client “App (app)” has no owner since the user “owner” was deleted',
        ], $this->log);
        $this->log = [];
        $registry = ServerFactory::instance()->server()->clients();
        $registry->setOwner('app', Fixture::ADMIN_USER_LOGIN);
        $registry->update('app', new ClientDraft(
            'App',
            [],
            ['client_credentials'],
            ['matomo:read'],
            'confidential',
            actsAs: Fixture::ADMIN_USER_LOGIN,
        ));
        self::assertSame([
            'superUserLogin made “superUserLogin” the owner of the OAuth 2.0 client “App (app)”',
            'superUserLogin changed the OAuth 2.0 client “App (app)”, which now acts as “superUserLogin”',
        ], $this->log);
    }

    public function testAssistants(): void
    {
        foreach (['approved', 'blocked', 'kept', 'adopted', 'none'] as $decision) {
            $this->record('assistant.decided', ['client_id' => 'https://app.example/c', 'decision' => $decision]);
        }
        foreach (['off', 'follow', '<raw>'] as $state) {
            $this->record('assistant.switched', ['assistant' => 'claude', 'state' => $state]);
        }
        self::assertSame([
            'superUserLogin approved the application “https://app.example/c”',
            'superUserLogin blocked the application “https://app.example/c”',
            'superUserLogin keeps the application “https://app.example/c” with scopes of its own',
            'superUserLogin took over the vendor’s document of the application “https://app.example/c”',
            'superUserLogin took back the decision about the application “https://app.example/c”',
            'superUserLogin switched the assistant “claude” to “Off”',
            'superUserLogin switched the assistant “claude” to “On, always with the vendor’s current description”',
            'superUserLogin switched the assistant “claude” to “‹raw›”',
        ], $this->log);
    }

    public function testAuthorizations(): void
    {
        $this->client('App');
        $who = ['client_id' => 'app', 'login' => 'anna', 'authorization_id' => 'a1'];
        FakeAccess::$identity = 'anna';
        $this->record('authorization.granted', $who + ['scope' => 'matomo:read', 'requested' => 'matomo:read matomo:write']);
        $this->record('authorization.denied', ['client_id' => 'app', 'login' => 'anna', 'requested' => 'matomo:admin']);
        $this->record('authorization.revoked', $who + ['reason' => 'user_revoked']);
        FakeAccess::$identity = 'anonymous';
        $this->record('authorization.granted', $who + ['scope' => 'matomo:write']);
        $this->record('authorization.revoked', $who + ['reason' => 'client']);
        $this->record('authorization.revoked', ['login' => 'anna', 'count' => 3, 'reason' => 'user_deleted']);
        $this->record('authorization.revoked', ['client_id' => 'app', 'count' => 5, 'reason' => 'administrator_revoked']);
        $this->record('scope.removed', ['scope' => 'matomo:admin', 'count' => 7]);
        $this->record('code.replayed', $who);
        $this->record('code.replayed', $who + ['ended' => true]);
        $this->record('code.replayed', $who + ['ended' => false]);
        $this->record('refresh.reused', $who);
        $this->record('keys.rotated', ['kid' => 'new', 'retired' => 'old']);
        $this->record('keys.withdrawn', ['kid' => 'new', 'withdrawn' => 'old']);
        self::assertSame([
            'anna allowed the OAuth 2.0 client “App (app)” access (matomo:read; requested: matomo:read, matomo:write)',
            'anna denied the OAuth 2.0 client “App (app)” access (matomo:admin)',
            'anna revoked the access of the OAuth 2.0 client “App (app)” that “anna” had allowed',
            'system The OAuth 2.0 client “App (app)” began to act with the access of “anna” (matomo:write)',
            'system The OAuth 2.0 client “App (app)” ended the access that “anna” had allowed',
            'system revoked all access of OAuth 2.0 clients that “anna” had allowed (user_deleted)',
            'system revoked all access that users had allowed the OAuth 2.0 client “App (app)” (5)',
            'system removed the OAuth 2.0 scope matomo:admin from the allowed scopes; authorizations that ended: 7',
            'system An authorization code of the OAuth 2.0 client “App (app)” for “anna” was used twice; its authorization has ended',
            'system An authorization code of the OAuth 2.0 client “App (app)” for “anna” was used twice; its authorization has ended',
            'system An authorization code of the OAuth 2.0 client “App (app)” for “anna” was sent again and refused; nothing was ended',
            'system An old refresh token of the OAuth 2.0 client “App (app)” for “anna” was used again; its authorization has ended',
            'system The key that signs OAuth 2.0 access tokens was rotated (now new)',
            'system A key that signed OAuth 2.0 access tokens was withdrawn (old); new signs now',
        ], $this->log);
    }

    public function testForeignTextIsNotInterpretedAsHtml(): void
    {
        $this->client('App');
        // An import or an earlier version may have stored such a name.
        $connection = ServerFactory::instance()->connection();
        $connection->execute(
            'UPDATE ' . $connection->table('oauth2_client') . ' SET name = ? WHERE client_id = ?',
            ['<img src=x onerror="alert(1)">&lt;b&gt;{{constructor}}' . "\u{202E}\n", 'app'],
        );
        $this->record('code.replayed', ['client_id' => 'app', 'login' => "<i>'x'</i>"]);
        $this->record('authorization.denied', ['client_id' => 'app', 'login' => 'anna', 'requested' => '<script>']);
        $this->record('keys.rotated', ['kid' => '<b>']);
        self::assertCount(3, $this->log);
        foreach ($this->log as $line) {
            self::assertSame(0, preg_match('/[<>"\'&{}\p{C}]/u', $line), $line);
        }
        self::assertStringContainsString('‹img src=x onerror=”alert(1)”›', $this->log[0]);
    }

    public function testIncompleteEventsAddNoEntry(): void
    {
        foreach ($this->entries() as $name => $entry) {
            foreach ([[], null, [null], ['x'], [[]], [['client_id' => ''], 1], [['client' => 'x', 'decision' => 'allowed']]] as $data) {
                if (\in_array($name, ['RevokeAuthorization', 'RotateKeys', 'WithdrawKey'], true) && \is_array($data[0] ?? null)) {
                    continue;
                }
                self::assertFalse($entry->extractParams($data), $name);
            }
        }
    }

    public function testEntriesOfTheOfficialPluginAreReadable(): void
    {
        $client = ['id' => 'c0de', 'name' => 'Old', 'type' => 'confidential', 'active' => true];
        $old = static fn (array $more): array => ['version' => 'v1', 'client' => $client] + $more;
        $read = static fn (string $class, array $data): string => (new $class())->getTranslatedDescription($data, 'x');
        self::assertSame('created the OAuth 2.0 client “Old (c0de)”', $read(Activity\CreateClient::class, $old(['action' => 'created'])));
        self::assertSame('paused the OAuth 2.0 client “Old (c0de)”', $read(
            Activity\SetClientActive::class,
            ['version' => 'v1', 'client' => ['active' => false] + $client, 'action' => 'paused'],
        ));
        self::assertSame('resumed the OAuth 2.0 client “Old (c0de)”', $read(Activity\SetClientActive::class, $old(['action' => 'resumed'])));
        self::assertSame('deleted the OAuth 2.0 client “c0de”', $read(
            Activity\DeleteClient::class,
            ['version' => 'v1', 'client' => ['id' => 'c0de'], 'action' => 'deleted', 'deleted' => true],
        ));
        self::assertSame('allowed the OAuth 2.0 client “Old (c0de)” access (–; requested: –)', $read(
            Activity\AuthorizeClient::class,
            $old(['userLogin' => 'anna', 'decision' => 'allowed']),
        ));
        // Invalid stored data must not break the list of entries.
        foreach ($this->entries() as $entry) {
            foreach ([[], ['client' => null], ['client' => ['name' => ['x']]], ['scopes' => 'x', 'requestedScopes' => [[]]]] as $data) {
                self::assertIsString($entry->getTranslatedDescription($data, 'x'));
            }
        }
    }

    private function client(string $name): void
    {
        ServerFactory::instance()->server()->clients()->create(
            new ClientDraft($name, ['https://app.example/cb'], ['authorization_code'], ['matomo:read'], 'confidential', clientId: 'app'),
            Fixture::ADMIN_USER_LOGIN,
        );
        $this->log = [];
    }

    /** @param array<string, scalar> $context */
    private function record(string $event, array $context): void
    {
        (new MatomoEvents(ServerFactory::instance()->connection()))->record(new Event($event, $context));
    }

    /** Listens to the events as the Activity Log does. */
    private function observe(): void
    {
        foreach ($this->entries() as $entry) {
            EventDispatcher::getInstance()->addObserver($entry->getEventName(), function (...$data) use ($entry): void {
                $stored = $entry->extractParams($data);
                if ($stored !== false) {
                    $stored = json_decode((string) json_encode($stored), true);
                    $user = $entry->getPerformingUser($data);
                    $this->log[] = $user . ' ' . $entry->getTranslatedDescription($stored, $user);
                }
            });
        }
    }

    /** @return array<string, ActivityLogBase> */
    private function entries(): array
    {
        $entries = [];
        foreach (glob(\dirname(__DIR__, 2) . '/Activity/*.php') ?: [] as $file) {
            $class = new \ReflectionClass('Piwik\Plugins\OAuth2\Activity\\' . basename($file, '.php'));
            self::assertTrue($class->isSubclassOf(ActivityLogBase::class));
            if (!$class->isAbstract()) {
                $entries[$class->getShortName()] = $class->newInstance();
            }
        }

        return $entries;
    }
}
