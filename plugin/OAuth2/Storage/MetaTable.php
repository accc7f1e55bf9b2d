<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Rows of oauth2_meta: a few named values of the installation; the schema's version is the one that every installation has. */
final class MetaTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_meta');
    }

    /** @throws StorageUnavailable */
    public function get(string $name): ?string
    {
        $row = $this->connection->row("SELECT value FROM $this->table WHERE name = ?", [$name]);

        return $row === null ? null : (new Row($row))->string('value');
    }

    /** @throws StorageUnavailable */
    public function set(string $name, #[\SensitiveParameter] string $value): void
    {
        if (!$this->add($name, $value)) {
            $this->connection->execute("UPDATE $this->table SET value = ? WHERE name = ?", [$value, $name]);
        }
    }

    /**
     * Sets a value that hasn't been set.
     *
     * @return bool whether this call set it
     * @throws StorageUnavailable
     */
    public function add(string $name, #[\SensitiveParameter] string $value): bool
    {
        try {
            $this->connection->execute("INSERT INTO $this->table (name, value) VALUES (?, ?)", [$name, $value]);

            return true;
        } catch (DuplicateKey) {
            return false;
        }
    }

    /**
     * Sets a value if it is still the one that was read.
     *
     * @return bool whether this call set it
     * @throws StorageUnavailable
     */
    public function replace(string $name, #[\SensitiveParameter] string $old, #[\SensitiveParameter] string $value): bool
    {
        return $this->connection->execute(
            "UPDATE $this->table SET value = ? WHERE name = ? AND value = ?",
            [$value, $name, $old],
        ) > 0;
    }
}
