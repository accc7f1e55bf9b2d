<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The newest authorization of a client for itself, as far as issuing a token under it needs to know. */
final readonly class CredentialsState
{
    /** @param int $number how many rows of the same key were given up before */
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
