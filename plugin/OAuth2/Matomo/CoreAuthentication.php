<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Auth;
use Piwik\AuthResult;
use Piwik\Plugins\OAuth2\Server\Scope;

/** How core learns of an authentication. Newer versions also limit by themselves what a token may do. */
final class CoreAuthentication
{
    /** The key of the fourth argument of AuthResult, which newer versions have. */
    private const LEVEL = 'token_access_level';

    /** Puts the object in the place of the login plugin's. */
    public static function put(Auth $auth): void
    {
        CoreContainer::replace(Auth::class, $auth);
    }

    /**
     * The result of an authentication under a scope. A core that limits tokens by itself gets the role of the scope, so
     * that it checks the ceiling a second time. Without it, core would look for the bearer token among its own tokens at
     * every reload.
     */
    public static function result(int $code, string $login, #[\SensitiveParameter] string $tokenAuth, Scope $scope): AuthResult
    {
        if (!method_exists(AuthResult::class, 'getAuthContext')) {
            return new AuthResult($code, $login, $tokenAuth);
        }

        // @phpstan-ignore arguments.count
        return new AuthResult($code, $login, $tokenAuth, [self::LEVEL => self::role($scope)]);
    }

    /** Core's name of the highest access under a scope. */
    private static function role(Scope $scope): string
    {
        return match ($scope) {
            Scope::Read => 'view',
            Scope::Write => 'write',
            Scope::Admin => 'admin',
            Scope::SuperUser => 'superuser',
        };
    }
}
