<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** An authorization of a client for itself, as far as issuing a token under it needs to know. */
final readonly class CredentialsAuthorization
{
    /**
     * The first row of a key in an epoch of its client has that many times the epoch as its number, unless that is taken,
     * so that it is found without asking for the newest. Those that replace it count on from there, and are asked for.
     */
    public const PER_EPOCH = 65536;

    /** @param int $number tells the rows of one key apart, the newest has the highest */
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
