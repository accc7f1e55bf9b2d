<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Matomo\Presentation;

final class ListKeys extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe('list-keys', 'Lists the keys that sign access tokens, without their private parts');
    }

    protected function perform(): int
    {
        $keys = array_map(Presentation::key(...), $this->server()->keys()->list());
        if ($this->isJson()) {
            $this->writeJson($keys);

            return self::SUCCESS;
        }
        $this->writeTable(
            ['Key ID', 'Algorithm', 'State', 'Created (UTC)', 'Current since (UTC)', 'Expires (UTC)'],
            array_map(static fn (array $key): array => [
                (string) $key['kid'],
                (string) $key['algorithm'],
                (string) $key['state'],
                (string) $key['created_at'],
                (string) $key['activated_at'],
                (string) $key['expires_at'],
            ], $keys),
        );

        return self::SUCCESS;
    }
}
