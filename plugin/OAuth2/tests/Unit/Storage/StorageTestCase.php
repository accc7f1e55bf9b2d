<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Storage\Connection;
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
}
