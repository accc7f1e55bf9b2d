<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Race;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;

/**
 * Kills this process in a chosen gap between two statements, as a power cut would; gap 0 is before the first one. It can
 * count writes only, because a read makes no difference to the next process.
 */
final class StoppingConnection implements Connection
{
    private int $done = 0;

    public function __construct(private readonly Connection $inner, private readonly int $gap, private readonly bool $countReads = true)
    {
    }

    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int
    {
        $this->stop();
        $affected = $this->inner->execute($sql, $parameters);
        $this->done++;
        $this->stop();

        return $affected;
    }

    public function row(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        return $this->rows($sql, $parameters)[0] ?? null;
    }

    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array
    {
        if (!$this->countReads) {
            return $this->inner->rows($sql, $parameters);
        }
        $this->stop();
        $rows = $this->inner->rows($sql, $parameters);
        $this->done++;
        $this->stop();

        return $rows;
    }

    public function frequentRow(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        if (!$this->countReads) {
            return $this->inner->frequentRow($sql, $parameters);
        }
        $this->stop();
        $row = $this->inner->frequentRow($sql, $parameters);
        $this->done++;
        $this->stop();

        return $row;
    }

    public function table(string $name): string
    {
        return $this->inner->table($name);
    }

    public function dialect(): Dialect
    {
        return $this->inner->dialect();
    }

    private function stop(): void
    {
        if ($this->done === $this->gap) {
            posix_kill(posix_getpid(), SIGKILL);
        }
    }
}
