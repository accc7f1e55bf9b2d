<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

/** The browser's session. Only pages that need the user start it. */
final class Session
{
    /** @param string $name of the cookie; it contains the port, because cookies ignore ports */
    public function __construct(private readonly string $folder, private readonly string $name)
    {
    }

    public function currentLogin(): ?string
    {
        $this->start();
        $login = $_SESSION['login'] ?? null;

        return \is_string($login) ? $login : null;
    }

    /** Logs in the user under a new session id, so that a planted id is worth nothing. */
    public function logIn(string $login): void
    {
        $this->start();
        session_regenerate_id(true);
        $_SESSION = ['login' => $login];
    }

    public function logOut(): void
    {
        $this->start();
        $_SESSION = [];
        session_regenerate_id(true);
    }

    /** The value of the field "csrf" in every form of this session. */
    public function csrf(): string
    {
        $this->start();
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
