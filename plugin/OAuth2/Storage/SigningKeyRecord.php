<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A row of oauth2_key. Times are unix seconds; `publicJwk` is a JSON object; `sealed` is OAuth2\Key::seal()'s text. */
final readonly class SigningKeyRecord
{
    public const NEXT = 'next';
    public const CURRENT = 'current';
    public const RETIRED = 'retired';

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
            $row->string('kid'),
            $row->string('algorithm'),
            $row->string('state'),
            $row->string('sealed'),
            $row->string('public_jwk'),
            $row->int('created_at'),
            $row->nullableInt('activated_at'),
            $row->nullableInt('retired_at'),
            $row->nullableInt('expires_at'),
        );
    }
}
