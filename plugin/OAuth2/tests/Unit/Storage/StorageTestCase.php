<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;

/** A test on empty tables. It runs on SQLite and again on MariaDB. */
abstract class StorageTestCase extends TestCase
{
    protected const NOW = FixedClock::START;

    protected Connection $connection;

    protected function setUp(): void
    {
        $this->connection = TestDatabase::empty();
    }

    /** Runs a test while another row of oauth2_meta comes before the schema's in any order. */
    protected function besideAnotherValue(\Closure $test): void
    {
        $meta = $this->connection->table('oauth2_meta');
        $this->connection->execute("INSERT INTO $meta (name, value) VALUES ('a', '0')");
        // SQLite reads rows in the order of their insertion.
        $this->connection->execute("DELETE FROM $meta WHERE name = ?", [Schema::VERSION_NAME]);
        $this->connection->execute("INSERT INTO $meta (name, value) VALUES (?, ?)", [Schema::VERSION_NAME, (string) Schema::VERSION]);
        try {
            $test();
        } finally {
            $this->connection->execute("DELETE FROM $meta WHERE name = 'a'");
        }
    }
}
