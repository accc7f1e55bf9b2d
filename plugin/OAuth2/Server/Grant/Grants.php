<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Grant;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\ScopePolicy;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\Token\AccessTokens;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;

/** Creates the grant for a grant type. A request loads the class of that grant only. */
final readonly class Grants
{
    public function __construct(
        private Settings $settings,
        private AuthorizationTable $authorizations,
        private AccessTokens $accessTokens,
        private Users $users,
        private Clock $clock,
        private Randomness $randomness,
        private Events $events,
    ) {
    }

    /** @return class-string<Grant> */
    public static function classOf(GrantType $type): string
    {
        return match ($type) {
            GrantType::AuthorizationCode => AuthorizationCodeGrant::class,
            GrantType::ClientCredentials => ClientCredentialsGrant::class,
            GrantType::RefreshToken => RefreshTokenGrant::class,
        };
    }

    /** Creates the grant for a grant type. */
    public function of(GrantType $type): Grant
    {
        return new (self::classOf($type))(
            $this->settings,
            new ScopePolicy($this->settings),
            $this->authorizations,
            $this->accessTokens,
            $this->users,
            $this->clock,
            $this->randomness,
            $this->events,
        );
    }
}
