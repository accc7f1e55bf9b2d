<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Common;
use Piwik\Config;
use Piwik\Db;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\MatomoConnection;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\tests\Support\FailingStatements;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * @group OAuth2
 * @group MatomoConnection
 * @group Plugins
 */
class MatomoConnectionTest extends IntegrationTestCase
{
    use FailingStatements;

    private MatomoConnection $connection;

    private string $table;

    public function setUp(): void
    {
        parent::setUp();
        Installation::migrate();
        $this->connection = new MatomoConnection();
        $this->table = $this->connection->table('oauth2_meta');
    }

    public function tearDown(): void
    {
        Db::destroyDatabaseObject();
        parent::tearDown();
    }

    /** @return array<string, array{string}> the database adapters of Matomo */
    public function adapters(): array
    {
        return ['PDO' => ['PDO\MYSQL'], 'mysqli' => ['MYSQLI']];
    }

    public function testPrefix(): void
    {
        self::assertSame(Common::prefixTable('oauth2_meta'), $this->table);
    }

    /** @dataProvider adapters */
    public function testCountsChangedRows(string $adapter): void
    {
        self::connectBy($adapter);
        $insert = "INSERT INTO $this->table (name, value) VALUES (?, ?)";
        self::assertSame(1, $this->connection->execute($insert, ['a', 'x']));
        self::assertSame(1, $this->connection->execute($insert, ['b', 'x']));
        $update = "UPDATE $this->table SET value = ? WHERE value = ?";
        self::assertSame(2, $this->connection->execute($update, ['y', 'x']));
        self::assertSame(0, $this->connection->execute($update, ['y', 'x']));
        self::assertSame(1, $this->connection->execute("DELETE FROM $this->table WHERE name = ?", ['a']));
        self::assertSame(0, $this->connection->execute("DELETE FROM $this->table WHERE name = ?", ['a']));
    }

    /** @dataProvider adapters */
    public function testRows(string $adapter): void
    {
        self::connectBy($adapter);
        $this->connection->execute("INSERT INTO $this->table (name, value) VALUES (?, ?)", ['a', "quo'te \\ \x00"]);
        self::assertSame(
            ['value' => "quo'te \\ \x00"],
            $this->connection->row("SELECT value FROM $this->table WHERE name = ?", ['a']),
        );
        self::assertNull($this->connection->row("SELECT value FROM $this->table WHERE name = ?", ['zz']));
        self::assertSame(
            ['a', 'schema'],
            array_column($this->connection->rows("SELECT * FROM $this->table WHERE name IN (?, ?) ORDER BY name", ['a', 'schema']), 'name'),
        );
    }

    /** @dataProvider adapters */
    public function testDuplicate(string $adapter): void
    {
        self::connectBy($adapter);
        self::assertTrue((new MetaTable($this->connection))->add('once', '1'));
        self::assertFalse((new MetaTable($this->connection))->add('once', '2'));
        $this->expectException(DuplicateKey::class);
        $this->connection->execute("INSERT INTO $this->table (name, value) VALUES (?, ?)", ['once', '3']);
    }

    /** @dataProvider adapters */
    public function testFailuresContainNoValues(string $adapter): void
    {
        self::connectBy($adapter);
        try {
            $this->connection->execute('UPDATE nosuchtable SET a = ?', ['secret value']);
            self::fail('No exception');
        } catch (StorageUnavailable $failure) {
            self::assertStringNotContainsString('secret', $failure->getMessage());
            self::assertStringContainsString('1146', $failure->getMessage());
            self::assertNull($failure->getPrevious());
        }
    }

    /** @dataProvider adapters */
    public function testValuesAreNotTakenForErrorNumbers(string $adapter): void
    {
        self::connectBy($adapter);
        $insert = "INSERT INTO $this->table (name, value) VALUES (?, ?)";
        $this->connection->execute($insert, ['a [2006] 1213 b', '1']);
        $this->expectException(DuplicateKey::class);
        $this->connection->execute($insert, ['a [2006] 1213 b', '2']);
    }

