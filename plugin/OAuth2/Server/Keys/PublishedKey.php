<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Keys;

use OAuth2\KeySet;
use Piwik\Plugins\OAuth2\Server\Setting;

/** A public key that verifies access tokens. A retired key verifies only tokens from before its retirement. */
final readonly class PublishedKey
{
    /** The number of seconds after a rotation in which a process that does not know of it, or whose clock differs, may sign. */
    private const GRACE = 60;

    /**
     * @param KeySet $keys a set of this key only, so that a token must name it
     * @param ?int $retiredAt when another key took over; null: this is the current or the next key
     */
    public function __construct(public string $id, public KeySet $keys, private ?int $retiredAt)
    {
    }

    /**
     * Tells whether the key may have signed a token with these times. A retired key signed no token that was issued more than
     * a minute after its retirement, or that expires later than its last token.
     */
    public function mayHaveSigned(int $issuedAt, int $expiresAt): bool
    {
        return $this->retiredAt === null
            || ($issuedAt <= $this->retiredAt + self::GRACE && $expiresAt <= self::lastExpiry($this->retiredAt));
    }

    /** Returns when the last token of a key has expired, given the longest lifetime that can be set. */
    public static function lastExpiry(int $retiredAt): int
    {
        return $retiredAt + self::GRACE + Setting::MAX_ACCESS_TOKEN_TTL;
    }
}
