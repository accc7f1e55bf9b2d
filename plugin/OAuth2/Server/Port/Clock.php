<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** Where the server takes the time from, so that tests can set it. */
interface Clock
{
    /** Seconds since 1970-01-01 UTC. */
    public function now(): int;
}
