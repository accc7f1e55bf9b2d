<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Scope;

/** A scope that the user may grant on the consent page. */
final readonly class ScopeChoice
{
    public function __construct(
        public Scope $scope,
        public bool $selected,
    ) {
    }
}
