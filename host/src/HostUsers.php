<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * The host's users, a file for each in one folder: {"hash": …, "scope": "matomo:read" or null}. Each token asks whether
 * there is a user, which is then a look at one name. The passwords are machine-made, so the extension's fast hash is
 * the right one.
 */
final readonly class HostUsers implements Users
{
    /** A hash like those of the files, of a password that nobody has: what the password of an unknown login is compared with. */
    private const NOBODY = '$oauth2$v=1$nh20f8Q7EzdHWWfdSHZaMQ$CrwMfv2egJYqN5ECZyhdptZMCElQqQrABl5K3T3oEQI';

    /** What a file system takes as a name, with twice as many digits and the ending. */
    private const MAX_LOGIN = 100;

    /** @param string $folder is made when the first user is saved */
    public function __construct(private string $folder)
    {
    }

    public function find(string $login): ?User
    {
        $entry = $this->read($login);

        return $entry === null ? null : new User($login, $entry['scope']);
    }

    public function exists(string $login): bool
    {
        return is_file($this->file($login));
    }

    public function authenticate(string $login, #[\SensitiveParameter] string $password): ?User
    {
        $entry = $this->read($login);
        $right = oauth2_secret_verify($password, $entry['hash'] ?? self::NOBODY);

        return $right && $entry !== null ? new User($login, $entry['scope']) : null;
    }

    /**
     * Adds a user, or gives him another password or role.
     *
     * @param string $hash of the password, by oauth2_secret_hash()
     */
    public function save(string $login, #[\SensitiveParameter] string $hash, ?Scope $scope): void
    {
        if (\strlen($login) > self::MAX_LOGIN) {
            throw new \ValueError('A login has at most ' . self::MAX_LOGIN . ' bytes');
        }
        $entry = json_encode(['hash' => $hash, 'scope' => $scope?->value], JSON_THROW_ON_ERROR);
        WholeFile::write($this->file($login), $entry);
    }

    /** Gives a user another role; an unknown one stays unknown. */
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

    /** Hexadecimal, because some file systems take names for one that differ in case only. */
    private function file(string $login): string
    {
        return $this->folder . '/' . bin2hex($login) . '.json';
    }
}
