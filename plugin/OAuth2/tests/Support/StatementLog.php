<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;

/** Passes statements on and records them. */
final class StatementLog implements Connection
{
    /** @var list<array{string, list<string|int|bool|null>}> */
    public array $statements = [];

    public function __construct(private readonly Connection $inner)
    {
    }

    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int
    {
        $this->statements[] = [$sql, $parameters];

        return $this->inner->execute($sql, $parameters);
    }

    public function row(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        $this->statements[] = [$sql, $parameters];

        return $this->inner->row($sql, $parameters);
    }

    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array
    {
        $this->statements[] = [$sql, $parameters];

        return $this->inner->rows($sql, $parameters);
    }

    public function frequentRow(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        $this->statements[] = [$sql, $parameters];

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
}
