<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

use Piwik\Plugins\OAuth2\Server\Scope;

/** A user of the system that the tokens act in. */
final readonly class User
{
    /** @param ?Scope $highestScope the highest scope that the user's own access can fill today; null: none */
    public function __construct(
        public string $login,
        public ?Scope $highestScope,
    ) {
    }
}
