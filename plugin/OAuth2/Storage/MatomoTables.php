<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Matomo's own tables, as far as the light script reads them without Matomo's classes, and the one setting that a test stores. */
final class MatomoTables
{
    public function __construct(private readonly Connection $connection)
    {
    }

    /**
     * The stored settings of a plugin by name, as Matomo's own storage of settings returns them; null if there is none, which
     * is also so for a moment while Matomo saves them: it deletes all rows and inserts them again, without a transaction.
     *
     * @return ?array<string, mixed>
     * @throws StorageUnavailable
     */
    public function settings(string $plugin = 'OAuth2'): ?array
    {
        $table = $this->connection->table('plugin_setting');
        $rows = $this->connection->rows(
            "SELECT setting_name, setting_value, json_encoded FROM $table WHERE plugin_name = ? AND user_login = ?",
            [$plugin, ''],
        );
        if ($rows === []) {
            return null;
        }
        $settings = [];
        foreach ($rows as ['setting_name' => $name, 'setting_value' => $value, 'json_encoded' => $isJson]) {
            $name = (string) $name;
            if ((bool) $isJson) {
                $settings[$name] = json_decode((string) $value, true);
            } elseif (\array_key_exists($name, $settings)) {
                // Before Matomo encoded lists, it stored a row for each of their values.
                $settings[$name] = [...(array) $settings[$name], $value];
            } else {
                $settings[$name] = $value;
            }
        }

        return $settings;
    }

    /**
     * Stores one text among the settings of this plugin and leaves the others alone. The rows have no unique key: the caller holds
     * the lock of Matomo's storage.
     *
     * @return bool true if it had another value
     * @throws StorageUnavailable
     */
    public function setSetting(string $name, string $value): bool
    {
        $stored = $this->settings()[$name] ?? null;
        if ($stored === $value) {
            return false;
        }
        $table = $this->connection->table('plugin_setting');
        $row = ['OAuth2', '', $name];
        if ($stored === null) {
            $this->connection->execute(
                "INSERT INTO $table (plugin_name, user_login, setting_name, setting_value, json_encoded) VALUES (?, ?, ?, ?, 0)",
                [...$row, $value],
            );
        } else {
            $this->connection->execute(
                "UPDATE $table SET setting_value = ?, json_encoded = 0 WHERE plugin_name = ? AND user_login = ? AND setting_name = ?",
                [$value, ...$row],
            );
        }

        return true;
    }

    /**
     * The row of a user with this login, whose letter case may differ; an empty array when there is none.
     *
     * @return array<string, scalar|null>
     * @throws StorageUnavailable
     */
    public function user(string $login): array
    {
        $table = $this->connection->table('user');
        $rows = $this->connection->rows("SELECT login, email, superuser_access, invite_token FROM $table WHERE login = ?", [$login]);
        foreach ($rows as $row) {
            if ($row['login'] === $login) {
                return $row;
            }
        }

        return $rows[0] ?? [];
    }
}
