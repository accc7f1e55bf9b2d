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

    /** Translation key of the scope's short name. */
    public function titleKey(): string
    {
        return 'OAuth2_Scope' . $this->scope->name . 'Title';
    }

    /** Translation key of what the scope lets an application do. */
    public function meaningKey(): string
    {
        return 'OAuth2_Scope' . $this->scope->name . 'Meaning';
    }
}
