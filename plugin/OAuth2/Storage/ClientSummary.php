<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * The columns of a client that requests of the client and calls with its tokens depend on. Each of them reads the columns
 * again, so those for display and the hash of the secret are left out.
 */
readonly class ClientSummary
{
    public const CONFIDENTIAL = 'confidential';
    public const PUBLIC = 'public';

    /** Columns of oauth2_client. */
    public const COLUMNS = [
        'client_id', 'type', 'active', 'acts_as', 'grant_types', 'scopes', 'epoch', 'last_used_at',
    ];

    /**
     * @param ?string $actsAs the user whose rights the client's own tokens have; null when the client acts as nobody
     * @param list<string> $grantTypes
     * @param list<string> $scopes the highest is the most that the client may have, with those below it
     * @param int $epoch a counter; authorizations with another epoch than the client are invalid
     * @param ?int $lastUsedAt Unix seconds; null when the client has never been used
     */
    public function __construct(
        public string $clientId,
        public string $type,
        public bool $active,
        public ?string $actsAs,
        public array $grantTypes,
        public array $scopes,
        public int $epoch,
        public ?int $lastUsedAt,
    ) {
    }

    public function isConfidential(): bool
    {
        return $this->type === self::CONFIDENTIAL;
    }

    /** @internal */
    public static function stateOf(Row $row): self
    {
        return new self(
            $row->string('client_id'),
            $row->string('type'),
            $row->bool('active'),
            $row->nullableString('acts_as'),
            $row->strings('grant_types'),
            $row->strings('scopes'),
            $row->int('epoch'),
            $row->nullableTime('last_used_at'),
        );
    }
}
