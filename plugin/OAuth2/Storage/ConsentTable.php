<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The table oauth2_consent: nonces of consent pages, each bound to a user and to the digest of the whole request. */
final class ConsentTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_consent');
    }

    /**
     * Inserts a nonce.
     *
     * @param string $digest oauth2_token_digest() of the nonce
     * @param string $requestDigest oauth2_token_digest() of the authorization request
     * @param int $expiresAt Unix seconds
     * @throws DuplicateKey
     * @throws StorageUnavailable
     */
    public function issue(
        #[\SensitiveParameter]
        string $digest,
        string $login,
        string $requestDigest,
        int $expiresAt,
    ): void {
        $this->connection->execute(
            "INSERT INTO $this->table (digest, login, request_digest, expires_at) VALUES (?, ?, ?, ?)",
            [$digest, $login, $requestDigest, $expiresAt],
        );
    }

    /**
     * Uses a nonce, which works once.
     *
     * @return bool true when this call used the nonce; false when it is unknown, used or expired, or belongs to another user
     *              or request
     * @throws StorageUnavailable
     */
    public function consume(#[\SensitiveParameter] string $digest, string $login, string $requestDigest, int $now): bool
    {
        return $this->connection->execute(
            "DELETE FROM $this->table WHERE digest = ? AND login = ? AND request_digest = ? AND expires_at > ?",
            [$digest, $login, $requestDigest, $now],
        ) > 0;
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
