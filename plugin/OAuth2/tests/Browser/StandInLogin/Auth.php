<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\StandInLogin;

use Piwik\AuthResult;

/** Accepts the login that the identity provider asserted. */
class Auth extends \Piwik\Plugins\Login\Auth
{
    private string $asserted = '';

    public function getName(): string
    {
        return 'StandInLogin';
    }

    public function assert(string $login): void
    {
        $this->asserted = $login;
        $this->setLogin($login);
    }

    public function authenticate(): AuthResult
    {
        return $this->asserted === ''
            ? parent::authenticate()
            : new AuthResult(AuthResult::SUCCESS, $this->asserted, '');
    }
}
