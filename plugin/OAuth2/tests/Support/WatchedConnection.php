<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Records statements, fails on demand, and runs code between two statements, as a concurrent request would. */
final class WatchedConnection implements Connection
{
    /** @var list<string> */
    public array $reads = [];

    /** @var list<string> */
    public array $writes = [];

    /** Statements that contain this text fail; '' matches all. */
    public ?string $failing = null;

    private ?string $momentBefore = null;

    private ?\Closure $intrusion = null;

    public function __construct(private readonly Connection $inner)
    {
    }

    /** Runs $intrusion once, directly before the next statement that contains $part. */
    public function before(string $part, \Closure $intrusion): void
    {
        $this->momentBefore = $part;
        $this->intrusion = $intrusion;
    }

    public function forget(): void
    {
        $this->reads = [];
        $this->writes = [];
    }

    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int
    {
        $this->watch($sql);
        $this->writes[] = $sql;

        return $this->inner->execute($sql, $parameters);
    }

    public function row(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        $this->watch($sql);
        $this->reads[] = $sql;

        return $this->inner->row($sql, $parameters);
    }

    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array
    {
        $this->watch($sql);
        $this->reads[] = $sql;

        return $this->inner->rows($sql, $parameters);
    }

    public function frequentRow(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        $this->watch($sql);
        $this->reads[] = $sql;

        return $this->inner->frequentRow($sql, $parameters);
    }

    public function table(string $name): string
    {
        return $this->inner->table($name);
    }

    public function dialect(): Dialect
    {
        return $this->inner->dialect();
    }

    private function watch(string $sql): void
    {
        if ($this->failing !== null && str_contains($sql, $this->failing)) {
            throw new StorageUnavailable('The database is unavailable');
        }
        if ($this->momentBefore !== null && $this->intrusion !== null && str_contains($sql, $this->momentBefore)) {
            $intrusion = $this->intrusion;
            $this->intrusion = null;
            $intrusion();
        }
    }
}
