<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use Piwik\Plugins\OAuth2\Server\Client\NewSecrets;
use Piwik\Plugins\OAuth2\Storage\NewSecretTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Unit\Storage\StorageTestCase;

final class NewSecretsTest extends StorageTestCase
{
    private const SESSION = "anna\n0123456789abcdef";

    private FixedClock $clock;

    private NewSecrets $secrets;

    protected function setUp(): void
    {
        parent::setUp();
        $this->clock = new FixedClock();
        $this->secrets = $this->with(str_repeat('w', 32));
    }

    public function testTheSameSessionGetsTheSecretUntilItConfirms(): void
    {
        $this->secrets->keep(self::SESSION, 'app', 'the secret');
        $expected = ['client_id' => 'app', 'secret' => 'the secret'];
        self::assertSame($expected, $this->secrets->find(self::SESSION, 'app'));
        self::assertSame($expected, $this->secrets->find(self::SESSION, 'app'), 'this answer may be lost, too');
        self::assertTrue($this->secrets->confirm(self::SESSION, 'app'));
        self::assertNull($this->secrets->find(self::SESSION, 'app'));
        self::assertFalse($this->secrets->confirm(self::SESSION, 'app'));
    }

    public function testNobodyElseGetsIt(): void
    {
        $this->secrets->keep(self::SESSION, 'app', 'the secret', true);
        foreach (["ben\n0123456789abcdef", "anna\n0123456789abcdee", "anna\n", '', "anna\n0123456789abcdef "] as $other) {
            self::assertNull($this->secrets->find($other, 'app'), $other);
            self::assertNull($this->secrets->find($other, ''), $other);
            self::assertFalse($this->secrets->confirm($other, 'app'), $other);
        }
        foreach (['App', 'app2', 'ap'] as $client) {
            self::assertNull($this->secrets->find(self::SESSION, $client));
        }
        self::assertNull($this->with(str_repeat('x', 32))->find(self::SESSION, 'app'));
        self::assertNotNull($this->secrets->find(self::SESSION, 'app'));
    }

    public function testItIsKeptForFiveMinutes(): void
    {
        $this->secrets->keep(self::SESSION, 'app', 'the secret', true);
        $this->clock->time += 299;
        self::assertNotNull($this->secrets->find(self::SESSION, 'app'));
        self::assertNotNull($this->secrets->find(self::SESSION, ''));
        $this->clock->time += 1;
        self::assertNull($this->secrets->find(self::SESSION, 'app'));
        self::assertNull($this->secrets->find(self::SESSION, ''));
        self::assertSame(2, $this->rows());
        $this->secrets->keep(self::SESSION, 'other', 'another');
        self::assertSame(1, $this->rows(), 'expired ones are removed');
    }

    public function testTheNewestSecretOfAClientCounts(): void
    {
        $this->secrets->keep(self::SESSION, 'app', 'the first');
        $this->secrets->keep(self::SESSION, 'app', 'the second');
        $this->secrets->keep(self::SESSION, 'other', 'another');
        self::assertSame('the second', $this->secrets->find(self::SESSION, 'app')['secret'] ?? null);
        self::assertSame('another', $this->secrets->find(self::SESSION, 'other')['secret'] ?? null);
        self::assertTrue($this->secrets->confirm(self::SESSION, 'other'));
        self::assertNotNull($this->secrets->find(self::SESSION, 'app'));
    }

    public function testAClientWhoseIdWasLostIsTheOneThatTheSessionCreatedLast(): void
    {
        self::assertNull($this->secrets->find(self::SESSION, ''));
        $this->secrets->keep(self::SESSION, 'first', '1', true);
        $this->secrets->keep(self::SESSION, 'second', '2', true);
        $this->secrets->keep(self::SESSION, 'rotated', '3');
        self::assertSame(['client_id' => 'second', 'secret' => '2'], $this->secrets->find(self::SESSION, ''));
        self::assertTrue($this->secrets->confirm(self::SESSION, 'first'));
        self::assertSame('second', $this->secrets->find(self::SESSION, '')['client_id'] ?? null);
        self::assertTrue($this->secrets->confirm(self::SESSION, 'second'));
        self::assertNull($this->secrets->find(self::SESSION, ''));
        self::assertNotNull($this->secrets->find(self::SESSION, 'rotated'));
    }

    public function testANewSecretOfTheLastCreatedClientReplacesItsFirstOne(): void
    {
        $this->secrets->keep(self::SESSION, 'app', 'the first', true);
        $this->secrets->keep(self::SESSION, 'app', 'the second');
        self::assertSame(['client_id' => 'app', 'secret' => 'the second'], $this->secrets->find(self::SESSION, ''));
        $this->secrets->keep("ben\n0123456789abcdef", 'app', 'the third');
        self::assertNull($this->secrets->find("ben\n0123456789abcdef", ''), 'that session did not create it');
        self::assertTrue($this->secrets->confirm(self::SESSION, 'app'));
        self::assertNull($this->secrets->find(self::SESSION, ''));
        self::assertNull($this->secrets->find(self::SESSION, 'app'));
    }

    public function testTheDatabaseDoesNotRevealIt(): void
    {
        $this->secrets->keep(self::SESSION, 'app', 'the secret', true);
        $stored = serialize($this->connection->rows('SELECT * FROM unit_oauth2_meta'));
        foreach (['the secret', 'anna', '0123456789abcdef', '"app'] as $part) {
            self::assertStringNotContainsString($part, $stored);
        }
        // A value that was put under another name does not open.
        [$one, $two] = array_map(
            static fn (array $row): string => (string) $row['name'],
            $this->connection->rows("SELECT name FROM unit_oauth2_meta WHERE name LIKE 'new-secret %'"),
        );
        $this->connection->execute('DELETE FROM unit_oauth2_meta WHERE name = ?', [$one]);
        $this->connection->execute('UPDATE unit_oauth2_meta SET name = ? WHERE name = ?', [$one, $two]);
        self::assertNull($this->secrets->find(self::SESSION, 'app'));
        self::assertNull($this->secrets->find(self::SESSION, ''));
    }

    private function with(string $wrappingSecret): NewSecrets
    {
        return new NewSecrets(new NewSecretTable($this->connection), $this->clock, $wrappingSecret);
    }

    private function rows(): int
    {
        return \count($this->connection->rows("SELECT name FROM unit_oauth2_meta WHERE name LIKE 'new-secret %'"));
    }
}
