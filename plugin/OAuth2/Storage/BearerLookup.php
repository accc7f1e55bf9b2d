<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Everything that a bearer check reads from storage, with one query: columns of the authorization, and the client. */
final readonly class BearerLookup
{
    /**
     * @param string $login the user whose rights are used
     * @param ?ClientSummary $client null when the client has been deleted
     * @param bool $revoked true if the token has been revoked, or the key that signed it has been withdrawn
     * @param bool $marked true if the query found the row of oauth2_meta that it looked for
     */
    public function __construct(
        public string $authorizationId,
        public string $login,
        public AuthorizationKind $kind,
        public string $scope,
        public string $resource,
        public int $clientEpoch,
        public ?int $lastUsedAt,
        public ?int $endedAt,
        public ?ClientSummary $client,
        public bool $revoked,
        public bool $marked,
    ) {
    }

    /** @internal */
    public static function fromRow(Row $row, Row $client): self
    {
        return new self(
            authorizationId: $row->string('id'),
            login: $row->string('login'),
            kind: AuthorizationKind::from($row->string('kind')),
            scope: $row->string('scope'),
            resource: $row->string('resource'),
            clientEpoch: $row->int('client_epoch'),
            lastUsedAt: $row->nullableInt('last_used_at'),
            endedAt: $row->nullableInt('ended_at'),
            client: $client->nullableString('client_id') === null ? null : ClientSummary::stateOf($client),
            revoked: $row->nullableString('revoked_jti') !== null,
            marked: $row->nullableString('mark') !== null,
        );
    }
}
