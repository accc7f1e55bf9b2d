<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The table oauth2_used_assertion: the client assertions that have been used, until they expire (RFC 7523 3, jti). */
final class UsedAssertionTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_used_assertion');
    }

    /**
     * Uses an assertion. One INSERT decides, so of all processes on all nodes exactly one uses it.
     *
     * @param string $digest oauth2_token_digest() of what identifies the assertion
     * @param int $expiresAt the time in Unix seconds from which the assertion is refused anyway
     * @return bool true when this call used the assertion; false when it was used before
     * @throws StorageUnavailable
     */
    public function use(#[\SensitiveParameter] string $digest, int $expiresAt): bool
    {
        try {
            $this->connection->execute("INSERT INTO $this->table (digest, expires_at) VALUES (?, ?)", [$digest, $expiresAt]);
        } catch (DuplicateKey) {
            return false;
        }

        return true;
    }

    /**
     * Forgets an assertion whose request was refused, so that the row does not count.
     *
     * @throws StorageUnavailable
     */
    public function forget(#[\SensitiveParameter] string $digest): void
    {
        $this->connection->execute("DELETE FROM $this->table WHERE digest = ?", [$digest]);
    }

    /**
     * Removes at most $batch expired rows.
     *
     * @return int the number of rows removed
     * @throws StorageUnavailable
     */
    public function purge(int $now, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'digest', 'expires_at <= ?', $now, 'expires_at', $batch);
    }
}
