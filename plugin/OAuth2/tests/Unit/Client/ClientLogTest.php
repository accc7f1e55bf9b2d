<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Client\ClientLog;
use Piwik\Plugins\OAuth2\Server\Client\LoggedEvent;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Storage\ClientEventRecord;
use Piwik\Plugins\OAuth2\Storage\ClientEventTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Unit\Storage\StorageTestCase;

/** The log of what happened to a client, and its bounds. */
final class ClientLogTest extends StorageTestCase
{
    private FixedClock $clock;
    private ClientEventTable $table;
    private ClientLog $log;

    protected function setUp(): void
    {
        parent::setUp();
        $this->clock = new FixedClock();
        $this->table = new ClientEventTable($this->connection);
        $this->log = new ClientLog($this->table, $this->clock);
    }

    public function testTheNewestEventOfAClientComesFirst(): void
    {
        $this->add('client.created', ['client_id' => 'app', 'owner' => 'anna', 'acts_as' => 'Zoë "\u{1F980}"']);
        $this->clock->time += 10;
        $this->add('client.paused', ['client_id' => 'app']);
        $this->add('client.paused', ['client_id' => 'App']);
        self::assertEquals([
            new ClientEventRecord('app', 'client.paused', self::NOW + 10, 'admin', []),
            new ClientEventRecord('app', 'client.created', self::NOW, 'admin', ['owner' => 'anna', 'acts_as' => 'Zoë "\u{1F980}"']),
        ], $this->log->of('app'));
        self::assertSame([], $this->log->of('app '));
    }

    public function testOnlyAnAdministratorsEventNamesWhoIsLoggedIn(): void
    {
        /** @var \ArrayObject<int, bool> $asked */
        $asked = new \ArrayObject();
        $actor = static function () use ($asked): string {
            $asked[] = true;

            return 'admin';
        };
        $context = ['client_id' => 'app', 'login' => 'anna'];
        foreach (['authorization.granted', 'authorization.denied', 'code.replayed', 'refresh.reused', 'throttle.reached', 'client.keys_not_fetched'] as $name) {
            $this->log->add(new Event($name, $context), $actor);
        }
        foreach (['user_revoked', 'client'] as $reason) {
            $this->log->add(new Event('authorization.revoked', ['reason' => $reason] + $context), $actor);
        }
        self::assertCount(0, $asked, 'requests to the endpoints have no user');
        $this->log->add(new Event('authorization.revoked', ['reason' => 'administrator_revoked'] + $context), $actor);
        self::assertCount(1, $asked);
        self::assertSame(['admin', '', '', '', '', '', '', '', ''], array_column($this->log->of('app'), 'login'));
    }

    public function testTheLogOfAnAppThatCameByItself(): void
    {
        $url = 'https://app.example/client.json';
        $this->add('assistant.requested', ['client_id' => $url, 'name' => 'App', 'login' => 'anna']);
        foreach (['approved', 'blocked'] as $decision) {
            $this->add('assistant.decided', ['client_id' => $url, 'decision' => $decision]);
        }
        $this->add('assistant.suspended', ['client_id' => $url]);
        $this->add('document.changed', ['client_id' => $url, 'count' => 2]);
        $this->add('document.differs', ['client_id' => $url]);
        foreach ([0, 86399, 86400] as $seconds) {
            $this->clock->time = self::NOW + $seconds;
            $this->add('document.stale', ['client_id' => $url, 'reason' => 'timeout']);
        }
        self::assertSame([
            ['document.stale', '', ['reason' => 'timeout']],
            ['document.stale', '', ['reason' => 'timeout']],
            ['document.differs', '', []],
            ['document.changed', '', ['count' => 2]],
            ['assistant.suspended', 'admin', []],
            ['assistant.decided', 'admin', ['decision' => 'blocked']],
            ['assistant.decided', 'admin', ['decision' => 'approved']],
        ], array_map(static fn (ClientEventRecord $event): array => [$event->name, $event->login, $event->details], $this->log->of($url)));
    }

    public function testADecisionAboutAHostIsInNoLog(): void
    {
        $this->add('client.created', ['client_id' => 'app']);
        $this->add('assistant.decided', ['client_id' => 'app', 'decision' => 'blocked']);
        self::assertSame(['client.created'], array_column($this->log->of('app'), 'name'), 'A client may have the name of a host');
    }

    public function testWhatOthersAreDoingIsLeftOut(): void
    {
        $this->add('throttle.reached', ['client_id' => 'app', 'limit' => 'client', 'address' => '192.0.2.1']);
        $this->add('authorization.granted', [
            'client_id' => 'app', 'login' => 'anna', 'authorization_id' => 'abc', 'scope' => 'matomo:read', 'requested' => 'matomo:read',
        ]);
        self::assertSame(
            [['login' => 'anna', 'scope' => 'matomo:read'], ['limit' => 'client']],
            array_column($this->log->of('app'), 'details'),
            'no address and no identifier',
        );
    }

