<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Keys;

use OAuth2\KeySet;
use Piwik\Plugins\OAuth2\Server\Setting;

/** A key that tokens are verified by. One that signed before verifies less: only tokens of its own time. */
final readonly class PublishedKey
{
    /** How many seconds a process that has not heard of the rotation yet, or whose clock is ahead, may still sign by it. */
    private const GRACE = 60;

    /**
     * @param KeySet $keys the key alone, as a set: it verifies only what names it
     * @param ?int $retiredAt when another key took over; null: it signs now or next
     */
    public function __construct(public string $id, public KeySet $keys, private ?int $retiredAt)
    {
    }

    /**
     * Whether a token whose signature is this key's was signed in the key's time: of a retired key, issued at most a minute
     * after it retired, and expiring when the last such token may at the latest.
     */
    public function mayHaveSigned(int $issuedAt, int $expiresAt): bool
    {
        return $this->retiredAt === null
            || ($issuedAt <= $this->retiredAt + self::GRACE && $expiresAt <= self::lastExpiry($this->retiredAt));
    }

    /** When the last token of a key has expired, under the longest life that can be set. */
    public static function lastExpiry(int $retiredAt): int
    {
        return $retiredAt + self::GRACE + Setting::MAX_ACCESS_TOKEN_TTL;
    }
}
