<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class ListAssistants extends AssistantCommand
{
    protected function configure(): void
    {
        $this->describe('list-assistants', 'Lists the assistants that may connect by themselves, and those that have');
    }

    protected function perform(): int
    {
        $state = $this->state();
        if ($this->isJson()) {
            $this->writeJson($state);

            return self::SUCCESS;
        }
        /** @var array{trust: string, hosts: list<string>, outgoing: ?string, known: list<array<string, mixed>>, clients: list<array<string, mixed>>} $state */
        $this->writeFields([
            'Allowed' => $state['trust'],
            'Hosts' => implode(' ', $state['hosts']),
            'Documents are fetched' => $state['outgoing'] === null ? 'yes' : "no: $state[outgoing]",
        ]);
        $this->writeTable(['Known assistant', 'Name', 'State'], array_map(static fn (array $row): array => [
            self::plain($row['key']), self::plain($row['name']), self::plain($row['state']),
        ], $state['known']));
        $this->writeTable(
            ['Client', 'Name', 'State', 'Scopes', 'Users', 'Last used (UTC)', 'Vendor\'s document'],
            array_map(static fn (array $row): array => [
                self::plain($row['client_id']),
                self::plain($row['name']),
                self::plain($row['state']) . ($row['kept'] === true ? ', kept' : ''),
                implode(' ', array_map(self::plain(...), (array) $row['scopes'])),
                self::plain($row['users']),
                self::plain($row['last_used_at']),
                $row['differs'] === true ? 'differs' : self::plain($row['check_problem']),
            ], $state['clients']),
        );

        return self::SUCCESS;
    }

    private static function plain(mixed $value): string
    {
        return \is_scalar($value) ? (string) $value : '';
    }
}