    /** @dataProvider adapters */
    public function testReadsAreRepeatedOnANewConnection(string $adapter): void
    {
        self::connectBy($adapter);
        $this->connection->execute("INSERT INTO $this->table (name, value) VALUES (?, ?)", ['a', '1']);
        $this->endConnection();
        self::assertSame('1', $this->connection->row("SELECT value FROM $this->table WHERE name = ?", ['a'])['value']);
        self::assertSame(1, $this->connection->execute("UPDATE $this->table SET value = ? WHERE name = ?", ['2', 'a']));
    }

    /**
     * The write may have taken effect before the connection was lost.
     *
     * @dataProvider adapters
     */
    public function testAWriteIsNotRepeatedAfterALostConnection(string $adapter): void
    {
        self::connectBy($adapter);
        $this->connection->execute("INSERT INTO $this->table (name, value) VALUES (?, ?)", ['a', '1']);
        $this->endConnection();
        $this->expectException(StorageUnavailable::class);
        $this->connection->execute("UPDATE $this->table SET value = ? WHERE name = ?", ['2', 'a']);
    }

    /** @dataProvider adapters */
    public function testFailedStatementsAreRepeatedAccordingToThePolicy(string $adapter): void
    {
        self::connectBy($adapter);
        $other = self::otherConnection();
        self::assertFailingWritesAreRepeatedOrToldApart($this->connection, static function (string $sql) use ($other): void {
            $other->query($sql);
        });
    }

    /** @dataProvider adapters */
    public function testALostConnectionIsReopened(string $adapter): void
    {
        self::connectBy($adapter);
        self::assertALostConnectionIsOpenedAnew($this->connection, $this->endConnection(...));
    }

    /** A node that lags behind must not report a redeemed code as unused. */
    public function testEachNewConnectionWaitsForTheCluster(): void
    {
        $variable = "SHOW SESSION VARIABLES LIKE 'wsrep_sync_wait'";
        $row = $this->connection->row($variable);
        if ($row === null) {
            self::assertStringNotContainsStringIgnoringCase('mariadb', (string) Db::fetchOne('SELECT VERSION()'));

            return;
        }
        self::assertSame('7', (string) $row['Value']);
        $this->endConnection();
        self::assertSame('7', (string) $this->connection->row($variable)['Value']);
    }

    /** The plugin reads from the server that it writes to, even if Matomo reads reports from another. */
    public function testTheReaderDatabaseIsNotUsed(): void
    {
        Config::getInstance()->database_reader = ['host' => 'reader.invalid'] + Config::getInstance()->database;
        try {
            self::assertSame([], $this->connection->rows("SELECT name FROM $this->table WHERE name = ?", ['none']));
            self::assertFalse(Db::hasReaderDatabaseObject());
        } finally {
            Config::getInstance()->database_reader = [];
        }
    }

    private static function connectBy(string $adapter): void
    {
        Db::destroyDatabaseObject();
        Config::getInstance()->database = ['adapter' => $adapter] + Config::getInstance()->database;
        Db::createDatabaseObject();
    }

    private function endConnection(): void
    {
        $id = (int) Db::fetchOne('SELECT CONNECTION_ID()');
        $other = self::otherConnection();
        $other->query("KILL $id");
        $other->close();
    }

    private static function otherConnection(): \mysqli
    {
        $config = Config::getInstance()->database;
        // Matomo's configuration names a socket in unix_socket or in place of the port.
        $port = (string) ($config['port'] ?? '');
        $socket = ($config['unix_socket'] ?? '') ?: (str_starts_with($port, '/') ? $port : null);

        return new \mysqli(
            $socket === null ? $config['host'] : 'localhost',
            $config['username'],
            $config['password'] ?? '',
            $config['dbname'],
            $socket === null ? (int) $port : null,
            $socket,
        );
    }
}
