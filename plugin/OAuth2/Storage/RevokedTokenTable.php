<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Rows of oauth2_revoked_token: access tokens revoked one by one, until they expire by themselves. */
final class RevokedTokenTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_revoked_token');
    }

    /**
     * @param string $jti the token's identifier, at most 64 ASCII characters
     * @param int $expiresAt when the token expires
     * @throws StorageUnavailable
     */
    public function add(string $jti, int $expiresAt): void
    {
        try {
            $this->connection->execute("INSERT INTO $this->table (jti, expires_at) VALUES (?, ?)", [$jti, $expiresAt]);
        } catch (DuplicateKey) {
            // Revoked before: RFC 7009 2.2 makes that a success.
        }
    }

    /** @throws StorageUnavailable */
    public function has(string $jti): bool
    {
        return $this->connection->row("SELECT jti FROM $this->table WHERE jti = ?", [$jti]) !== null;
    }

    /**
     * Removes what has expired, at most `$batch` rows.
     *
     * @throws StorageUnavailable
     */
    public function purge(int $now, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'jti', 'expires_at <= ?', $now, 'expires_at', $batch);
    }
}
