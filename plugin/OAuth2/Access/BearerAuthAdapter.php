<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Auth;
use Piwik\AuthResult;

/**
 * Says that the request acts for the user of its bearer token. Whether a password is right, when a method asks for it,
 * remains the login plugin's to say: its object is wrapped, and answers from the moment that somebody sets a password
 * or names another user, until the next authentication of the request itself ({@see expectToken()}).
 */
final class BearerAuthAdapter implements Auth
{
    private bool $passwordAsked = false;

    private ?string $otherLogin = null;

    /** @param bool $superUser whether the user has super user access and the token's scope lets him use it */
    public function __construct(
        private readonly Auth $wrapped,
        private readonly string $login,
        private readonly bool $superUser,
    ) {
    }

    /** From here on it is the token that counts again. */
    public function expectToken(): void
    {
        $this->passwordAsked = false;
        $this->otherLogin = null;
    }

    /** @return string the login plugin's name: core looks up its screens by it */
    public function getName()
    {
        return $this->wrapped->getName();
    }

    /**
     * Core gives every request the token "anonymous" first; what conflicts with the bearer is refused elsewhere.
     *
     * @return void
     */
    public function setTokenAuth(#[\SensitiveParameter] $token_auth)
    {
        $this->wrapped->setTokenAuth($token_auth);
    }

    /** @return ?string null, as when authenticated by a token alone, for which no second factor is asked */
    public function getLogin()
    {
        return $this->answersItself() ? null : $this->wrapped->getLogin();
    }

    /** @return string a name for "there is a token", as the interface wants none: the token itself stays out of it */
    public function getTokenAuth()
    {
        return 'anonymous';
    }

    /** @return string the login plugin's, which this request has not authenticated by */
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
     * The token string of the answer is "anonymous", so that core compares equal what it defaults to and doesn't
     * authenticate once more for every call. Super user access never comes from the wrapped object: a password that
     * is right confirms something, and is no way around the token's scope.
     *
     * @return AuthResult
     */
    public function authenticate()
    {
        if (!$this->answersItself()) {
            $result = $this->wrapped->authenticate();

            return $result->wasAuthenticationSuccessful()
                ? new AuthResult(AuthResult::SUCCESS, $result->getIdentity(), $result->getTokenAuth())
                : $result;
        }

        return new AuthResult(
            $this->superUser ? AuthResult::SUCCESS_SUPERUSER_AUTH_CODE : AuthResult::SUCCESS,
            $this->login,
            'anonymous',
        );
    }

    private function answersItself(): bool
    {
        return !$this->passwordAsked && $this->otherLogin === null;
    }
}
