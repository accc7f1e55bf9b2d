<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use Piwik\Plugins\OAuth2\Server\Client\ClientLog;
use Piwik\Plugins\OAuth2\Server\Keys\KeyRotation;
use Piwik\Plugins\OAuth2\Server\Keys\PublishedKeys;
use Piwik\Plugins\OAuth2\Server\Keys\SigningKey;
use Piwik\Plugins\OAuth2\Server\Maintenance;
use Piwik\Plugins\OAuth2\Server\Port\NullCache;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientEventRecord;
use Piwik\Plugins\OAuth2\Storage\ClientEventTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\Storage\Counter;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\NewSecretTable;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;
use Piwik\Plugins\OAuth2\Storage\UsedAssertionTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\RecordedEvents;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\TestSettings;
use Piwik\Plugins\OAuth2\tests\Support\WatchedConnection;
use Piwik\Plugins\OAuth2\tests\Unit\Storage\StorageTestCase;

final class MaintenanceTest extends StorageTestCase
{
    private WatchedConnection $watched;
    private AuthorizationTable $authorizations;
    private FixedClock $clock;
    private KeyRotation $keys;
    private SigningKey $signing;
    private Maintenance $maintenance;

    protected function setUp(): void
    {
        parent::setUp();
        $this->connection = $this->watched = new WatchedConnection($this->connection);
        $this->authorizations = new AuthorizationTable($this->connection);
        $this->clock = new FixedClock();
        $settings = TestSettings::make();
        $table = new SigningKeyTable($this->connection);
        $this->signing = new SigningKey($table, $settings, static fn () => null);
        $this->keys = new KeyRotation(
            $table,
            new RevokedTokenTable($this->connection),
            new PublishedKeys($table, $settings, $this->clock, new NullCache()),
            $this->signing,
            $settings,
            $this->clock,
            new RecordedEvents(),
        );
        $this->maintenance = new Maintenance(
            $this->authorizations,
            new RevokedTokenTable($this->connection),
            new ConsentTable($this->connection),
            new ThrottleTable($this->connection),
            new ClientTable($this->connection),
            new RegistrationTable($this->connection),
            new NewSecretTable($this->connection),
            new UsedAssertionTable($this->connection),
            new FetchedKeysTable($this->connection),
            new DocumentTable($this->connection),
            new ClientLog(new ClientEventTable($this->connection), $this->clock),
            $this->keys,
            $this->clock,
        );
        $this->keys->initialise();
    }

    /** A purge locks few rows at a time. */
    public function testRowsAreDeletedInSmallBatches(): void
    {
        $this->watched->forget();
        $this->maintenance->purge(1_000_000);
        $batches = array_filter($this->watched->reads, static fn (string $sql): bool => str_contains($sql, 'LIMIT'));
        self::assertNotSame([], $batches);
        foreach ($batches as $sql) {
            self::assertMatchesRegularExpression('/ LIMIT \d{1,3}\z/', $sql);
        }
        $this->watched->forget();
        $this->maintenance->purge(7);
        $small = array_filter($this->watched->reads, static fn (string $sql): bool => str_ends_with($sql, ' LIMIT 7'));
        self::assertCount(count($batches), $small);
    }

    public function testOnlyExpiredRowsAreDeleted(): void
    {
        $this->fill(3, self::NOW);
        $this->fill(2, self::NOW + 1000);
        $secrets = new NewSecretTable($this->connection);
        $secrets->keep('ends', 'sealed', self::NOW + 700, self::NOW);
        $secrets->keep('stays', 'sealed', self::NOW + 701, self::NOW);
        $clients = new ClientTable($this->connection);
        foreach (['ends' => 700, 'stays' => 701] as $id => $seconds) {
            $clients->insert(Records::client($id));
            $clients->rotateSecret($id, 'new', 'hint', self::NOW + $seconds, self::NOW);
        }
        $events = new ClientEventTable($this->connection);
        foreach ([0, 1] as $seconds) {
            $events->insert(new ClientEventRecord('stays', 'client.paused', self::NOW + 700 + $seconds - ClientLog::AGE, '', []));
        }
        $this->clock->time = self::NOW + 700;

        self::assertSame(
            [
                'authorizations' => 3, 'clientEvents' => 1, 'consents' => 3, 'fetchedKeys' => 0, 'keysRotated' => 0, 'oldSecrets' => 1,
                'registrations' => 3, 'revokedTokens' => 3, 'throttle' => 3, 'usedAssertions' => 3,
            ],
            $this->purge(),
        );
        self::assertSame(
            [
                'authorizations' => 0, 'clientEvents' => 0, 'consents' => 0, 'fetchedKeys' => 0, 'keysRotated' => 0, 'oldSecrets' => 0,
                'registrations' => 0, 'revokedTokens' => 0, 'throttle' => 0, 'usedAssertions' => 0,
            ],
            $this->purge(),
        );
        self::assertNotNull($this->authorizations->find('1800001000-1'));
        self::assertNull($clients->find('ends')?->oldSecretHash);
        self::assertNull((new MetaTable($this->connection))->get('new-secret ends'));
        self::assertNotNull((new MetaTable($this->connection))->get('new-secret stays'));
        self::assertNotNull($clients->find('stays')?->oldSecretHash);
    }

