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

    /**
     * @return array<string, KnownAssistant> by key
     */
    public function all(): array
    {
        return $this->all ??= self::read();
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

    /** @return array<string, KnownAssistant> */
    private static function read(): array
    {
        /**
         * @var array{assistants: list<array{key: string, name: string, vendor: string, enabled: bool,
         *     documents?: list<array{document: array{client_id: string}, also?: list<string>}>,
         *     patterns?: list<array{client_id: string, hosts: list<string>, loopback: bool}>}>} $data
         */
        $data = json_decode((string) file_get_contents(self::FILE), true, 16, JSON_THROW_ON_ERROR);
        $all = [];
        foreach ($data['assistants'] as $row) {
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
