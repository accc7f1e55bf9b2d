<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Storage\NewSecretTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Keeps new secrets of clients for a few minutes, so that an administrator whose answer was lost can ask again. A secret is
 * sealed under a key of the administrator's session and of the installation's secret: neither a copy of the database nor
 * another session can open it.
 */
final readonly class NewSecrets
{
    /** The time in seconds for which a secret is kept. */
    public const TTL = 300;

    public function __construct(
        private NewSecretTable $table,
        private Clock $clock,
        #[\SensitiveParameter]
        private string $wrappingSecret,
    ) {
    }

    /**
     * Keeps a secret.
     *
     * @param string $session a value that only requests of this session know
     * @param bool $isCreated true for the secret of a new client, whose ID the administrator may not have received either
     * @throws StorageUnavailable
     */
    public function keep(
        #[\SensitiveParameter]
        string $session,
        string $clientId,
        #[\SensitiveParameter]
        string $secret,
        bool $isCreated = false,
    ): void {
        $now = $this->clock->now();
        // A client that the session has just created may get another secret before the first one is confirmed.
        $isLast = $isCreated || ($this->find($session, '')['client_id'] ?? null) === $clientId;
        foreach ($isLast ? [$clientId, ''] : [$clientId] as $asked) {
            $name = $this->name($session, $asked);
            $sealed = oauth2_seal("$clientId\n$secret", $this->key($session), $name);
            $this->table->keep($name, $sealed, $now + self::TTL, $now);
        }
    }

    /**
     * Finds a secret that this session has been given and has not confirmed.
     *
     * @param string $clientId the client; empty for the client that the session created last
     * @return ?array{client_id: string, secret: string}
     * @throws StorageUnavailable
     */
    public function find(#[\SensitiveParameter] string $session, string $clientId): ?array
    {
        $name = $this->name($session, $clientId);
        $sealed = $this->table->find($name, $this->clock->now());
        if ($sealed === null) {
            return null;
        }
        try {
            [$client, $secret] = explode("\n", oauth2_open($sealed, $this->key($session), $name), 2) + [1 => ''];
        } catch (\OAuth2\CryptoException) {
            return null;
        }

        return ['client_id' => $client, 'secret' => $secret];
    }

    /**
     * Forgets a secret, which the administrator has received.
     *
     * @return bool false when there was none
     * @throws StorageUnavailable
     */
    public function confirm(#[\SensitiveParameter] string $session, string $clientId): bool
    {
        if (($this->find($session, '')['client_id'] ?? null) === $clientId) {
            $this->table->forget($this->name($session, ''));
        }

        return $this->table->forget($this->name($session, $clientId));
    }

    private function name(#[\SensitiveParameter] string $session, string $clientId): string
    {
        return oauth2_token_digest(oauth2_derive_key($this->wrappingSecret, "oauth2 new secret name\n$session") . $clientId);
    }

    private function key(#[\SensitiveParameter] string $session): string
    {
        return oauth2_derive_key($this->wrappingSecret, "oauth2 new secret\n$session");
    }
}