    public function testAStrangerCannotDisplaceTheOtherEvents(): void
    {
        foreach ([0, 86399, 86400] as $seconds) {
            $this->clock->time = self::NOW + $seconds;
            $this->add('throttle.reached', ['client_id' => 'app', 'limit' => 'client']);
            $this->add('client.keys_not_fetched', ['client_id' => 'app', 'reason' => 'timeout']);
            $this->add('throttle.reached', ['client_id' => 'other', 'limit' => 'client']);
            $this->add('code.replayed', ['client_id' => 'app', 'ended' => true]);
        }
        $names = array_count_values(array_column($this->log->of('app'), 'name'));
        self::assertSame(['code.replayed' => 3, 'client.keys_not_fetched' => 2, 'throttle.reached' => 2], $names, 'once a day each');
        self::assertCount(2, $this->log->of('other'));
    }

    public function testARepeatableEventIsAddedAgainAfterADay(): void
    {
        $this->add('throttle.reached', ['client_id' => 'app', 'limit' => 'client']);
        $this->clock->time += 86401;
        $this->add('throttle.reached', ['client_id' => 'app', 'limit' => 'client']);
        self::assertCount(2, $this->log->of('app'));
    }

    /** @param array<string, scalar> $context */
    #[DataProvider('others')]
    public function testOtherEventsAreNotLogged(string $name, array $context): void
    {
        $this->add($name, $context);
        self::assertSame([], $this->log->of('app'));
    }

    /** @return iterable<string, array{string, array<string, scalar>}> */
    public static function others(): iterable
    {
        yield 'without a client' => ['authorization.revoked', ['login' => 'anna', 'count' => 2]];
        yield 'of no client' => ['keys.rotated', ['kid' => 'a', 'retired' => 'b']];
        yield 'unknown' => ['client.renamed', ['client_id' => 'app']];
        yield 'ID of another type' => ['client.paused', ['client_id' => 1]];
    }

    #[DataProvider('beginnings')]
    public function testADeletedClientLeavesNoLog(string $name, int $left): void
    {
        for ($number = 0; $number < 600; ++$number) {
            $this->table->insert(new ClientEventRecord('app', 'client.paused', self::NOW, '', []));
        }
        $this->add('client.paused', ['client_id' => 'other']);
        $this->add($name, ['client_id' => 'app', 'name' => 'App']);
        self::assertCount($left, $this->log->of('app'));
        self::assertCount(1, $this->log->of('other'));
    }

    /** @return iterable<string, array{string, int}> */
    public static function beginnings(): iterable
    {
        yield 'deleted' => ['client.deleted', 0];
        yield 'created again with the same ID' => ['client.created', 1];
    }

    public function testEventsAreRemovedAfterAYear(): void
    {
        (new ClientTable($this->connection))->insert(Records::client('app'));
        $this->add('client.created', ['client_id' => 'app']);
        $this->clock->time += 1;
        $this->add('client.paused', ['client_id' => 'app']);
        $this->clock->time = self::NOW + ClientLog::AGE - 1;
        self::assertSame(0, $this->log->purge(100));
        $this->clock->time += 1;
        self::assertSame(1, $this->log->purge(100));
        self::assertSame(['client.paused'], array_column($this->log->of('app'), 'name'));
        $this->clock->time += 86400;
        self::assertSame(1, $this->log->purge(100), 'The task may come late');
    }

    public function testAClientKeepsItsNewestEvents(): void
    {
        foreach (['app' => ClientLog::LIMIT + 3, 'full' => ClientLog::LIMIT, 'crowded' => ClientLog::LIMIT + 2] as $client => $number) {
            (new ClientTable($this->connection))->insert(Records::client($client));
            for ($event = 0; $event < $number; ++$event) {
                $this->table->insert(new ClientEventRecord($client, 'client.paused', self::NOW + $event, '', ['scope' => (string) $event]));
            }
        }
        self::assertCount(ClientLog::LIMIT, $this->log->of('app'), 'a list is bounded before the task has run');
        self::assertSame(2, $this->log->purge(2));
        self::assertSame(3, $this->log->purge(1000));
        self::assertSame(0, $this->log->purge(1000));
        foreach (['app' => ClientLog::LIMIT + 2, 'full' => ClientLog::LIMIT - 1, 'crowded' => ClientLog::LIMIT + 1] as $client => $newest) {
            $kept = $this->table->list($client, 1000);
            self::assertCount(ClientLog::LIMIT, $kept);
            self::assertSame((string) $newest, $kept[0]->details['scope'] ?? null);
        }
    }

    /** Clients that registered themselves go when nobody uses them, so their logs must not stay. */
    public function testTheLogOfAClientThatIsGoneIsRemoved(): void
    {
        (new ClientTable($this->connection))->insert(Records::client('app'));
        $document = 'https://app.example/client.json';
        foreach (['app', 'gone', 'gone', $document] as $client) {
            $this->add('client.paused', ['client_id' => $client]);
        }
        self::assertSame(1, $this->log->purge(1));
        self::assertSame(1, $this->log->purge(100));
        self::assertSame([1, 0, 1], array_map(fn (string $client): int => count($this->log->of($client)), ['app', 'gone', $document]));
    }

    public function testEveryNameFitsItsColumn(): void
    {
        foreach (LoggedEvent::cases() as $event) {
            self::assertLessThanOrEqual(40, \strlen($event->value));
        }
    }

    /** @param array<string, scalar> $context */
    private function add(string $name, array $context): void
    {
        $this->log->add(new Event($name, $context), static fn (): string => 'admin');
    }
}
