<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** What a change of a client or of the settings ends: the numbers for the question that an administrator answers before the change. */
final readonly class ClientEffects
{
    /**
     * @param int $authorizations the number of authorizations that users gave
     * @param int $users the number of these users
     * @param int $own the number of authorizations that the client has for itself (client credentials)
     * @param list<string> $causes the fields of the draft that end them, see {@see Reduction::FIELDS}, or the name of a setting;
     *                             empty if there is neither
     */
    public function __construct(public int $authorizations, public int $users, public int $own, public array $causes)
    {
    }

    /** True when nothing ends, so that there is no need to ask. */
    public function isNothing(): bool
    {
        return $this->authorizations === 0 && $this->own === 0;
    }
}
