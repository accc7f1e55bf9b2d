<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The place of a client that waits for its first user, in oauth2_registration. */
final readonly class WaitingPlace
{
    /** The first character of `visitor` for a user who is logged in; others have {@see OTHER}. */
    public const USER = 'u';

    public const OTHER = 'n';

    /**
     * @param int $id the higher, the newer
     * @param string $site a digest of the organisation that sent the registration
     * @param string $network a digest of the network that sent it
     * @param string $visitor whoever opened the client's page last; empty if nobody did
     * @param int $visitedAt the time of that; 0 if nobody did
     */
    public function __construct(
        public int $id,
        public string $site,
        public string $network,
        public string $visitor,
        public int $visitedAt,
    ) {
    }

    /** True if a user who was logged in opened the page last. */
    public function isOfUser(): bool
    {
        return str_starts_with($this->visitor, self::USER);
    }
}
