<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Common;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\MatomoConnection;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * @group OAuth2
 * @group MatomoConnection
 * @group Plugins
 */
class MatomoConnectionTest extends IntegrationTestCase
{
    private MatomoConnection $connection;

    private string $table;

    public function setUp(): void
    {
        parent::setUp();
        Installation::migrate();
        $this->connection = new MatomoConnection();
        $this->table = $this->connection->table('oauth2_meta');
    }

    public function testPrefix(): void
    {
        self::assertSame(Common::prefixTable('oauth2_meta'), $this->table);
    }

    public function testCountsChangedRows(): void
    {
        $insert = "INSERT INTO $this->table (name, value) VALUES (?, ?)";
        self::assertSame(1, $this->connection->execute($insert, ['a', 'x']));
        self::assertSame(1, $this->connection->execute($insert, ['b', 'x']));
        $update = "UPDATE $this->table SET value = ? WHERE value = ?";
        self::assertSame(2, $this->connection->execute($update, ['y', 'x']));
        self::assertSame(0, $this->connection->execute($update, ['y', 'x']));
        self::assertSame(1, $this->connection->execute("DELETE FROM $this->table WHERE name = ?", ['a']));
        self::assertSame(0, $this->connection->execute("DELETE FROM $this->table WHERE name = ?", ['a']));
    }

    public function testRows(): void
    {
        $this->connection->execute("INSERT INTO $this->table (name, value) VALUES (?, ?)", ['a', "quo'te \\ \x00"]);
        self::assertSame(
            ['value' => "quo'te \\ \x00"],
            $this->connection->row("SELECT value FROM $this->table WHERE name = ?", ['a']),
        );
        self::assertNull($this->connection->row("SELECT value FROM $this->table WHERE name = ?", ['zz']));
        self::assertCount(2, $this->connection->rows("SELECT * FROM $this->table ORDER BY name"));
    }

    public function testDuplicate(): void
    {
        self::assertTrue((new MetaTable($this->connection))->add('once', '1'));
        self::assertFalse((new MetaTable($this->connection))->add('once', '2'));
        $this->expectException(DuplicateKey::class);
        $this->connection->execute("INSERT INTO $this->table (name, value) VALUES (?, ?)", ['once', '3']);
    }

    public function testFailureTellsNoValues(): void
    {
        try {
            $this->connection->execute('UPDATE nosuchtable SET a = ?', ['secret value']);
            self::fail('No exception');
        } catch (StorageUnavailable $failure) {
            self::assertStringNotContainsString('secret', $failure->getMessage());
            self::assertStringContainsString('1146', $failure->getMessage());
            self::assertNull($failure->getPrevious());
        }
    }
}
