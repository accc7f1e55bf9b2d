<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** The plugin's list of assistants, from the file known-assistants.json. */
final class KnownAssistants
{
    private const FILE = __DIR__ . '/known-assistants.json';

    /** @var ?array<string, KnownAssistant> */
    private ?array $all = null;

    /** @var ?list<RegisteringAssistant> */
    private ?array $registering = null;

    /**
     * @return array<string, KnownAssistant> by key
     */
    public function all(): array
    {
        return $this->all ??= self::read();
    }

    /**
     * The assistants that have no document and register themselves.
     *
     * @return list<RegisteringAssistant>
     */
    public function registering(): array
    {
        return $this->registering ??= array_map(
            static fn (array $row): RegisteringAssistant => new RegisteringAssistant(...$row),
            self::file()['registering'],
        );
    }

    /** Finds the assistant that a client ID belongs to. An address with a copy takes precedence over a pattern. */
    public function find(DocumentAddress $address): ?KnownAssistant
    {
        $found = null;
        foreach ($this->all() as $assistant) {
            if (isset($assistant->pinned[$address->url])) {
                return $assistant;
            }
            $found ??= $assistant->has($address) ? $assistant : null;
        }

        return $found;
    }

    /**
     * @return array{assistants: list<array{key: string, name: string, vendor: string, enabled: bool,
     *     documents?: list<array{document: array{client_id: string}, also?: list<string>}>,
     *     patterns?: list<array{client_id: string, hosts: list<string>, loopback: bool}>}>,
     *     registering: list<array{name: string, vendor: string, hosts: list<string>, schemes: list<string>, loopback: bool}>}
     */
    private static function file(): array
    {
        // @phpstan-ignore return.type (the file is the plugin's own)
        return json_decode((string) file_get_contents(self::FILE), true, 16, JSON_THROW_ON_ERROR);
    }

    /** @return array<string, KnownAssistant> */
    private static function read(): array
    {
        $all = [];
        foreach (self::file()['assistants'] as $row) {
            $pinned = [];
            $also = [];
            foreach ($row['documents'] ?? [] as $copy) {
                $pinned[$copy['document']['client_id']] = json_encode($copy['document'], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
                $also[$copy['document']['client_id']] = $copy['also'] ?? [];
            }
            $all[$row['key']] = new KnownAssistant(
                $row['key'],
                $row['name'],
                $row['vendor'],
                $row['enabled'],
                $pinned,
                $also,
                $row['patterns'] ?? [],
            );
        }

        return $all;
    }
}
