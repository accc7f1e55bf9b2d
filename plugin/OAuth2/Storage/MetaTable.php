<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The table oauth2_meta: named values of the installation. Every installation has the number of its schema. */
final class MetaTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_meta');
    }

    /**
     * Reads a value; null when it is not set.
     *
     * @throws StorageUnavailable
     */
    public function get(string $name): ?string
    {
        $row = $this->connection->row("SELECT value FROM $this->table WHERE name = ?", [$name]);

        return $row === null ? null : (new Row($row))->string('value');
    }

    /**
     * Sets a value, new or existing.
     *
     * @throws StorageUnavailable
     */
    public function set(string $name, #[\SensitiveParameter] string $value): void
    {
        if (!$this->add($name, $value)) {
            $this->connection->execute("UPDATE $this->table SET value = ? WHERE name = ?", [$value, $name]);
        }
    }

    /**
     * Sets a value unless it exists.
     *
     * @return bool true when this call set it
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
     * Replaces a value if it is still $old.
     *
     * @return bool true when this call replaced it
     * @throws StorageUnavailable
     */
    public function replace(string $name, #[\SensitiveParameter] string $old, #[\SensitiveParameter] string $value): bool
    {
        return $this->connection->execute(
            "UPDATE $this->table SET value = ? WHERE name = ? AND value = ?",
            [$value, $name, $old],
        ) > 0;
    }

    /**
     * Reads all values whose names begin with $prefix.
     *
     * @param string $prefix without the characters "%" and "_"
     * @return array<string, string> by name, sorted
     * @throws StorageUnavailable
     */
    public function beginningWith(string $prefix): array
    {
        $values = [];
        $rows = $this->connection->rows("SELECT name, value FROM $this->table WHERE name LIKE ? ORDER BY name", ["$prefix%"]);
        foreach ($rows as $row) {
            $row = new Row($row);
            $values[$row->string('name')] = $row->string('value');
        }

        return $values;
    }

    /**
     * Removes a value.
     *
     * @return bool true when there was one
     * @throws StorageUnavailable
     */
    public function remove(string $name): bool
    {
        return $this->connection->execute("DELETE FROM $this->table WHERE name = ?", [$name]) > 0;
    }
}
