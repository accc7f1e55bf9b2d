<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A row of oauth2_key. Times are Unix seconds; `publicJwk` is a JSON object; `sealed` is OAuth2\Key::seal()'s text. */
final readonly class SigningKeyRecord
{
    public const NEXT = 'next';
    public const CURRENT = 'current';
    public const RETIRED = 'retired';

    public const COLUMNS = [
        'kid', 'algorithm', 'state', 'slot', 'sealed', 'public_jwk', 'created_at', 'activated_at', 'retired_at', 'expires_at',
    ];

    /**
     * @param ?int $activatedAt since when it signs; of a next key, from when it may, having been published long enough
     * @param ?int $expiresAt when the last token signed with it has expired; null until it is retired
     */
    public function __construct(
        public string $kid,
        public string $algorithm,
        public string $state,
        #[\SensitiveParameter]
        public string $sealed,
        public string $publicJwk,
        public int $createdAt,
        public ?int $activatedAt = null,
        public ?int $retiredAt = null,
        public ?int $expiresAt = null,
    ) {
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        return new self(
            kid: $row->string('kid'),
            algorithm: $row->string('algorithm'),
            state: $row->string('state'),
            sealed: $row->string('sealed'),
            publicJwk: $row->string('public_jwk'),
            createdAt: $row->int('created_at'),
            activatedAt: $row->nullableInt('activated_at'),
            retiredAt: $row->nullableInt('retired_at'),
            expiresAt: $row->nullableInt('expires_at'),
        );
    }

    /**
     * @internal
     * @return array<string, string|int|null> by column
     */
    public function toRow(): array
    {
        return [
            'kid' => $this->kid,
            'algorithm' => $this->algorithm,
            'state' => $this->state,
            'slot' => $this->state === self::RETIRED ? null : $this->state,
            'sealed' => $this->sealed,
            'public_jwk' => $this->publicJwk,
            'created_at' => $this->createdAt,
            'activated_at' => $this->activatedAt,
            'retired_at' => $this->retiredAt,
            'expires_at' => $this->expiresAt,
        ];
    }
}
