<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * Rows of oauth2_meta that keep secrets, sealed, for a few minutes. A value begins with its expiry in Unix seconds, which has
 * ten digits, so that expired values sort before later ones.
 */
final readonly class NewSecretTable
{
    private const PREFIX = 'new-secret ';

    private string $table;

    private MetaTable $meta;

    public function __construct(private Connection $connection)
    {
        $this->table = $connection->table('oauth2_meta');
        $this->meta = new MetaTable($connection);
    }

    /**
     * Finds a value that has not expired.
     *
     * @param string $name 43 characters, see oauth2_token_digest()
     * @throws StorageUnavailable
     */
    public function find(string $name, int $now): ?string
    {
        $value = $this->meta->get(self::PREFIX . $name);
        [$expires, $sealed] = explode(' ', (string) $value, 2) + [1 => ''];

        return (int) $expires > $now ? $sealed : null;
    }

    /**
     * Keeps a value, which replaces another one of this name, and removes expired values of all names.
     *
     * @throws StorageUnavailable
     */
    public function keep(string $name, #[\SensitiveParameter] string $sealed, int $expires, int $now): void
    {
        $this->purge($now);
        $this->meta->set(self::PREFIX . $name, "$expires $sealed");
    }

    /**
     * Removes a value.
     *
     * @return bool true when this call removed it
     * @throws StorageUnavailable
     */
    public function forget(string $name): bool
    {
        return $this->connection->execute("DELETE FROM $this->table WHERE name = ?", [self::PREFIX . $name]) > 0;
    }

    /**
     * Removes expired values.
     *
     * @throws StorageUnavailable
     */
    public function purge(int $now): void
    {
        $this->connection->execute(
            "DELETE FROM $this->table WHERE name LIKE ? AND value < ?",
            [self::PREFIX . '%', (string) ($now + 1)],
        );
    }
}
