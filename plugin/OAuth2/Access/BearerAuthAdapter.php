<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Auth;
use Piwik\AuthResult;
use Piwik\Plugins\OAuth2\Matomo\CoreAuthentication;
use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * Authenticates the request as the user of its bearer token. The login plugin still verifies passwords that a method
 * asks for: its object is wrapped, and takes over once a password or another login is set, until core authenticates the
 * request again ({@see expectToken()}).
 */
final class BearerAuthAdapter implements Auth
{
    private bool $passwordAsked = false;

    private ?string $otherLogin = null;

    /** @param bool $superUser whether the user has super user access and the token's scope includes it */
    public function __construct(
        private readonly Auth $wrapped,
        private readonly string $login,
        private readonly bool $superUser,
        private readonly Scope $scope,
    ) {
    }

    /** Lets the token decide again, after the wrapped object has verified a password. */
    public function expectToken(): void
    {
        $this->passwordAsked = false;
        $this->otherLogin = null;
    }

    /** @return string the login plugin's name, by which core finds its screens */
    public function getName()
    {
        return $this->wrapped->getName();
    }

    /**
     * Accepts any token: core first sets "anonymous" on every request, and {@see BearerCall} refuses conflicting ones.
     *
     * @return void
     */
    public function setTokenAuth(#[\SensitiveParameter] $token_auth)
    {
        $this->wrapped->setTokenAuth($token_auth);
    }

    /** @return ?string null, as after authentication by a token alone: core then asks for no second factor */
    public function getLogin()
    {
        return $this->answersItself() ? null : $this->wrapped->getLogin();
    }

    /** @return string a placeholder that the interface requires; never the bearer token */
    public function getTokenAuth()
    {
        return 'anonymous';
    }

    /** @return string the login plugin's secret, which plays no part in this request's authentication */
    public function getTokenAuthSecret()
    {
        return $this->wrapped->getTokenAuthSecret();
    }

    /** @return void */
    public function setLogin($login)
    {
        $this->wrapped->setLogin($login);
        $given = \is_string($login) ? $login : '';
        $this->otherLogin = \in_array($given, ['', 'anonymous', $this->login], true) ? null : $given;
    }

    /** @return void */
    public function setPassword(#[\SensitiveParameter] $password)
    {
        $this->passwordAsked = true;
        $this->wrapped->setPassword($password);
    }

    /** @return void */
    public function setPasswordHash(#[\SensitiveParameter] $passwordHash)
    {
        $this->passwordAsked = true;
        $this->wrapped->setPasswordHash($passwordHash);
    }

    /**
     * The result's token is "anonymous", core's default, because core authenticates again on every call if they differ.
     * The wrapped object never gives super user access: a correct password must not get around the token's scope.
     *
     * @return AuthResult
     */
    public function authenticate()
    {
        if (!$this->answersItself()) {
            $result = $this->wrapped->authenticate();

            return $result->wasAuthenticationSuccessful()
                ? $this->result(AuthResult::SUCCESS, (string) $result->getIdentity(), (string) $result->getTokenAuth())
                : $result;
        }

        return $this->result(
            $this->superUser ? AuthResult::SUCCESS_SUPERUSER_AUTH_CODE : AuthResult::SUCCESS,
            $this->login,
            'anonymous',
        );
    }

    private function result(int $code, string $login, #[\SensitiveParameter] string $tokenAuth): AuthResult
    {
        return CoreAuthentication::result($code, $login, $tokenAuth, $this->scope);
    }

    private function answersItself(): bool
    {
        return !$this->passwordAsked && $this->otherLogin === null;
    }
}