    public function testFetchedKeysStayWhileTheyAreFetched(): void
    {
        $fetched = new FetchedKeysTable($this->connection);
        $fetched->claim('https://old.example/jwks', self::NOW, 300);
        $fetched->claim('https://new.example/jwks', self::NOW + 1, 300);
        $this->clock->time = self::NOW + 30 * 86400;

        self::assertSame(1, $this->purge()['fetchedKeys']);
        self::assertNull($fetched->find('https://old.example/jwks'));
        self::assertNotNull($fetched->find('https://new.example/jwks'));
    }

    public function testARunKeepsToItsBudgetAndLeavesTheRest(): void
    {
        $this->fill(8, self::NOW);
        $this->clock->time = self::NOW + 700;

        self::assertSame([5, 3, 0], [
            $this->purge(5)['authorizations'],
            $this->purge(5)['authorizations'],
            $this->purge(5)['authorizations'],
        ]);
    }

    public function testARunDeletesSeveralBatches(): void
    {
        foreach (range(1, 1100) as $n) {
            $this->authorizations->insert(Records::code("a$n"));
        }
        $this->clock->time = self::NOW + 700;

        self::assertSame(1100, $this->purge()['authorizations']);
    }

    public function testTheSigningKeyIsRotatedWhenItIsDue(): void
    {
        $first = $this->signing->key()->keyId;
        $this->clock->time += TestSettings::make()->seconds(Setting::KeyRotationDays) + 1;

        self::assertSame(1, $this->purge()['keysRotated']);
        self::assertNotSame($first, $this->signing->key()->keyId);
        self::assertSame(0, $this->purge()['keysRotated']);
    }

    public function testPurgingLeavesTheKeysAlone(): void
    {
        $first = $this->signing->key()->keyId;
        $this->clock->time += TestSettings::make()->seconds(Setting::KeyRotationDays) + 1;
        $this->fill(1, self::NOW);

        self::assertSame(
            [
                'authorizations' => 1, 'revokedTokens' => 1, 'consents' => 1, 'throttle' => 1, 'registrations' => 1, 'usedAssertions' => 1,
                'fetchedKeys' => 0, 'clientEvents' => 0, 'oldSecrets' => 0,
            ],
            $this->maintenance->purge(),
        );
        self::assertSame($first, $this->signing->key()->keyId);
    }

    /** @return array<string, int> */
    private function purge(int $budget = 10000): array
    {
        $counts = $this->maintenance->run($budget);
        ksort($counts);

        return $counts;
    }

    private function fill(int $rows, int $time): void
    {
        foreach (range(1, $rows) as $n) {
            $this->authorizations->insert(Records::code("$time-$n", createdAt: $time));
            (new RevokedTokenTable($this->connection))->add("$time-$n", $time + 600);
            (new ConsentTable($this->connection))->issue(Records::digest("$time $n"), 'anna', 'x', $time + 600);
            (new ThrottleTable($this->connection))->count(new Counter(Records::digest("$time $n"), 1, $time + 600, '', 9999), $time);
            (new UsedAssertionTable($this->connection))->use(Records::digest("$time $n"), $time + 600);
            (new RegistrationTable($this->connection))->add(Records::registration("$time-$n", $time + 600), 'site', 'network');
        }
    }
}
