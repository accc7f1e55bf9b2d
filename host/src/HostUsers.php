<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\User;
use Piwik\Plugins\OAuth2\Server\Users;

/**
 * The host's users, in the file users.json: {"login": {"hash": …, "scope": "matomo:read" or null}}. The passwords are
 * machine-made, so the extension's fast hash is the right one.
 * The file is read once in the life of this object, which is one request.
 */
final class HostUsers implements Users
{
    /** A hash like those of the file, of a password that nobody has: an unknown login takes as long as a known one. */
    private const NOBODY = '$oauth2$v=1$nh20f8Q7EzdHWWfdSHZaMQ$CrwMfv2egJYqN5ECZyhdptZMCElQqQrABl5K3T3oEQI';

    /** @var ?array<string, array{hash: string, scope: string}> */
    private ?array $users = null;

    public function __construct(private readonly string $file)
    {
    }

    public function find(string $login): ?User
    {
        $entry = $this->all()[$login] ?? null;

        return $entry === null ? null : new User($login, Scope::tryFrom($entry['scope']));
    }

    public function exists(string $login): bool
    {
        return isset($this->all()[$login]);
    }

    public function authenticate(string $login, #[\SensitiveParameter] string $password): ?User
    {
        $hash = $this->all()[$login]['hash'] ?? self::NOBODY;

        return oauth2_secret_verify($password, $hash) ? $this->find($login) : null;
    }

    /** @return array<string, array{hash: string, scope: string}> by login */
    private function all(): array
    {
        if ($this->users !== null) {
            return $this->users;
        }
        $users = [];
        $entries = is_file($this->file) ? json_decode((string) file_get_contents($this->file), true) : [];
        foreach (\is_array($entries) ? $entries : [] as $login => $entry) {
            if (\is_array($entry)) {
                $hash = $entry['hash'] ?? null;
                $scope = $entry['scope'] ?? null;
                $users[(string) $login] = [
                    'hash' => \is_string($hash) ? $hash : '',
                    'scope' => \is_string($scope) ? $scope : '',
                ];
            }
        }

        return $this->users = $users;
    }
}
