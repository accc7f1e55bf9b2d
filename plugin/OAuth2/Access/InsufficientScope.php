<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\NoAccessException;
use Piwik\Plugins\OAuth2\Server\Scope;

/** The token is valid, but its scope is insufficient: 403 (RFC 6750 3.1). */
final class InsufficientScope extends NoAccessException
{
    public function __construct(public readonly Scope $needed)
    {
        parent::__construct('The call needs a token of the scope ' . $needed->value, 403);
    }
}
