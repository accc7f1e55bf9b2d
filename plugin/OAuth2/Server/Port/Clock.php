<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** The source of the current time, which tests can replace. */
interface Clock
{
    /** The current time in Unix seconds. */
    public function now(): int;
}
