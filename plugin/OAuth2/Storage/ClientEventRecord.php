<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A row of oauth2_client_event. */
final readonly class ClientEventRecord
{
    /**
     * @param string $login the administrator who made the change; empty if nobody did
     * @param array<mixed> $details the members of the event by name
     */
    public function __construct(
        public string $clientId,
        public string $name,
        public int $happenedAt,
        public string $login,
        public array $details,
    ) {
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        $details = json_decode($row->string('details'), true);

        return new self(
            $row->string('client_id'),
            $row->string('name'),
            $row->int('happened_at'),
            $row->string('login'),
            \is_array($details) ? $details : [],
        );
    }
}
