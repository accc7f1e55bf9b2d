<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A row of oauth2_fetched_keys: the JWK Set that was last fetched from an address. */
final readonly class FetchedKeys
{
    /**
     * @param ?string $jwks the JWK Set as JSON; null until a fetch has succeeded
     * @param ?int $fetchedAt the time of that fetch in Unix seconds
     * @param int $triedAt the time of the last fetch, successful or not
     */
    public function __construct(public ?string $jwks, public ?int $fetchedAt, public int $triedAt)
    {
    }
}
