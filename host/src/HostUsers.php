<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * The host's users, one file each: {"hash": …, "scope": "matomo:read" or null}. With one file per user, the check that a
 * token's user exists is one lookup of a file name. The passwords are random, so the extension's fast hash suffices.
 */
final readonly class HostUsers implements Users
{
    /** The hash of a password that nobody has: unknown logins are compared with it, to equalise timing. */
    private const NOBODY = '$oauth2$v=1$nh20f8Q7EzdHWWfdSHZaMQ$CrwMfv2egJYqN5ECZyhdptZMCElQqQrABl5K3T3oEQI';

    /** Maximum bytes of a login: the file name has two digits for each, plus the ending. */
    private const MAX_LOGIN = 100;

    /** @param string $folder is created with the first user */
    public function __construct(private string $folder)
    {
    }

    public function find(string $login): ?User
    {
        $entry = $this->read($login);

        return $entry === null ? null : self::user($login, $entry['scope']);
    }

    public function exists(string $login): bool
    {
        return is_file($this->file($login));
    }

    public function isLogin(string $name): bool
    {
        $files = glob($this->folder . '/*.json');
        foreach ($files === false ? [] : $files as $file) {
            if (strcasecmp((string) hex2bin(basename($file, '.json')), $name) === 0) {
                return true;
            }
        }

        return false;
    }

    public function authenticate(string $login, #[\SensitiveParameter] string $password): ?User
    {
        $entry = $this->read($login);
        $right = oauth2_secret_verify($password, $entry['hash'] ?? self::NOBODY);

        return $right && $entry !== null ? self::user($login, $entry['scope']) : null;
    }

    /**
     * Adds a user, or changes a user's password and role.
     *
     * @param string $hash the password's hash by oauth2_secret_hash()
     */
    public function save(string $login, #[\SensitiveParameter] string $hash, ?Scope $scope): void
    {
        if (\strlen($login) > self::MAX_LOGIN) {
            throw new \ValueError('A login has at most ' . self::MAX_LOGIN . ' bytes');
        }
        $entry = json_encode(['hash' => $hash, 'scope' => $scope?->value], JSON_THROW_ON_ERROR);
        WholeFile::write($this->file($login), $entry);
    }

    /** Changes a user's role; an unknown login is ignored. */
    public function setScope(string $login, ?Scope $scope): void
    {
        $entry = $this->read($login);
        if ($entry !== null) {
            $this->save($login, $entry['hash'], $scope);
        }
    }

    public function remove(string $login): void
    {
        if ($this->exists($login)) {
            unlink($this->file($login));
        }
    }

    /** The consent page shows an e-mail address beside the login; the host has none, so it makes one up. */
    private static function user(string $login, ?Scope $scope): User
    {
        return new User($login, $scope, $login . '@example.com');
    }

    /** @return ?array{hash: string, scope: ?Scope} */
    private function read(string $login): ?array
    {
        $text = $this->exists($login) ? file_get_contents($this->file($login)) : false;
        $entry = $text === false ? null : json_decode($text, true);
        if (!\is_array($entry)) {
            return null;
        }
        $hash = $entry['hash'] ?? null;
        $scope = $entry['scope'] ?? null;

        return [
            'hash' => \is_string($hash) ? $hash : self::NOBODY,
            'scope' => \is_string($scope) ? Scope::tryFrom($scope) : null,
        ];
    }

    /** The user's file. Its name is hexadecimal, because some file systems ignore case. */
    private function file(string $login): string
    {
        return $this->folder . '/' . bin2hex($login) . '.json';
    }
}
