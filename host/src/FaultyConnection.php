<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\Dialect;

/**
 * For tests of crashes: kills this process before or after a chosen statement of a request, as a power cut would. The
 * file contains "before N" or "after N", counted from 1; a missing or empty file has no effect. The class empties the
 * file first, so that the next process is not killed.
 */
final class FaultyConnection implements Connection
{
    private int $count = 0;

    public function __construct(private readonly Connection $inner, private readonly string $file)
    {
    }

    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int
    {
        $this->count++;
        $this->fail('before');
        $affected = $this->inner->execute($sql, $parameters);
        $this->fail('after');

        return $affected;
    }

    public function row(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        return $this->rows($sql, $parameters)[0] ?? null;
    }

    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array
    {
        $this->count++;
        $this->fail('before');
        $rows = $this->inner->rows($sql, $parameters);
        $this->fail('after');

        return $rows;
    }

    public function frequentRow(string $sql, #[\SensitiveParameter] array $parameters = []): ?array
    {
        $this->count++;
        $this->fail('before');
        $row = $this->inner->frequentRow($sql, $parameters);
        $this->fail('after');

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

    private function fail(string $when): void
    {
        if (is_file($this->file) && trim((string) file_get_contents($this->file)) === $when . ' ' . $this->count) {
            file_put_contents($this->file, '');
            // Not posix_kill(): Debian's php-fpm may lack the extension.
            exec('kill -KILL ' . getmypid());
        }
    }
}
