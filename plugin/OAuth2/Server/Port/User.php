<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

use Piwik\Plugins\OAuth2\Server\Scope;

/** A user of the application that accepts the tokens. */
final readonly class User
{
    /**
     * @param ?Scope $highestScope the highest scope that the user's own rights cover now; null when they cover none
     * @param string $email shown to the user on the consent page; empty when unknown
     */
    public function __construct(
        public string $login,
        public ?Scope $highestScope,
        public string $email = '',
    ) {
    }
}
