<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * The table oauth2_revoked_token: access tokens that were revoked individually, and withdrawn signing keys, until their tokens
 * have expired. The id of a key (an RFC 7638 thumbprint of 43 characters) never equals that of a token.
 */
final class RevokedTokenTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_revoked_token');
    }

    /**
     * Records a revoked token, or a withdrawn key.
     *
     * @param string $jti the identifier of the token or of the key, at most 64 ASCII characters
     * @param int $expiresAt the expiry of the token, or of the last token that the key signed, in Unix seconds
     * @throws StorageUnavailable
     */
    public function add(string $jti, int $expiresAt): void
    {
        try {
            $this->connection->execute("INSERT INTO $this->table (jti, expires_at) VALUES (?, ?)", [$jti, $expiresAt]);
        } catch (DuplicateKey) {
            // The token was revoked before, which is a success (RFC 7009 2.2).
        }
    }

    /**
     * True when the token was revoked.
     *
     * @throws StorageUnavailable
     */
    public function has(string $jti): bool
    {
        return $this->connection->row("SELECT jti FROM $this->table WHERE jti = ?", [$jti]) !== null;
    }

    /**
     * Removes at most $batch expired rows.
     *
     * @return int the number of rows removed
     * @throws StorageUnavailable
     */
    public function purge(int $now, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'jti', 'expires_at <= ?', $now, 'expires_at', $batch);
    }
}
