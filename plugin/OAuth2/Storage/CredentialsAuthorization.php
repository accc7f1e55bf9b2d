<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The columns of a client-credentials authorization that are needed to issue a token under it. */
final readonly class CredentialsAuthorization
{
    /**
     * The distance between the row numbers of two epochs. The first row of a key in an epoch has the number
     * epoch × PER_EPOCH, so that a query finds it by number without sorting. Rows that replace it, after a revocation, have
     * the numbers after it and need a second query.
     */
    public const PER_EPOCH = 65536;

    /** @param int $number the number of the row among those with the same key; the newest row has the highest */
    public function __construct(
        public string $id,
        public string $login,
        public int $clientEpoch,
        public int $expiresAt,
        public ?int $endedAt,
        public int $number,
    ) {
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        return new self(
            $row->string('id'),
            $row->string('login'),
            $row->int('client_epoch'),
            $row->int('expires_at'),
            $row->nullableInt('ended_at'),
            $row->int('credentials_number'),
        );
    }
}
