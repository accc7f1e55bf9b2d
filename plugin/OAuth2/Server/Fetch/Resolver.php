<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** Resolves host names. */
interface Resolver
{
    /**
     * The addresses of a host.
     *
     * @param string $host a host name in lower case
     * @param int $deadline no further question is asked after this time of hrtime(true); the caller then ignores the answer
     * @return list<string> IPv4 and IPv6 addresses; empty if there are none
     */
    public function addresses(string $host, int $deadline): array;
}
