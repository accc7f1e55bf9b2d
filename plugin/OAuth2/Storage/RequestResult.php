<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** What {@see RequestQuery} found. Each part is read from the row when it is asked for. */
final readonly class RequestResult
{
    /**
     * @param array<string, scalar|null> $columns
     * @param ?string $credentialsKey the one that was asked for
     */
    public function __construct(
        #[\SensitiveParameter]
        private array $columns,
        public ?string $credentialsKey = null,
    ) {
    }

    /** The client, null when there is none of that id. */
    public function client(): ?ClientSummary
    {
        return ($this->columns['client_id'] ?? null) === null ? null : ClientSummary::stateOf(new Row($this->columns));
    }

    /** The hash of the client's secret, null when there is no such client or it has none. */
    public function secretHash(): ?string
    {
        return (new Row($this->columns))->nullableString('secret_hash');
    }

    /** The authorization of the asked id, null when there is none. */
    public function authorization(): ?AuthorizationRecord
    {
        return ($this->columns['a_id'] ?? null) === null
            ? null
            : AuthorizationRecord::fromRow(new Row($this->columns, 'a_'));
    }

    /**
     * The first authorization of that credentials key in the client's epoch; null when there is none, or another key was
     * asked for.
     */
    public function credentials(string $key): ?CredentialsAuthorization
    {
        return $key !== $this->credentialsKey || ($this->columns['id'] ?? null) === null
            ? null
            : CredentialsAuthorization::fromRow(new Row($this->columns));
    }

    /** The key that signs, sealed; null when it was not asked for or there is none. */
    public function signingKey(): ?string
    {
        return (new Row($this->columns))->nullableString('sealed');
    }
}
