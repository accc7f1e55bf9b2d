<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Authorize;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** A connection to an unavailable database. */
final class BrokenConnection implements Connection
{
    public function execute(string $sql, array $parameters = []): int
    {
        throw new StorageUnavailable('gone');
    }

    public function row(string $sql, array $parameters = []): ?array
    {
        throw new StorageUnavailable('gone');
    }

    public function rows(string $sql, array $parameters = []): array
    {
        throw new StorageUnavailable('gone');
    }

    public function frequentRow(string $sql, array $parameters = []): ?array
    {
        return $this->row($sql, $parameters);
    }

    public function table(string $name): string
    {
        return $name;
    }

    public function dialect(): Dialect
    {
        return Dialect::Sqlite;
    }
}
