<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The result of {@see RequestQuery}. Each part is converted when the caller asks for it. */
final readonly class RequestResult
{
    private Row $row;

    /**
     * @param array<string, scalar|null> $columns
     * @param ?string $credentialsKey the key that the query looked up
     */
    public function __construct(
        #[\SensitiveParameter]
        private array $columns,
        public ?string $credentialsKey = null,
    ) {
        $this->row = new Row($columns);
    }

    /** The client; null if there is none with this ID. */
    public function client(): ?ClientSummary
    {
        return ($this->columns['client_id'] ?? null) === null ? null : ClientSummary::stateOf($this->row);
    }

    /** The hash of the client's secret; null if there is no such client or it has none. */
    public function secretHash(): ?string
    {
        return $this->row->nullableString('secret_hash');
    }

    /** The hash of the secret before the last rotation; null if there is none that works at this time. */
    public function oldSecretHash(int $now): ?string
    {
        return $this->row->int('old_secret_until') > $now ? $this->row->nullableString('old_secret_hash') : null;
    }

    /** The time of the last use of the present or the old secret, Unix seconds; null if it has not been used. */
    public function secretUsedAt(bool $isOld): ?int
    {
        return $this->row->nullableInt($isOld ? 'old_secret_used_at' : 'secret_used_at');
    }

    /** The client's public keys, a JWK Set as JSON; null if it has none of its own or the query did not read them. */
    public function clientJwks(): ?string
    {
        return $this->row->nullableString('jwk_set');
    }

    /** The address of the client's public keys; null if it has none or the query did not read it. */
    public function clientJwksUri(): ?string
    {
        return $this->row->nullableString('jwk_set_uri');
    }

    /** The authorization; null if there is none with this ID. */
    public function authorization(): ?AuthorizationRecord
    {
        return ($this->columns['a_id'] ?? null) === null
            ? null
            : AuthorizationRecord::fromRow(new Row($this->columns, 'a_'));
    }

    /**
     * The first authorization with this credentials key in the client's epoch; null if there is none, or the query looked up
     * another key.
     */
    public function credentials(string $key): ?CredentialsAuthorization
    {
        return $key !== $this->credentialsKey || ($this->columns['id'] ?? null) === null
            ? null
            : CredentialsAuthorization::fromRow($this->row);
    }

    /** The sealed signing key; null if the query did not read it or there is none. */
    public function signingKey(): ?string
    {
        return $this->row->nullableString('sealed');
    }
}
