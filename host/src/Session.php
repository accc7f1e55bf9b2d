<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

/**
 * The browser's session. It begins with the login: until then the server stores nothing, and a cookie alone protects the
 * login form, whose field has to repeat it.
 */
final class Session
{
    private ?string $formToken = null;

    /** @param string $name of the cookie; it contains the port, because cookies ignore ports */
    public function __construct(private readonly string $folder, private readonly string $name)
    {
    }

    public function currentLogin(): ?string
    {
        $login = $this->resume() ? $_SESSION['login'] ?? null : null;

        return \is_string($login) ? $login : null;
    }

    /**
     * Logs in the user under a new session id, so that a planted id is worth nothing. A user who is logged in already, from another
     * tab, stays in that session, whose forms are open there.
     */
    public function logIn(string $login): void
    {
        if ($this->currentLogin() === $login) {
            return;
        }
        $this->start();
        session_regenerate_id(true);
        $_SESSION = ['login' => $login];
    }

    public function logOut(): void
    {
        if ($this->resume()) {
            session_destroy();
        }
    }

    /** The value of the field "csrf" in every form of this browser. */
    public function csrf(): string
    {
        if (!$this->resume()) {
            return $this->formToken();
        }
        $token = $_SESSION['csrf'] ?? null;
        if (!\is_string($token)) {
            $token = oauth2_secret_generate(16);
            $_SESSION['csrf'] = $token;
        }

        return $token;
    }

    public function isCsrf(#[\SensitiveParameter] string $given): bool
    {
        return oauth2_secret_equals($this->csrf(), $given);
    }

    /** Returns true for the token of a login form: this browser's, also if the user has logged in from another tab since. */
    public function isLoginForm(#[\SensitiveParameter] string $given): bool
    {
        return oauth2_secret_equals($this->formToken(), $given) || $this->isCsrf($given);
    }

    private function formToken(): string
    {
        if ($this->formToken === null) {
            $name = $this->name . '_form';
            $token = $_COOKIE[$name] ?? null;
            if (!\is_string($token) || preg_match('/^[A-Za-z0-9_-]{22}$/D', $token) !== 1) {
                $token = oauth2_secret_generate(16);
                setcookie($name, $token, ['path' => '/', 'httponly' => true, 'samesite' => 'Lax']);
            }
            $this->formToken = $token;
        }

        return $this->formToken;
    }

    /** Resumes the session of a logged-in user; anything else that a browser sends leaves nothing behind. */
    private function resume(): bool
    {
        if (session_status() !== PHP_SESSION_ACTIVE) {
            if (!\is_string($_COOKIE[$this->name] ?? null)) {
                return false;
            }
            $this->start();
            if (!isset($_SESSION['login'])) {
                session_destroy();
                unset($_COOKIE[$this->name]);

                return false;
            }
        }

        return true;
    }

    private function start(): void
    {
        if (session_status() === PHP_SESSION_ACTIVE) {
            return;
        }
        if (!is_dir($this->folder)) {
            @mkdir($this->folder, 0700, true);
        }
        session_start([
            'save_path' => $this->folder,
            'name' => $this->name,
            'use_strict_mode' => true,
            'use_only_cookies' => true,
            'cookie_httponly' => true,
            'cookie_samesite' => 'Lax',
            'cache_limiter' => '',
            'sid_length' => 48,
        ]);
    }
}
