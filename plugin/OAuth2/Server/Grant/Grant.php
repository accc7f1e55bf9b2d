<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Grant;

use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\ScopePolicy;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\Token\AccessTokens;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;

/** What all grants of the token endpoint work with. */
abstract readonly class Grant
{
    final public function __construct(
        protected Settings $settings,
        protected ScopePolicy $scopes,
        protected AuthorizationTable $authorizations,
        protected AccessTokens $accessTokens,
        protected Users $users,
        protected Clock $clock,
        protected Randomness $randomness,
        protected Events $events,
    ) {
    }
}
