<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Rows of oauth2_consent: the nonces of consent pages, each bound to a user and to a digest of the whole request. */
final class ConsentTable
{
    private readonly string $table;

    public function __construct(private readonly Connection $connection)
    {
        $this->table = $connection->table('oauth2_consent');
    }

    /**
     * @param string $digest oauth2_token_digest() of the nonce
     * @param string $requestDigest oauth2_token_digest() of the authorization request
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
     * Uses the nonce up, once.
     *
     * @return bool whether this call used it; false when it is unknown, used, expired, another user's or another request's
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
     * Removes what has expired, at most `$batch` rows.
     *
     * @throws StorageUnavailable
     */
    public function purge(int $now, int $batch): int
    {
        return (new Batch($this->connection))->delete($this->table, 'digest', 'expires_at <= ?', $now, 'expires_at', $batch);
    }
}
