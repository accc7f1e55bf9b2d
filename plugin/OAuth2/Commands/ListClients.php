<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class ListClients extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe('list-clients', 'Lists the OAuth 2.0 clients');
    }

    protected function perform(): int
    {
        $clients = $this->clients()->all();
        if ($this->isJson()) {
            $this->writeJson($clients);

            return self::SUCCESS;
        }
        if ($clients === []) {
            $this->write('There are no clients. To create one, run oauth2:create-client.');

            return self::SUCCESS;
        }
        $this->writeTable(
            ['Client ID', 'Name', 'Type', 'Status', 'Grant types', 'Scopes', 'Owner', 'Acts as', 'Last used', 'Warnings'],
            array_map(static fn (array $client): array => [
                $client['client_id'],
                $client['name'] . ($client['self_registered'] === true ? "\n(registered itself)" : ''),
                $client['type'],
                $client['active'] === true ? 'active' : 'paused',
                implode("\n", $client['grant_types']),
                implode("\n", $client['scopes']),
                $client['owner_login'],
                $client['acts_as'] ?? '',
                $client['last_used_at'] ?? 'never',
                implode("\n", array_unique(array_column($client['warnings'], 'code'))),
            ], $clients),
        );

        return self::SUCCESS;
    }
}
