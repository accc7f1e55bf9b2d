<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;

/** Settings of a server at https://matomo.example. */
final class TestSettings
{
    public const ISSUER = 'https://matomo.example';

    /** @param list<Scope> $allowedScopes */
    public static function make(
        array $allowedScopes = [Scope::Read, Scope::Write, Scope::Admin],
        int $refreshGrace = 30,
        string $signingAlgorithm = 'EdDSA',
    ): Settings {
        return new Settings(
            self::ISSUER,
            new EndpointUrls(self::ISSUER, true, true),
            [self::ISSUER . '/'],
            'a wrapping secret of more than 32 bytes',
            refreshGrace: $refreshGrace,
            allowedScopes: $allowedScopes,
            signingAlgorithm: $signingAlgorithm,
        );
    }
}
